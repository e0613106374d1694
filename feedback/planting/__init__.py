"""The third window, for the house's self-check alone: plants private strings where private data lies.

It writes through the services, as the public form and the office do, and then into every private field
that no service filled. Only for a transaction that is rolled back: nothing of it may ever stand.
"""

from dataclasses import dataclass

from feedback.models import Attachment
from feedback.planting import beside, cases, fields
from feedback.planting.scene import scene
from portal.canaries import Canaries
from portal.models import Hospital, User

__all__ = ["Planted", "plant", "private_fields"]
private_fields = fields.private_fields


@dataclass(frozen=True)
class Planted:
    """What the storeys above need to know: numbers of rows, the staff, and a code that opens a case."""

    officer: User
    # Closed, with nothing planted in the finding: a summary of it may be published.
    publishable: tuple[int, ...]
    # Closed, with a string in the finding: a draft of it must stay in the house.
    closed: tuple[int, ...]
    measure: int
    code: str
    attachments: tuple[str, ...]


def plant(hospital: Hospital, canaries: Canaries) -> Planted:
    """Plant cases in every stage and everything around them, in all private fields of feedback."""
    here = scene(hospital, canaries)
    staged = cases.in_every_stage(here)
    told = cases.told(here, staged)
    many = cases.many(here)
    measure = beside.everything(here, staged)
    numbers = {case.pk for case in (*staged.values(), *told, *many)}
    fields.fill(canaries, fields.Rows(numbers, measure.pk, here))
    return Planted(
        officer=here.officer,
        publishable=tuple(case.pk for case in many),
        closed=tuple(case.pk for case in told),
        measure=measure.pk,
        code=here.code,
        attachments=_keys(numbers),
    )


def _keys(numbers: set[int]) -> tuple[str, ...]:
    files = Attachment.objects.filter(case__in=numbers).values_list("key", flat=True)
    return tuple(str(key) for key in files)
