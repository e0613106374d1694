"""How a small table of words is written down in a page's text."""

from typing import Any

Part = tuple[str, Any]


def table(caption: str, headings: tuple[str, ...], *rows: tuple[str, ...]) -> Part:
    """Return a table of plain words; the first word of a row names it."""
    columns = [{"type": "text", "heading": heading} for heading in headings]
    return (
        "table",
        {"caption": caption, "columns": columns, "rows": [{"values": list(row)} for row in rows]},
    )
