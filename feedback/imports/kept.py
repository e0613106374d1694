"""The cells of a row as they came, so that they go back in the same shape and of the same type."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

MOMENT, DAY = "moment", "day"


def packed(cells: Sequence[Any]) -> str:
    """Return cells as a text that is then encrypted."""
    return json.dumps([_plain(cell) for cell in cells], ensure_ascii=False)


def unpacked(said: str) -> list[Any]:
    """Return the cells again, dates as dates; nothing where nothing was kept."""
    return [_cell(one) for one in json.loads(said)] if said else []


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {MOMENT: cell.replace(tzinfo=None).isoformat()}
    if isinstance(cell, date):
        return {DAY: cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    return str(cell)


def _cell(one: Any) -> Any:
    if not isinstance(one, dict):
        return one
    if MOMENT in one:
        return datetime.fromisoformat(one[MOMENT])
    return date.fromisoformat(one[DAY])
