"""A sheet somebody sends by the browser: looked at before it is opened, read within limits, kept nowhere.

Its name and what the browser says of it are not believed. What goes wrong is told in a sentence that
repeats nothing of the file.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.base import File
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from feedback.imports.sheets import DELIMITERS, ENCODINGS, Unopened

MEGABYTE = 1024 * 1024
BYTES = 20 * MEGABYTE
# A workbook is a ZIP file: so much it may hold once unpacked, in so many parts.
UNPACKED, PARTS = 100 * MEGABYTE, 500
ROWS, COLUMNS = 20_000, 200
# Rows without anything in them may stand between the others, but not without end.
EMPTY = 5_000
LONGEST = 100_000
ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Line:
    """One line of a sheet that holds anything: its number in the file, and its cells from the left."""

    number: int
    cells: list[Any]


def read(file: "File[bytes]") -> list[list[Line]]:
    """Return the sheets of a file, each as its lines; raises `Unopened`."""
    if not file.size:
        raise Unopened(_("This file is empty."))
    if file.size > BYTES:
        raise Unopened(
            _("This file is larger than %(limit)d MB. Send it in parts.")
            % {"limit": BYTES // MEGABYTE}
        )
    data = file.read()
    if data.startswith(OLD):
        raise Unopened(
            _("This is an old .xls file, or one with a password. Save it as .xlsx without one.")
        )
    sheets = _workbook(data) if data.startswith(ZIP) else [list(_limited(_csv(data)))]
    if not any(sheets):
        raise Unopened(_("This file is empty."))
    return sheets


def _workbook(data: bytes) -> list[list[Line]]:
    _check_unpacked(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [list(_limited(_rows(sheet))) for sheet in book.worksheets]
    except Unopened:
        raise
    except Exception:  # noqa: BLE001 - what a broken or hostile workbook raises is anybody's guess
        raise _broken() from None


def _check_unpacked(data: bytes) -> None:
    """Refuse a ZIP file that is no workbook, or that holds far more than it seems to."""
    try:
        parts = ZipFile(io.BytesIO(data)).infolist()
    except (BadZipFile, ValueError, OSError):
        raise _broken() from None
    if BOOK not in {part.filename for part in parts}:
        raise _wrong()
    # Reading stops at the size a part claims, so the claim can be relied on.
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Unopened(
            _("Unpacked, this workbook would be larger than %(limit)d MB. Send it in parts.")
            % {"limit": UNPACKED // MEGABYTE}
        )


def _rows(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # some programs write a size that is not true
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield Line(number, [cell.strip() if isinstance(cell, str) else cell for cell in cells])


def _csv(data: bytes) -> Iterator[Line]:
    text = _decoded(data)
    head = "\n".join(text[:20_000].splitlines()[:3])
    # The one that cuts most often in the first lines; a story's own commas stand further down.
    delimiter = max(DELIMITERS, key=head.count)
    reader, number = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
    try:
        for cells in reader:
            yield Line(number, [cell.strip() for cell in cells])
            number = reader.line_num + 1
    except csv.Error:
        raise _broken() from None


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise _wrong()


def _limited(lines: Iterator[Line]) -> Iterator[Line]:
    """Leave out empty lines, and cut off what is empty on the right; refuse what is too much."""
    found = empty = 0
    for line in lines:
        cells = line.cells
        while cells and cells[-1] in (None, ""):
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > EMPTY:
            return
        if not cells:
            continue
        found += 1
        if found > ROWS or len(cells) > COLUMNS:
            raise Unopened(
                _("A sheet may have %(rows)d rows and %(columns)d columns. Send it in parts.")
                % {"rows": ROWS, "columns": COLUMNS}
            )
        if any(isinstance(cell, str) and len(cell) > LONGEST for cell in cells):
            raise Unopened(
                _(
                    "A cell holds more than %(limit)d characters; perhaps a quotation mark is missing."
                )
                % {"limit": LONGEST}
            )
        yield line


def _wrong() -> Unopened:
    return Unopened(_("This is no sheet. Choose a workbook (.xlsx) or a CSV file."))


def _broken() -> Unopened:
    return Unopened(
        _(
            "This file cannot be read. Open it in your spreadsheet program and save it again as .xlsx."
        )
    )
