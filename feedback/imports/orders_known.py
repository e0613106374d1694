"""Which orders are cases already: by their number, else by their id, else by their text."""

from collections.abc import Iterable
from typing import NamedTuple

from feedback.models import Case, OrderBatch
from feedback.services import Record
from feedback.vocabulary import RowFate
from portal.crypto import keyed_index


class Match(NamedTuple):
    """What a row is, and of which case it is a repeat."""

    fate: RowFate
    case: int | None = None


NEW = Match(RowFate.IMPORTED)


class Known:
    """The cases of a batch's hospital and channel that rows may repeat, and those of the rows before."""

    def __init__(self, batch: OrderBatch) -> None:
        self.batch = batch
        # Each key with the case and the key of its text; one that is only tried has no case.
        self.numbers: dict[str, tuple[int | None, str]] = {}
        self.keys: dict[str, tuple[int | None, str]] = {}
        self.texts: dict[str, int | None] = {}

    def look_up(self, records: Iterable[Record]) -> None:
        """Read of the cases those that these records may repeat."""
        records = list(records)
        numbers = {_number(record) for record in records} - {""}
        keys = {record.import_key for record in records if record.import_key}
        texts = {record.text_key for record in records if record.import_key == record.text_key}
        cases = Case.objects.filter(hospital=self.batch.hospital)
        wanted = ("pk", "text_key")
        numbered = cases.filter(channel=self.batch.channel, external_index__in=numbers)
        for index, pk, text in numbered.order_by("-pk").values_list("external_index", *wanted):
            self.numbers[index] = (pk, text)
        for key, pk, text in Case.objects.filter(import_key__in=keys).values_list(
            "import_key", *wanted
        ):
            self.keys[key] = (pk, text)
        for text, pk in cases.filter(text_key__in=texts).values_list("text_key", "pk"):
            self.texts[text] = pk

    def match(self, record: Record) -> Match:
        """Say whether a record is new, and else of which case it is a repeat."""
        found = self.numbers.get(_number(record)) or self.keys.get(record.import_key or "")
        if found:
            pk, text = found
            return Match(RowFate.REPEATED if text == record.text_key else RowFate.CHANGED, pk)
        if record.import_key == record.text_key and record.text_key in self.texts:
            return Match(RowFate.REPEATED, self.texts[record.text_key])
        return NEW

    def late(self, record: Record) -> Match:
        """Ask once more, now that nobody else can take it in."""
        self.look_up([record])
        return self.match(record)

    def add(self, record: Record, case: int | None) -> None:
        """Remember a record that has been taken in, or would be."""
        if number := _number(record):
            self.numbers[number] = (case, record.text_key)
        if record.import_key:
            self.keys[record.import_key] = (case, record.text_key)
        self.texts[record.text_key] = case


def _number(record: Record) -> str:
    number = record.voice.external_number
    return keyed_index(number, purpose="external") if number else ""
