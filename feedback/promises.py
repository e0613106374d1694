"""The window for the hospital's own deadlines: what the public pages promise is what the clocks run by."""

from dataclasses import dataclass

from django.db.models import Q

from feedback.models import DeadlinePolicy
from feedback.vocabulary import Channel, Clock, Complexity, Kind, Unit


@dataclass(frozen=True)
class Promise:
    """Within how many days a complaint is answered that needs so much looking into; 0 is at once."""

    complexity: Complexity
    days: int
    unit: Unit


def promises(hospital_id: int) -> list[Promise]:
    """Return what a complaint sent over the public form may count on, the quickest first.

    Of several rows the same one is taken as when a case comes in: the row that names the channel
    goes before the one that names the kind.
    """
    rows = DeadlinePolicy.objects.filter(
        Q(kind=Kind.COMPLAINT) | Q(kind=""),
        Q(channel=Channel.WEB) | Q(channel=""),
        hospital_id=hospital_id,
        clock=Clock.REPLY,
    ).order_by("channel", "kind")  # the one that fits best comes last and stays
    found = {row.complexity: row for row in rows}
    return [
        Promise(complexity, found[complexity].days, Unit(found[complexity].unit))
        for complexity in (Complexity.ON_THE_SPOT, Complexity.STANDARD, Complexity.SEVERAL)
        if complexity in found
    ]
