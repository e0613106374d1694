"""A file of work orders: laid out to be looked at, then taken in row by row; none is dropped silently.

Laid out, its cells are kept encrypted and nothing else of it is. A row is known by its order number,
else by its id, else by its text; the same file twice adds nothing.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.imports import columns, kept
from feedback.imports.columns import Columns
from feedback.imports.orders_known import Known, Match
from feedback.imports.orders_reader import OrderReader, order_reader
from feedback.imports.rows import Rejected
from feedback.imports.sheets import SEARCHED, Row, Unopened
from feedback.imports.uploads import Line
from feedback.models import OrderBatch, OrderRow
from feedback.services import Record, orders
from feedback.services.ledger import take_in
from feedback.vocabulary import RowFate
from portal import relay
from portal.models import Hospital, User

# What a row is before it has a fate: only shown yet, or to be taken in when its turn comes.
LAID_OUT, IN_TURN = "", "in_turn"
# A line that names so many columns we know is the one with the names.
NAMES = 2
NAME_LENGTH = 80
# So many rows are looked at together.
CHUNK = 200
# What is laid out and never taken in is forgotten; what is being taken in is done by then.
FORGET_AFTER = timedelta(days=1)


class Tried(NamedTuple):
    """What would become of a row, and why not."""

    line: int
    fate: RowFate
    reason: str = ""


def lay_out(
    sheets: Sequence[Sequence[Line]], *, by: User, hospital: Hospital, channel: str
) -> OrderBatch:
    """Keep the rows of the sheet that looks most like one of orders; raises `Unopened`."""
    found = max((_header(lines) for lines in sheets), key=lambda header: header[0])
    known, head, lines = found
    if known < NAMES:
        raise Unopened(
            _(
                "None of the first %(number)d lines is known to hold the names of the columns. The "
                "sheet needs a line with names such as 工单编号, 诉求内容, 办理期限."
            )
            % {"number": SEARCHED}
        )
    names = [_name(cell) for cell in lines[head].cells]
    below = lines[head + 1 :]
    if not below:
        raise Unopened(_("There is no row below the names of the columns."))
    return _keep(names, below, by=by, hospital=hospital, channel=channel)


@transaction.atomic
def _keep(
    names: list[str], lines: Sequence[Line], *, by: User, hospital: Hospital, channel: str
) -> OrderBatch:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(kept.packed([line.number, *line.cells]).encode())
    batch = OrderBatch.objects.create(
        hospital=hospital,
        channel=channel,
        header=_taken_for(names, {"channel": ""}),
        digest=digest.hexdigest(),
        by=by,
        at=timezone.now(),
    )
    for start in range(0, len(lines), CHUNK):
        OrderRow.objects.bulk_create(
            OrderRow(batch=batch, line=line.number, fate=LAID_OUT, cells=kept.packed(line.cells))
            for line in lines[start : start + CHUNK]
        )
    return batch


def _header(lines: Sequence[Line]) -> tuple[int, int, Sequence[Line]]:
    """Return how many columns the best of the first lines names, which line it is, and all lines."""
    best = (0, 0)
    for place, line in enumerate(lines[:SEARCHED]):
        names = [cell for cell in line.cells if isinstance(cell, str) and cell]
        known = len(columns.recognise(names, {}, strict=False).taken)
        if known > best[0]:
            best = (known, place)
    return (*best, lines)


def _name(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())[:NAME_LENGTH]


def _taken_for(names: Sequence[str], given: Mapping[str, str]) -> list[list[str]]:
    """Return the names, each with the field it is taken for."""
    taken = columns.recognise(_unique(names), given, strict=False).taken
    fields = {column: field for field, column in taken.items()}
    return [
        [name, fields.get(unique, "")] for name, unique in zip(names, _unique(names), strict=True)
    ]


def _unique(names: Sequence[str]) -> list[str]:
    """Return the names told apart: the second of one name gets a number, one without a name its place."""
    seen: dict[str, int] = {}
    found = []
    for place, name in enumerate(names, start=1):
        folded = columns.same(name) or f"#{place}"
        seen[folded] = seen.get(folded, 0) + 1
        found.append(f"{name or '#'} {place}" if not name or seen[folded] > 1 else name)
    return found


def take_for(batch: OrderBatch, fields: Sequence[str]) -> None:
    """Say anew which column is taken for what, in the order of the columns."""
    batch.header = [
        [name, field] for (name, _before), field in zip(batch.header, fields, strict=True)
    ]
    batch.save(update_fields=["header"])


class Batch:
    """A batch as it is read: its columns and its rows, each with what it says."""

    def __init__(self, batch: OrderBatch) -> None:
        self.batch = batch
        self.names = _unique([name for name, _field in batch.header])

    @cached_property
    def reader(self) -> OrderReader:
        """Return how the rows are read."""
        pairs = zip(self.batch.header, self.names, strict=True)
        taken = {field: unique for (_name, field), unique in pairs if field}
        return order_reader(Columns(taken, ()), self.batch)

    @property
    def holds_story(self) -> bool:
        """Say whether any column is taken for the text; without one no row can be taken in."""
        return any(field == "story" for _name, field in self.batch.header)

    def row(self, row: OrderRow) -> Row:
        """Return a kept row as the reader wants it."""
        cells = kept.unpacked(row.cells)
        broken = _("The row has more cells than the header has columns.")
        return Row(
            row.line,
            dict(zip(self.names, cells, strict=False)),
            broken if len(cells) > len(self.names) else "",
        )

    def read(self, rows: Iterable[OrderRow]) -> Iterator[tuple[OrderRow, Record | Rejected]]:
        """Yield each row with what it says, or why it cannot be read."""
        for row in rows:
            try:
                yield row, self.reader.record(self.row(row))
            except Rejected as reason:
                yield row, reason

    def tried(self) -> Iterator[Tried]:
        """Tell what would become of each row; nothing is written."""
        known = Known(self.batch)
        for rows in _chunks(self.batch.rows.all()):
            read = list(self.read(rows))
            known.look_up([said for _row, said in read if isinstance(said, Record)])
            for row, said in read:
                if isinstance(said, Rejected):
                    yield Tried(row.line, RowFate.REJECTED, str(said))
                    continue
                match = known.match(said)
                yield Tried(row.line, match.fate)
                if match.fate is RowFate.IMPORTED:
                    known.add(said, None)

    def go_on(self, limit: int = CHUNK) -> int:
        """Take in the next rows whose turn it is; return how many were looked at."""
        rows = list(self.batch.rows.filter(fate=IN_TURN).order_by("line")[:limit])
        read = list(self.read(rows))
        known = Known(self.batch)
        known.look_up([said for _row, said in read if isinstance(said, Record)])
        for row, said in read:
            if isinstance(said, Rejected):
                _settle(row, RowFate.REJECTED, reason=str(said))
                continue
            # Where another worker was faster with the same order, it is a repeat the next time.
            with suppress(IntegrityError):
                self._take_in(row, said, known)
        return len(rows)

    @transaction.atomic
    def _take_in(self, row: OrderRow, record: Record, known: Known) -> None:
        match = known.match(record)
        if not _settle(row, match.fate, case=match.case):
            return  # another worker was faster
        if match.fate is not RowFate.IMPORTED:
            return
        match = known.late(record)  # somebody may have registered it by hand since
        if match.fate is not RowFate.IMPORTED:
            _write(row, match)
            return
        case = take_in(record, hospital=self.batch.hospital)
        orders.answered_in_file(case)
        known.add(record, case.pk)
        _write(row, Match(RowFate.IMPORTED, case.pk))


def _settle(row: OrderRow, fate: RowFate, *, reason: str = "", case: int | None = None) -> bool:
    """Give a row its fate, once."""
    waiting = OrderRow.objects.filter(pk=row.pk, fate=IN_TURN)
    return waiting.update(fate=fate, reason=reason[:250], case_id=case) > 0


def _write(row: OrderRow, match: Match) -> None:
    OrderRow.objects.filter(pk=row.pk).update(fate=match.fate, case_id=match.case)


def _chunks(rows: QuerySet[OrderRow]) -> Iterator[list[OrderRow]]:
    last = 0
    while chunk := list(rows.filter(line__gt=last).order_by("line")[:CHUNK]):
        yield chunk
        last = chunk[-1].line


def begin(batch: OrderBatch) -> None:
    """Let the rows be taken in, each in its turn."""
    OrderBatch.objects.filter(pk=batch.pk).update(at=timezone.now())
    batch.rows.filter(fate=LAID_OUT).update(fate=IN_TURN)


def laid_out() -> list[int]:
    """Return the files that somebody looks at just now, and nothing of which is taken in yet."""
    lately = timezone.now() - FORGET_AFTER
    fresh = OrderBatch.objects.filter(at__gt=lately).values_list("pk", flat=True)
    rows = OrderRow.objects.filter(batch__in=list(fresh), fate=LAID_OUT).order_by()
    return list(rows.values_list("batch", flat=True).distinct())


def earlier(batch: OrderBatch) -> OrderBatch | None:
    """Return the batch this very file was before, if it was brought in already."""
    same = OrderBatch.objects.filter(
        hospital=batch.hospital, channel=batch.channel, digest=batch.digest
    )
    return same.exclude(pk=batch.pk).exclude(rows__fate=LAID_OUT).order_by("pk").first()


def sweep(limit: int = CHUNK) -> int:
    """Take in the next rows of whatever file is being taken in; return how many."""
    lately = timezone.now() - FORGET_AFTER
    fresh = list(OrderBatch.objects.filter(at__gt=lately).select_related("hospital"))
    done = sum(Batch(batch).go_on(limit) for batch in fresh)
    if done:
        relay.wake()  # there may be more
    return done


def forget() -> int:
    """Forget what was laid out and never taken in; return how many files."""
    old = OrderBatch.objects.filter(at__lt=timezone.now() - FORGET_AFTER, rows__fate=LAID_OUT)
    numbers = set(old.values_list("pk", flat=True))
    OrderBatch.objects.filter(pk__in=numbers).delete()
    return len(numbers)
