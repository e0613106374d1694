"""The second look at how cases are coded: a random sample, classified again by somebody else, blind.

A tenth of the cases classified and answered in a month is drawn, at least `FEWEST` and at most `MOST`;
what is restricted is left out. Nobody is given what they coded themselves.
"""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Case, CaseCategory, CaseEvent, Category, SecondCoding
from feedback.services import step
from feedback.vocabulary import Act
from portal.models import User

PART, FEWEST, MOST = 0.1, 5, 20
_random = secrets.SystemRandom()


class Coded(NamedTuple):
    """One coding of a case: its primary category and how serious it is."""

    category: str
    hcat: str
    severity: int | None
    care_stage: str
    harm: int | None


class Pair(NamedTuple):
    """The same case, coded by two people who did not see each other's coding."""

    first: Coded
    second: Coded


def sweep(today: date | None = None) -> int:
    """Draw the sample of last month, once; return how many cases were drawn."""
    last = ((today or timezone.localdate()).replace(day=1) - timedelta(days=1)).replace(day=1)
    return draw(last)


@transaction.atomic
def draw(month: date) -> int:
    """Draw from the cases answered in a month, unless that was done before; return how many."""
    answered = Case.objects.filter(
        answered_at__year=month.year, answered_at__month=month.month,
        restricted=False, dispute=False, quarantined=False,
    )  # fmt: skip
    if SecondCoding.objects.filter(case__in=answered).exists():
        return 0
    coded = CaseCategory.objects.filter(case=OuterRef("pk"), primary=True)
    pks = list(answered.filter(Exists(coded)).order_by("pk").values_list("pk", flat=True))
    wanted = min(len(pks), MOST, max(FEWEST, ceil(PART * len(pks))))
    now = timezone.now()
    SecondCoding.objects.bulk_create(
        [SecondCoding(case_id=pk, drawn_at=now) for pk in _random.sample(pks, wanted)],
        ignore_conflicts=True,
    )
    return wanted


def waiting_for(user: User) -> "QuerySet[SecondCoding]":
    """Return what this person may code: drawn, not yet coded, seen by them, not coded by them before."""
    if not user.has_perm("feedback.work_cases"):
        return SecondCoding.objects.none()
    own = CaseEvent.objects.filter(case=OuterRef("case"), act=Act.CLASSIFY, by=user)
    waiting = SecondCoding.objects.filter(coded_at=None).exclude(Exists(own))
    return waiting.filter(case__in=Case.objects.visible_to(user))


@transaction.atomic
def code(
    drawn: SecondCoding, *, by: User, category: Category, severity: int, care_stage: str, harm: int
) -> SecondCoding:
    """Write down the second coding, once; the case itself is not changed by it.

    Raises `NotAllowed` for whoever coded the case first, `ValidationError` when it was coded meanwhile.
    """
    if not waiting_for(by).filter(pk=drawn.pk).exists():
        if SecondCoding.objects.filter(pk=drawn.pk, coded_at__isnull=False).exists():
            raise ValidationError(_("Somebody else has coded this case in the meantime."))
        raise step.NotAllowed("second coding")
    written = SecondCoding.objects.filter(pk=drawn.pk, coded_at=None).update(
        coder=by, coded_at=timezone.now(), category=category,
        severity=severity, care_stage=care_stage, harm=harm,
    )  # fmt: skip
    if not written:
        raise ValidationError(_("Somebody else has coded this case in the meantime."))
    drawn.refresh_from_db()
    return drawn


def pairs(user: User, first: date, last: date) -> Sequence[Pair]:
    """Return both codings of what was coded twice in a period, as far as this person sees the cases."""
    coded = SecondCoding.objects.filter(
        coded_at__date__range=(first, last), case__in=Case.objects.visible_to(user)
    )
    primary = CaseCategory.objects.filter(primary=True, case__second_coding__in=coded)
    before = {
        row[0]: Coded(*row[1:])
        for row in primary.values_list(
            "case", "category__code", "category__hcat", "severity", "care_stage", "harm"
        )
    }
    again = coded.values_list(
        "case", "category__code", "category__hcat", "severity", "care_stage", "harm"
    )
    return [Pair(before[row[0]], Coded(*row[1:])) for row in again if row[0] in before]
