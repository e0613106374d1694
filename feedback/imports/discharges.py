"""Reads the list of discharged patients that a ward brings: each row is taken, or rejected with a reason.

No sentence of it repeats a cell.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.imports import cells
from feedback.imports.columns import same
from feedback.imports.sheets import Row, Sheet, Unopened, open_sheet
from feedback.models import Department
from feedback.services import Patient
from feedback.services.discharges import CALLED_WITHIN
from feedback.tracking import normalise
from portal.models import Hospital

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
# A ward of a thousand beds discharges fewer in a month.
MOST_ROWS = 5000
# What a workbook may unpack to; a real list of that many rows has some hundred kilobytes.
UNPACKED = 50 << 20
FEWEST_DIGITS, MOST_DIGITS, LONGEST_NAME = 7, 15, 80

KNOWN: dict[str, tuple[str, ...]] = {
    "department": ("department", "ward", "科室", "出院科室", "病区", "出院病区", "所在科室", "部门"),
    "discharged_on": (
        "discharged_on", "discharge date", "date", "出院日期", "出院时间", "离院日期", "日期",
    ),
    "name": ("name", "patient", "姓名", "患者姓名", "病人姓名", "患者"),
    "phone": (
        "phone", "telephone", "mobile", "联系电话", "电话", "手机", "手机号", "手机号码", "电话号码",
        "患者电话", "联系方式",
    ),
    "number": (
        "number", "record number", "admission number", "住院号", "病案号", "住院流水号", "登记号", "编号",
    ),
}  # fmt: skip
NEEDED = ("phone", "discharged_on")
WRONG_ENDING = gettext_lazy("Give a file that ends in .csv or .xlsx (save an .xls as .xlsx).")


class Rejected(Exception):
    """The row names nobody who can be called; the sentence says why and repeats nothing of it."""


class Line(NamedTuple):
    """One row: its line in the file, and a patient, or why there is none."""

    number: int
    patient: Patient | None
    reason: str = ""
    # The row names a department the directory does not know.
    elsewhere: bool = False


@dataclass(frozen=True)
class Reader:
    """How the rows of one list are read."""

    taken: Mapping[str, str]
    departments: Mapping[str, Department]
    today: date

    def line(self, row: Row) -> Line:
        """Return what a row says."""
        try:
            if row.broken:
                raise Rejected(row.broken)
            named = self._word(row, "department")
            department = self.departments.get(cells.folded(named).casefold())
            return Line(
                row.line, self._patient(row, department), "", bool(named and not department)
            )
        except Rejected as reason:
            return Line(row.line, None, str(reason))

    def _patient(self, row: Row, department: Department | None) -> Patient:
        return Patient(
            discharged_on=self._day(row),
            phone=self._phone(row),
            name=self._word(row, "name")[:LONGEST_NAME],
            number=self._word(row, "number"),
            department=department,
        )

    def _day(self, row: Row) -> date:
        day = self._read(row, "discharged_on", cells.day)
        if day is None:
            raise Rejected(_("There is no day of discharge."))
        if day > self.today:
            raise Rejected(_("The day of discharge has not come yet."))
        if day < self.today - CALLED_WITHIN:
            raise Rejected(
                _("The discharge was more than %(days)d days ago.") % {"days": CALLED_WITHIN.days}
            )
        return day  # type: ignore[no-any-return]

    def _phone(self, row: Row) -> str:
        said = self._word(row, "phone")
        digits = sum(map(str.isdigit, normalise(said[:40])))
        if not said:
            raise Rejected(_("There is no telephone number."))
        if not FEWEST_DIGITS <= digits <= MOST_DIGITS or len(said) > 40:
            raise Rejected(_("This cannot be a telephone number."))
        return said

    def _word(self, row: Row, field: str) -> str:
        said: str = self._read(row, field, cells.text).strip()
        return "" if cells.is_empty(said) else said

    def _read(self, row: Row, field: str, read: Callable[[Any], Any]) -> Any:
        column = self.taken.get(field, "")
        try:
            return read(row.cells.get(column))
        except cells.Unreadable as trouble:
            raise Rejected(str(trouble.sentence) % {"column": column}) from None


def columns(header: Iterable[str]) -> dict[str, str]:
    """Say which column holds what, by the names such lists use."""
    names = {same(name): name for name in reversed(list(header)) if name}
    found = {}
    for field, known in KNOWN.items():
        if column := next((names[same(one)] for one in known if same(one) in names), None):
            found[field] = column
    return found


def read(path: Path, *, hospital: Hospital, today: date | None = None) -> list[Line]:
    """Read a list; raises `Unopened` for a file that is none, with a sentence."""
    if path.suffix.lower() not in ENDINGS:
        raise Unopened(str(WRONG_ENDING))
    _check_size(path)
    try:
        sheet = open_sheet(path, {}, is_header=_is_header)
        reader = _reader(sheet, hospital, today or timezone.localdate())
        return list(_lines(sheet, reader))
    except Unopened:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook fails in as many ways as it has parts
        raise Unopened(_("The file is damaged and cannot be read.")) from None


def _is_header(names: Iterable[str]) -> bool:
    return set(NEEDED) <= set(columns(names))


def _reader(sheet: Sheet, hospital: Hospital, today: date) -> Reader:
    taken = columns(sheet.header)
    if not set(NEEDED) <= set(taken):
        raise Unopened(
            _(
                "The list needs a column for the telephone and one for the day of discharge; "
                "department, name and number may stand beside them."
            )
        )
    known = {
        cells.folded(word).casefold(): department
        for department in hospital.departments.all()
        for word in (department.code, department.name, department.name_en)
        if word
    }
    return Reader(taken, known, today)


def _lines(sheet: Sheet, reader: Reader) -> Iterator[Line]:
    for number, row in enumerate(sheet.read()):
        if number >= MOST_ROWS:
            raise Unopened(
                _("The list has more than %(rows)d rows: divide it.") % {"rows": MOST_ROWS}
            )
        yield reader.line(row)


def _check_size(path: Path) -> None:
    """Refuse a workbook that unpacks to far more than a list."""
    if path.suffix.lower() != ".xlsx":
        return
    try:
        size = sum(part.file_size for part in ZipFile(path).infolist()) if is_zipfile(path) else 0
    except BadZipFile:
        size = 0
    if not 0 < size <= UNPACKED:
        raise Unopened(_("The file is damaged and cannot be read."))
