"""What waits, queue by queue: each narrows the cases somebody may see. Inbox and start page share them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.models import Absence, CalendarDay, Department
from feedback.models.case import CaseQuerySet
from feedback.office import inbox_order
from feedback.vocabulary import ENDED, OPEN, Stage
from feedback.workflow import ANSWERED, APPROVED_FIRST, NEW, OWED, UNENDED
from portal.models import User

OFFICE, MANAGEMENT = "feedback.work_cases", "feedback.approve_cases"
DEPARTMENT = "feedback.work_department_cases"
ALL: tuple[str, ...] = ()
# Of these there is a result to tell.
TOLD = Q(stage__in=(*ANSWERED, Stage.CLOSED, Stage.DECLINED)) | Q(
    stage=Stage.MERGED, answered_at__isnull=False
)

Narrow = Callable[[CaseQuerySet, User], CaseQuerySet]


class Queue(NamedTuple):
    """One queue. `to` are the permissions by which its count concerns somebody; none is everybody."""

    label: str | Promise
    narrow: Narrow
    to: tuple[str, ...] = ALL


def mine(user: User) -> QuerySet[User, Any]:
    """Return whose cases are in charge of this person: the own, and those of whom this person stands in for."""
    away = Absence.objects.represented_by(user, on=timezone.localdate())
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=away.values("officer_id"))).values("pk")


def next_workday(today: date) -> date:
    """Return the working day after today: on a Friday what is due on Monday is due tomorrow."""
    calendar, day = CalendarDay.objects.around(today), today + timedelta(days=1)
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def _in_charge(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    return cases.filter(officer__in=mine(user), stage__in=UNENDED)


def _back(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Return what came back to this person, or to nobody in particular; ended cases come back too."""
    # An "or nobody" would lead SQLite by way of the officer through all cases there ever were.
    told = cases.alias(told=Coalesce("officer_id", user.pk))
    return told.filter(told__in=mine(user), came_back_at__isnull=False)


def _approve(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Return what the management decides: more time, and drafts that go out with its approval only."""
    more_time = Q(extend_to__isnull=False, stage__in=OWED)
    pressing = Q(dispute=True) | Q(priority__in=APPROVED_FIRST)
    return cases.filter(more_time | Q(pressing, stage=Stage.DRAFTING, approved_seq=0))


def _to_take_on(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    own = Department.objects.of(user).order_by().values("pk")
    return cases.filter(stage=Stage.ASSIGNED, lead_id__in=own, objected_at=None)


def _due(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Return what is due today or on the next working day, by our own date or by that of an authority."""
    today = timezone.localdate()
    days = (today, next_workday(today))
    running = Q(first_due_on__range=days) & ~Q(stage=Stage.WAITING)
    # While we wait for the submitter ours rests, and that of an authority does not.
    resting = Q(external_due_on__range=days, stage=Stage.WAITING)
    return cases.filter(running | resting, stage__in=OPEN)


def to_report(cases: CaseQuerySet) -> CaseQuerySet:
    """Return the orders whose result whoever passed them on has not been told yet."""
    return cases.filter(TOLD, order__isnull=False, order__reported_at=None)


QUEUES: dict[str, Queue] = {
    "mine": Queue(_("in my charge"), _in_charge, (OFFICE,)),
    "back": Queue(_("came back"), _back, (OFFICE,)),
    "approve": Queue(_("to approve"), _approve, (MANAGEMENT,)),
    "take_on": Queue(_("to be taken on"), _to_take_on, (DEPARTMENT,)),
    "open": Queue(_("open"), lambda cases, user: cases.open()),
    "due": Queue(_("due today or on the next working day"), _due),
    "overdue": Queue(_("overdue"), lambda cases, user: cases.overdue(on=timezone.localdate())),
    "new": Queue(_("new"), lambda cases, user: cases.filter(stage__in=NEW)),
    "unclaimed": Queue(
        _("new, in nobody's charge"),
        lambda cases, user: cases.filter(stage__in=NEW, officer=None),
        (OFFICE,),
    ),
    "waiting": Queue(
        _("waiting for the submitter"), lambda cases, user: cases.filter(stage__in=[Stage.WAITING])
    ),
    "answered": Queue(
        _("answered, to be closed"), lambda cases, user: cases.filter(stage__in=ANSWERED)
    ),
    "report": Queue(_("to report back"), lambda cases, user: to_report(cases), (OFFICE,)),
    "ended": Queue(_("ended"), lambda cases, user: inbox_order.part(cases, ENDED)),
}
# What is counted at the top of the inbox; the others are reached from the start page or by a filter.
FIGURES = ("mine", "back", "approve", "take_on", "open", "overdue", "new", "waiting", "answered")


def concerning(user: User, names: tuple[str, ...]) -> list[str]:
    """Return those of these queues that concern this person."""
    return [
        name for name in names if not QUEUES[name].to or any(map(user.has_perm, QUEUES[name].to))
    ]


def narrowed(name: str, cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Return what stands in a queue, of these cases."""
    return QUEUES[name].narrow(cases, user)


def officers() -> QuerySet[User]:
    """Return who works at the complaint office and can be put in charge."""
    working = User.objects.with_perm("feedback.work_cases", include_superusers=False)
    return working.filter(is_active=True).order_by("last_name", "first_name", "username")
