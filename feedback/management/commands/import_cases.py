"""Brings in a hospital's ledger: `manage.py import_cases FILE` (see docs/importing.md)."""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from feedback.imports import columns, ledger, rows, sheets
from feedback.imports.ledger import Fate, Told
from feedback.imports.rejects import Rejects
from feedback.models import Case
from feedback.vocabulary import Channel, Kind
from portal.models import Hospital

VERBOSE = 2


class Command(BaseCommand):
    """Tell the columns, take in row by row, tell what became of the rows."""

    help = "Take in the cases of a ledger (JSONL, CSV or XLSX), each row once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN,…")
        parser.add_argument("--dry-run", action="store_true", help="Tell the same, write nothing.")
        parser.add_argument("--channel", default=Channel.IMPORT.value, choices=Channel.values)
        parser.add_argument("--kind", default=Kind.COMPLAINT.value, choices=Kind.values)
        parser.add_argument("--hospital", default="main", help="The hospital's code.")
        parser.add_argument("--sheet", default="", help="The sheet of a workbook.")
        parser.add_argument(
            "--source", default="import", help="Whose ids they are, where two ledgers number alike."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, dry_run, self.verbosity = options["file"], options["dry_run"], options["verbosity"]
        sheet, reader = _opened(path, options)
        self._tell_columns(reader.columns)
        lines = tqdm(
            sheet.read(),
            total=sum(1 for _row in sheet.read()),
            unit=_("rows"),
            disable=not sys.stderr.isatty(),
        )
        self.counts: Counter[Fate] = Counter()
        self.reasons: Counter[str] = Counter()
        with Rejects(path, dry_run=dry_run) as rejects:
            try:
                self._follow(ledger.bring_in(lines, reader, dry_run=dry_run), rejects)
            except KeyboardInterrupt:
                self._close(rejects)
                told = _("Stopped. Run it again: no row is taken in twice.")
                raise CommandError(told, returncode=130) from None
        self._close(rejects)

    def _follow(self, fates: Iterable[Told], rejects: Rejects) -> None:
        for told in fates:
            self.counts[told.fate] += 1
            if told.fate is Fate.REJECTED:
                self.reasons[told.reason] += 1
                rejects.add(told)
            elif told.fate is not Fate.IMPORTED and self.verbosity >= VERBOSE:
                self._tell_repeat(told)

    def _tell_columns(self, found: columns.Columns) -> None:
        for field, column in found.taken.items():
            self.stdout.write(f"  {field} = {column}")
        if found.left:
            left = ", ".join(found.left)
            self.stdout.write(_("Columns that are not read: %(columns)s") % {"columns": left})

    def _tell_repeat(self, told: Told) -> None:
        case = Case.objects.filter(import_key=told.key).first()
        case = case or Case.objects.filter(text_key=told.text_key).first()
        self.stdout.write(
            _("Line %(line)d repeats %(reference)s.")
            % {"line": told.line, "reference": case or _("an earlier line")}
        )

    def _close(self, rejects: Rejects) -> None:
        for reason, number in self.reasons.most_common():
            self.stdout.write(f"  {number} × {reason}")
        if rejects.path:
            self.stdout.write(_("Rejected rows are listed in %(path)s.") % {"path": rejects.path})
        if self.counts[Fate.CHANGED]:
            self.stdout.write(
                _(
                    "%(number)d repeated rows have the id of a case with another text. If this is a "
                    "second ledger with numbers of its own, import it with --source NAME."
                )
                % {"number": self.counts[Fate.CHANGED]}
            )
        if rejects.dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))
        self.stdout.write(
            _(
                "Read %(read)d rows: %(imported)d imported, %(repeated)d repeated, "
                "%(rejected)d rejected."
            )
            % {
                "read": self.counts.total(),
                "imported": self.counts[Fate.IMPORTED],
                "repeated": self.counts[Fate.REPEATED] + self.counts[Fate.CHANGED],
                "rejected": self.counts[Fate.REJECTED],
            }
        )


def _opened(path: Path, options: dict[str, Any]) -> tuple[sheets.Sheet, rows.Reader]:
    hospital = Hospital.objects.filter(code=options["hospital"]).first()
    if hospital is None:
        raise CommandError(
            _("There is no hospital with the code “%(code)s”.") % {"code": options["hospital"]}
        )
    try:
        given = columns.parse_map(options["map"])
        sheet = sheets.open_sheet(path, given, name=options["sheet"])
        found = columns.recognise(sheet.header, given)
    except (columns.NoColumn, sheets.Unopened) as trouble:
        raise CommandError(str(trouble)) from None
    reader = rows.reader(
        found,
        hospital=hospital,
        kind=options["kind"],
        channel=options["channel"],
        source=options["source"],
    )
    return sheet, reader
