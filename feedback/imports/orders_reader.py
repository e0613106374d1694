"""How a row of a file of work orders is read: a kind nobody knows is no reason to turn a person away."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from feedback.imports import cells
from feedback.imports.columns import Columns
from feedback.imports.rows import Reader, reader
from feedback.imports.sheets import Row
from feedback.models import OrderBatch
from feedback.services import Record


class OrderReader(Reader):
    """Reads orders: what passed them on is the channel, whatever way the person spoke to it."""

    def record(self, row: Row) -> Record:
        """Return what a row says; raises `Rejected`.

        An order is known by its number: what else numbers the rows may begin anew each day.
        """
        record = super().record(Row(row.line, self._with_known_kind(row), row.broken))
        number = record.voice.external_number
        return replace(record, import_key=self._key(number)) if number else record

    def _with_known_kind(self, row: Row) -> Mapping[str, object]:
        column = self.columns.taken.get("kind", "")
        try:
            cells.kind(row.cells.get(column))
        except cells.Unreadable:
            return {**row.cells, column: None, UNKNOWN_KIND: row.cells[column]}
        return row.cells

    def _note(self, row: Row, story: str) -> str:
        """Keep the word for a kind that nobody knows, too."""
        said = super()._note(row, story)
        word = row.cells.get(UNKNOWN_KIND)
        if word is None:
            return said
        kind = _("Kind in the ledger: %(kind)s") % {"kind": cells.text(word)}
        return "\n".join(filter(None, [said, kind]))


# No column has this name.
UNKNOWN_KIND = "\0kind"


def order_reader(columns: Columns, batch: OrderBatch) -> OrderReader:
    """Make the reader of a batch; two hotlines may number their orders alike."""
    plain = reader(
        columns,
        hospital=batch.hospital,
        channel=batch.channel,
        source=f"{batch.hospital.code}:{batch.channel}",
    )
    return OrderReader(**vars(plain))
