"""Which fields are private is read off the tables themselves, and each gets a string of its own.

A text field of feedback is private unless it is named here as open: so a new one is planted without
anybody thinking of it, and a new table of which no row is planted fails a test.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Field, Model, QuerySet

from feedback.planting.scene import Scene
from portal.canaries import Canaries
from portal.crypto import EncryptedTextField

TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    EncryptedTextField,
)
# What the public reads, or what holds a code of the house's own and no word of anybody.
OPEN = {
    "Department": "departments stand on public forms and pages",
    "Category": "categories stand on public pages",
    "CalendarDay": "a notice of the State Council",
    "CallScript": "the hospital's own words, to everybody",
    "NoticeWording": "the hospital's own words, to everybody",
    "CaseTally": "codes of dimensions",
    "WordTally.sphere": "a code",
    "TallyMark": "a name of the house's own",
    "Case.language": "a code",
    "Case.code_key": "the number of a key",
    "Attachment.kind": "a code",
    "Attachment.safe_type": "a code",
    "ImprovementEvent.act": "a code",
    "Notice.failure": "a code",
    "Consent.fingerprint": "that of the public privacy notice",
}
# Written by the house itself: read back and looked for, never overwritten.
MADE = {
    "Case.reference", "Case.salt", "Case.code_digest", "Case.form_key", "Case.external_index",
    "Case.submitter_key", "Case.text_key", "Case.import_key", "Contact.name_index",
    "Contact.phone_index", "Contact.email_index", "Discharge.phone_index", "Discharge.import_key",
    "Attachment.sha256", "Attachment.original", "Attachment.safe", "OrderBatch.digest",
}  # fmt: skip
# By which way a row hangs on a planted case; all others are remembered one by one.
WAYS = {
    "Case": "pk", "Notice": "event__case", "CaseLink": "one",
}  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """Where the planted rows are."""

    cases: set[int]
    measure: int
    scene: Scene

    def of(self, model: type[Model]) -> QuerySet[Any]:
        """Return the planted rows of a table."""
        rows = model._default_manager.order_by("pk")
        if model.__name__.startswith("Improvement"):
            by = "pk" if model.__name__ == "Improvement" else "improvement"
            return rows.filter(**{by: self.measure})
        if kept := self.scene.others.get(model):
            return rows.filter(pk__in=kept)
        way = WAYS.get(model.__name__, "case")
        names = {field.name for field in model._meta.get_fields()} | {"pk"}
        if way.partition("__")[0] not in names:
            return rows.none()
        return rows.filter(**{f"{way}__in": self.cases})


def private_fields() -> Iterator["Field[Any, Any]"]:
    """Yield every private field of feedback."""
    for model in apps.get_app_config("feedback").get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, TEXTS) and not field.choices and not is_open(field):
                yield field


def is_open(field: "Field[Any, Any]") -> bool:
    """Say whether the public may read it, or nobody's words can stand there."""
    return field.model.__name__ in OPEN or short(field) in OPEN


def short(field: "Field[Any, Any]") -> str:
    """Return the name of a field as it stands above."""
    return f"{field.model.__name__}.{field.name}"


def fill(canaries: Canaries, rows: Rows) -> None:
    """Plant what no service planted, and look also for what the house made of the planted rows."""
    for field in private_fields():
        label = f"feedback.{short(field)}"
        if short(field) in MADE:
            for value in rows.of(field.model).values_list(field.name, flat=True)[:40]:
                canaries.found(
                    label, bytes(value or b"").hex() if _is_bytes(field) else value or ""
                )
        if label not in canaries.fields:
            _fill(canaries, field, label, rows.of(field.model))


def _fill(canaries: Canaries, field: "Field[Any, Any]", label: str, rows: QuerySet[Any]) -> None:
    """Write a string into one planted row; a table without any is for the test to find."""
    row = rows.first()
    if row is None or _is_bytes(field):
        return
    value: Any = canaries.sentence(label, "欧阳{0}")
    if field.max_length is None:
        value = canaries.sentence(label)
    if isinstance(field, models.JSONField):
        value = {"said": value}
    type(row)._default_manager.filter(pk=row.pk).update(**{field.name: value})


def _is_bytes(field: "Field[Any, Any]") -> bool:
    return isinstance(field, models.BinaryField)
