"""Which cases were told in the same words, by keyed fingerprints alone: no story is opened to compare.

The relay writes the fingerprints after the request; what somebody may not open is not found either.
"""

import logging
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from feedback import fingerprints, recognition
from feedback.fingerprints import Alike
from feedback.models import Case, CaseLink, Contact, Fingerprint
from feedback.models.case import CaseQuerySet
from feedback.models.sight import may_see_contact
from portal import crypto
from portal.models import User

logger = logging.getLogger(__name__)

# So many cases are written in one transaction: others wait for it on SQLite.
BATCH = 20
# What stands in more cases than this is a formula or a letterhead, and says nothing of either.
MANY = 200
# Unless hardly anything else is left: then it is a text that very many sent, and a few values do.
FEW, HARDLY = 8, 0.25
# A long text is sought by its least values: a sample that any copy of it draws in the same way.
SAMPLE = 400
# Two values must meet, unless there is only one.
LEAST = 2
# Of so many cases, the most alike, it is looked up whether they may be seen.
CANDIDATES = 500


class Similar(NamedTuple):
    """A case told in the same words as another."""

    case: Case
    alike: Alike
    same_telephone: bool


class Judged(NamedTuple):
    """How much of the longer text is in the other, and what is said of it."""

    part: float
    alike: Alike
    same: bool


class Sought(NamedTuple):
    """By which values others are looked for, and how many there are of which these are a sample."""

    values: list[int]
    of: int


class Print(NamedTuple):
    """The fingerprints of a case as it stood at one version."""

    pk: int
    version: int
    values: set[int]


def sweep(most: int) -> int:
    """Write the fingerprints of cases that have none, or whose submitter spoke since; return how many."""
    waiting = Case.objects.filter(fingerprinted_at=None).order_by("-pk")
    pks = list(waiting.values_list("pk", flat=True)[:most])
    return sum(
        _keep([taken for pk in pks[start : start + BATCH] if (taken := _take(pk))])
        for start in range(0, len(pks), BATCH)
    )


def find(case: Case, user: User, *, limit: int = 5) -> list[Similar]:
    """Return the cases most alike, the most alike first; not those it is already tied to.

    Only those whose story this person may read: what is alike is as good as read.
    """
    sought = sought_for(case)
    found = hits(case, sought.values)
    if not found:
        return []
    scale = sought.of / len(sought.values)
    shared = {pk: scale * met for pk, met in found.items()}
    strangers = _strangers_to(case, Case.objects.told_to(user).filter(pk__in=found))
    alike = _judged(case, strangers, shared, own=sought.of, user=user)
    chosen = sorted(alike, key=lambda pk: (alike[pk], pk), reverse=True)[:limit]
    shown = Case.objects.only("reference", "gist", "stage", "received_at", "date_known")
    rows = shown.in_bulk(chosen)
    return [Similar(rows[pk], alike[pk].alike, alike[pk].same) for pk in chosen if pk in rows]


def _take(pk: int) -> Print | None:
    """Read a case and make its fingerprints; one that does not open is let be, the others go on."""
    try:
        case = Case.objects.only("pk", "version", "story").get(pk=pk)
        story, *said = recognition.own_words(case)
        words = [story, *filter(fingerprints.holds_a_run, said)]
    except crypto.Unreadable:
        logger.exception("Case %d does not open; no similar case will be found by it", pk)
        return Print(pk, Case.objects.values_list("version", flat=True).get(pk=pk), set())
    except Case.DoesNotExist:
        return None
    key = crypto.derived_key(fingerprints.PURPOSE)
    return Print(pk, case.version, set().union(*(fingerprints.of(text, key=key) for text in words)))


@transaction.atomic
def _keep(prints: list[Print]) -> int:
    """Write fingerprints instead of the earlier ones, each case claimed first: two relays may meet."""
    now = timezone.now()
    claimed = [one for one in prints if _claim(one, now)]
    Fingerprint.objects.filter(case__in=[one.pk for one in claimed]).delete()
    Fingerprint.objects.bulk_create(
        Fingerprint(case_id=one.pk, value=value) for one in claimed for value in sorted(one.values)
    )
    return len(claimed)


def _claim(one: Print, now: datetime) -> bool:
    """Say whether it is this relay's to write, and the case still as it was read."""
    unwritten = Case.objects.filter(pk=one.pk, version=one.version, fingerprinted_at=None)
    return bool(unwritten.update(fingerprinted_at=now))


def sought_for(case: Case) -> Sought:
    """Choose by which values to look for others."""
    beyond = Fingerprint.objects.filter(value=OuterRef("value"))[MANY : MANY + 1]
    own = Fingerprint.objects.filter(case=case).annotate(is_common=Exists(beyond))
    known = sorted(own.values_list("value", "is_common"))
    sample = known[:SAMPLE]
    rare = [value for value, is_common in sample if not is_common]
    if len(rare) > HARDLY * len(sample):
        return Sought(rare, len(known))
    return Sought([value for value, _common in sample[:FEW]], len(known))


def hits(case: Case, values: list[int]) -> dict[int, int]:
    """Return how many of the values stand in which other cases, whoever may open those.

    It asks one table only: a join made PostgreSQL, which takes values for more frequent than they
    are, read all cases instead of a few.
    """
    met = Fingerprint.objects.filter(value__in=values).exclude(case=case).values_list("case")
    counted = met.annotate(shared=Count("case")).filter(shared__gte=min(LEAST, len(values)))
    return dict(counted.order_by("-shared", "-case")[:CANDIDATES])


def _strangers_to(case: Case, cases: CaseQuerySet) -> CaseQuerySet:
    """Leave out the case itself and what is merged, split or linked: the page shows that elsewhere."""
    tied = Q(pk=case.pk) | Q(merged_into=case.pk) | Q(split_from=case.pk)
    for main in filter(None, (case.merged_into_id, case.split_from_id)):
        tied |= Q(pk=main) | Q(merged_into=main) | Q(split_from=main)
    linked = CaseLink.objects.values
    tied |= Q(pk__in=linked("other").filter(one=case)) | Q(pk__in=linked("one").filter(other=case))
    return cases.exclude(tied)


def _judged(
    case: Case, strangers: CaseQuerySet, shared: dict[int, float], *, own: int, user: User
) -> dict[int, Judged]:
    """Return which cases are alike, and how much, by what they share with one that has `own` values."""
    numbers = Contact.objects.filter(case=case).exclude(phone_index="").values("phone_index")
    same = Contact.objects.filter(case=OuterRef("pk"), phone_index__in=numbers)
    known = Exists(same if may_see_contact(user) else same.none())
    sizes = strangers.values_list("pk").annotate(size=Count("fingerprints"), same=known)
    judged = {}
    for pk, size, is_same in sizes.order_by():
        alike = fingerprints.compare(shared[pk], one=own, other=size)
        if alike:
            judged[pk] = Judged(shared[pk] / max(own, size), alike, bool(is_same))
    return judged
