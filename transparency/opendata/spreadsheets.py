"""The files of one release: its canonical JSON, every figure as a row, and a table like the NHS's KO41a.

They hold numbers of the release's document, shares made of these, and names; nothing is counted here.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from transparency import cells
from transparency.models.release import Release, canonical
from transparency.opendata.columns import FIGURES, KO41A, WITHHELD
from transparency.opendata.shelf import month_before
from transparency.readout import share
from transparency.suppression import Shown
from transparency.tables import Reading, day_label

JSON, CSV = "application/json", "text/csv; charset=utf-8"
# Without it, spreadsheet programs take Chinese for something else.
BOM = "\ufeff"
# What a spreadsheet program takes for a formula, full-width signs included.
FORMULA = re.compile(r"^[=+\-@\t\r＝＋－＠]")
ACTIVITY = "activity"
ORDER = (cells.WHOLE, cells.MONTHS, *cells.TABLES, cells.DAYS, ACTIVITY)
# Each part and what it is a part of.
OF = cells.PARTS | {part: of for of, said in cells.SAID.items() for part in said}
Row = list[str | int | None]


NAMES = ("release.json", "figures.csv", "ko41a.csv")


class File(NamedTuple):
    """A file as it goes out: its content, its kind, and the name it is saved under."""

    body: bytes
    kind: str
    name: str


def file(release: Release, name: str) -> File:
    """Return one file of a release by the last part of its address."""
    kind, make = _MADE[name]
    saved_as = f"{release.hospital.code}-{release.period.code}-v{release.version}-{name}"
    return File(make(release), kind, saved_as)


def sheet(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """Return rows as CSV by RFC 4180, with words that no program takes for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def in_both(make: Callable[[], str]) -> tuple[str, str]:
    """Return a text in Chinese and in English, whatever the language of the page is."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(str(make()))
    return found[0], found[1]


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    return f"'{text}" if FORMULA.match(text) else text


def _code(code: str) -> str:
    """Return a row's code; of small rows put together the codes of all, between upright lines."""
    return "|".join(cells.parts_of(code))


def _rows(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Shown]]]:
    """Yield table, code and counts of every row there is, in one order."""
    for table in ORDER:
        if table in (cells.WHOLE, ACTIVITY):
            if counts := document.get(table):
                yield table, "", counts
        else:
            yield from ((table, row["code"], row["counts"]) for row in document.get(table, ()))


def _measures(counts: Mapping[str, Shown]) -> list[str]:
    """Return the measures of a row in one order; a database may have kept them in another."""
    known = [measure for measure in cells.MEASURES if measure in counts]
    return [*known, *sorted(counts.keys() - set(known))]


def _figures(release: Release) -> bytes:
    reading = Reading(release.document, release.parameters)
    rows: list[Row] = []
    for table, code, counts in _rows(release.document):
        names = in_both(lambda table=table, code=code: _name(reading, table, code))  # type: ignore[misc]
        front: Row = [release.period.code, release.version, table, _code(code), *names]
        rows += ([*front, measure, *_said(counts, measure)] for measure in _measures(counts))
    return sheet([column.name for column in FIGURES], rows)


def _said(counts: Mapping[str, Shown], measure: str) -> Row:
    """Return count, flag, and for a part the whole with the share and its interval."""
    count, whole = counts[measure], counts.get(OF.get(measure, ""))
    # Numbers that do not belong together make no share.
    fits = count is not None and whole is not None and count <= whole
    found = share(count, whole) if fits else None
    return [count, WITHHELD if count is None else "", whole, *(found or (None, None, None))]


def _ko41a(release: Release) -> bytes:
    document, hospital = release.document, release.hospital
    reading = Reading(document, release.parameters)
    english = hospital.name_en or hospital.name
    front: Row = [
        release.period.code, release.version, hospital.code, hospital.name, english,
    ]  # fmt: skip
    before = month_before(release)
    brought = _cell(before.document[cells.WHOLE], "open") if before else None
    rows = []
    for table, code, counts in _rows(document):
        if table not in (cells.WHOLE, "by_kind", "by_category"):
            continue
        whole = table == cells.WHOLE
        names = in_both(lambda table=table, code=code: _name(reading, table, code))  # type: ignore[misc]
        new, resolved = _cell(counts, "received"), _cell(counts, "closed")
        stock = (brought, _cell(counts, "open")) if whole else (None, None)
        section = {"by_kind": "Kind", "by_category": "Subject_Area"}.get(table, "Total")
        rows.append([*front, section, _code(code), *names, stock[0], new, resolved, stock[1]])
    return sheet([column.name for column in KO41A], rows)


def _cell(counts: Mapping[str, Shown], measure: str) -> str | int | None:
    """Return a number for a wide table: c where it is withheld, nothing where there is none."""
    if measure not in counts:
        return None
    count = counts[measure]
    return WITHHELD if count is None else count


def _name(reading: Reading, table: str, code: str) -> str:
    """Return the name of a row in the language that is set."""
    if table == cells.WHOLE:
        return _("All matters")
    if table == ACTIVITY:
        return _("What the hospital did")
    if table == cells.DAYS:
        return day_label(code)
    return reading.row_name(table, code)


_MADE: dict[str, tuple[str, Callable[[Release], bytes]]] = {
    "release.json": (JSON, canonical),
    "figures.csv": (CSV, _figures),
    "ko41a.csv": (CSV, _ko41a),
}
