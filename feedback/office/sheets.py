"""A list as a file for a spreadsheet: CSV and XLSX in which no cell can act as a formula."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

# With these a spreadsheet begins to calculate, or to call another house; also in full width, which some
# fold to the narrow sign.
ACTIVE = frozenset("=+-@＝＋－＠﹢﹣﹦﹫−")
BOM = "\ufeff"
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 18
WRAPPED = Alignment(wrap_text=True, vertical="top")

# No cell of a workbook holds more; a program that finds more calls the file broken.
LONGEST = 32_767

Row = Iterable[Any]


class Words(str):
    """A text of several lines, which a workbook keeps; CSV has each row in one line all the same."""

    __slots__ = ()


class Table(NamedTuple):
    """One sheet of a workbook."""

    title: str
    headings: Row
    rows: Iterable[Row]


def plain(text: str) -> str:
    """Return a text as one line without characters that steer something (tab, line break, direction)."""
    if text.isprintable():  # nearly all are: no sign of these kinds is among them
        return text.strip()
    kept = (
        " " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} else sign for sign in text
    )
    return "".join(sign for sign in kept if unicodedata.category(sign) not in {"Cf", "Cn"}).strip()


def disarmed(text: str) -> str:
    """Return a text for CSV, which knows no types: what would begin a formula gets an apostrophe."""
    text = plain(text)
    return f"'{text}" if text[:1] in ACTIVE else text


def local(moment: datetime) -> datetime:
    """Return the wall clock of the hospital, to the minute; a spreadsheet knows no time zones.

    What came out of a sheet is such a wall clock already and stays as it is.
    """
    if timezone.is_naive(moment):
        return moment
    return timezone.localtime(moment).replace(tzinfo=None, second=0, microsecond=0)


def as_csv(headings: Row, rows: Iterable[Row], *, name: str) -> StreamingHttpResponse:
    """Return the list as CSV, line by line, with the mark by which Excel knows UTF-8."""
    answer = StreamingHttpResponse(_lines(headings, rows), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def as_xlsx(headings: Row, rows: Iterable[Row], *, name: str) -> FileResponse:
    """Return the list as a workbook: written row by row to a file of its own, then sent from there."""
    return as_workbook([Table("cases", headings, rows)], name=name)


def as_workbook(tables: Iterable[Table], *, name: str) -> FileResponse:
    """Return several lists as the sheets of one workbook."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    _write(tables, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


class Echo:
    """What csv writes into; it hands each line on."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _lines(headings: Row, rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield BOM
    for row in chain([headings], rows):
        yield writer.writerow([_in_csv(cell) for cell in row])


def _in_csv(cell: Any) -> str:
    if isinstance(cell, datetime):
        return local(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, int | float):
        return "" if cell is None else str(cell)
    return disarmed(str(cell))


def _write(tables: Iterable[Table], file: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title)
        sheet.freeze_panes = "B2"
        titles = [_in_xlsx(sheet, str(heading)) for heading in table.headings]
        for number, title in enumerate(titles, start=1):
            title.font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        sheet.append(titles)
        for row in table.rows:
            sheet.append([_in_xlsx(sheet, cell) for cell in row])
    book.save(file)


def _in_xlsx(sheet: Any, cell: Any) -> Any:
    """Return a cell of the right type; a text is a text, whatever it begins with."""
    if cell is None or isinstance(cell, int | float):
        return cell
    if isinstance(cell, date):
        value, form = (local(cell), MOMENT) if isinstance(cell, datetime) else (cell, DAY)
        written = WriteOnlyCell(sheet, value=value)
        written.number_format = form
        return written
    written = WriteOnlyCell(sheet, value="")
    lines = cell.splitlines() if isinstance(cell, Words) else [str(cell)]
    written._value, written.data_type = "\n".join(map(plain, lines)).strip()[:LONGEST], "s"
    if len(lines) > 1:
        written.alignment = WRAPPED
    return written
