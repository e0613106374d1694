"""Which cases are one matter: told in the same words, by the same person, or merged by the office.

The relay looks for the first case told in the same words once a case has its fingerprints; no story
is opened for it. `Case.told_alike` is that first case, the case itself where there is none.
"""

from collections import Counter

from django.db import transaction

from feedback import fingerprints
from feedback.fingerprints import Alike
from feedback.models import Case, Fingerprint
from feedback.services import similar

BATCH = 20


def sweep(most: int) -> int:
    """Look for the first case told like those that have fingerprints; return how many were looked at."""
    waiting = Case.objects.filter(told_alike=None, fingerprinted_at__isnull=False)
    looked = 0
    for case in waiting.only("pk").order_by("pk")[:most]:
        _tie(case)
        looked += 1
    return looked


@transaction.atomic
def _tie(case: Case) -> None:
    first = _first_told_like(case)
    waiting = Case.objects.filter(pk=case.pk, told_alike=None)
    waiting.update(told_alike=first or case.pk)


def _first_told_like(case: Case) -> int | None:
    """Return the earliest group in which a case told in nearly the same words stands, if any."""
    sought = similar.sought_for(case)
    found = similar.hits(case, sought.values)
    if not found:
        return None
    scale = sought.of / len(sought.values)
    # Those that are looked at later find this one; so two are never tied to each other.
    known = Case.objects.filter(pk__in=found, told_alike__isnull=False)
    groups = dict(known.values_list("pk", "told_alike"))
    sizes = Counter(Fingerprint.objects.filter(case__in=groups).values_list("case", flat=True))
    alike = [
        group
        for pk, group in groups.items()
        if group is not None
        and fingerprints.compare(scale * found[pk], one=sought.of, other=sizes[pk]) == Alike.SAME
    ]
    return min(alike, default=None)
