"""Opens a ledger, whatever it is written in, as rows with their line numbers. It judges no row."""

import codecs
import csv
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from feedback.imports.columns import holds_story

# Titles, dates and names of offices stand above many a header.
SEARCHED = 20
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",\t;|"
LONGEST_CELL = 2**31 - 1
IsHeader = Callable[[Iterable[str]], bool]


class Unopened(Exception):
    """The file cannot be read as a ledger; the sentence says why."""


class Row(NamedTuple):
    """One row: its line in the file and its cells by column; `broken` says why it has none."""

    line: int
    cells: Mapping[str, Any]
    broken: str = ""


@dataclass(frozen=True)
class Sheet:
    """A ledger ready to be read, as often as wanted."""

    header: list[str]
    read: Callable[[], Iterator[Row]]


def open_sheet(
    path: Path, given: Mapping[str, str], *, name: str = "", is_header: IsHeader | None = None
) -> Sheet:
    """Open a ledger by its ending; raises `Unopened`.

    `is_header` knows the row of names of another kind of list than one of stories.
    """
    knows = is_header or (lambda names: holds_story(names, given))
    endings = "".join(path.suffixes[-2:]).lower()
    try:
        if endings.endswith((".jsonl", ".ndjson", ".jsonl.gz")):
            return _jsonl(path)
        if endings.endswith((".csv", ".tsv", ".txt")):
            return _csv(path, knows)
        if endings.endswith((".xlsx", ".xlsm")):
            return _xlsx(path, knows, name)
    except (OSError, EOFError, BadZipFile, InvalidFileException, KeyError) as trouble:
        raise Unopened(_("The file cannot be read: %(reason)s.") % {"reason": trouble}) from None
    raise Unopened(
        _("Give a file that ends in .jsonl, .jsonl.gz, .csv or .xlsx (save an .xls as .xlsx).")
    )


def _jsonl(path: Path) -> Sheet:
    header: dict[str, None] = {}
    for row in _objects(path):
        header.update(dict.fromkeys(row.cells))
    return Sheet(list(header), lambda: _objects(path))


def _objects(path: Path) -> Iterator[Row]:
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    with opened(path, "rb") as file:
        for line, data in enumerate(file, start=1):
            written = data.removeprefix(codecs.BOM_UTF8).strip()
            if not written:
                continue
            try:
                cells = json.loads(written)
            except (ValueError, RecursionError):  # a UnicodeDecodeError is a ValueError too
                yield Row(line, {}, _("The line is not valid JSON in UTF-8."))
                continue
            if isinstance(cells, dict):
                yield Row(line, cells)
            else:
                yield Row(line, {}, _("The line is not a JSON object."))


def _csv(path: Path, is_header: IsHeader) -> Sheet:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        start = file.read(20_000)
    # The one that cuts most often in the first lines; a story's own commas stand further down.
    head = "\n".join(start.splitlines()[:3])
    delimiter = max(DELIMITERS, key=head.count)

    def lines() -> Iterator[tuple[int, list[Any]]]:
        csv.field_size_limit(LONGEST_CELL)
        with path.open(encoding=encoding, newline="") as file:
            reader, line = csv.reader(file, delimiter=delimiter), 1
            for cells in reader:
                yield line, list(cells)
                line = reader.line_num + 1

    return _table(lines, is_header)


def _encoding(path: Path) -> str:
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as file:
                while file.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unopened(_("The file is neither in UTF-8 nor in GB18030."))


def _xlsx(path: Path, is_header: IsHeader, name: str) -> Sheet:
    book = load_workbook(path, read_only=True, data_only=True)
    names = book.sheetnames
    book.close()
    if name and name not in names:
        raise Unopened(
            _("There is no sheet “%(sheet)s”. Sheets: %(sheets)s.")
            % {"sheet": name, "sheets": ", ".join(names)}
        )
    sheets = [_table(_lines_of(path, one), is_header) for one in ([name] if name else names)]
    return next((one for one in sheets if is_header(one.header)), sheets[0])


def _lines_of(path: Path, name: str) -> Callable[[], Iterator[tuple[int, list[Any]]]]:
    def lines() -> Iterator[tuple[int, list[Any]]]:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book[name]
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()  # some programs write a size that is not true
            for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield line, [_unpadded(cell) for cell in cells]
        book.close()

    return lines


def _unpadded(cell: Any) -> Any:
    """Drop the blanks around a cell: they are the sheet's, not the writer's."""
    return cell.strip() if isinstance(cell, str) else cell


def _table(lines: Callable[[], Iterable[tuple[int, list[Any]]]], is_header: IsHeader) -> Sheet:
    """Find the header among the first lines and name each later line's cells by it."""
    head, header = _header(lines(), is_header)

    def rows() -> Iterator[Row]:
        for line, cells in lines():
            if line <= head or all(cell in (None, "") for cell in cells):
                continue
            beyond = [cell for cell in cells[len(header) :] if cell not in (None, "")]
            named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
            broken = _("The row has more cells than the header has columns.") if beyond else ""
            yield Row(line, named, broken)

    return Sheet([name for name in header if name], rows)


def _header(lines: Iterable[tuple[int, list[Any]]], is_header: IsHeader) -> tuple[int, list[str]]:
    first: tuple[int, list[str]] = (0, [])
    for seen, (line, cells) in enumerate(lines):
        names = _unique("" if cell is None else str(cell).strip() for cell in cells)
        if is_header(names):
            return line, names
        if not first[1] and any(names):
            first = line, names
        if seen >= SEARCHED:
            break
    return first


def _unique(names: Iterable[str]) -> list[str]:
    """Keep the first of two columns of one name; the second has no name and is not read."""
    seen: set[str] = set()
    kept = []
    for name in names:
        kept.append("" if name in seen else name)
        seen.add(name)
    return kept
