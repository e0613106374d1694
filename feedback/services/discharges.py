"""Discharged patients: the ward's list taken in, each called, and their names not kept for long.

Whoever said once not to want such calls is not called again, whichever list names the number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Callback, Case, Department, Discharge
from feedback.services import codes, registration
from feedback.services.callbacks import TRIES, UNREACHED, Lot, by_lot, days_in_vain, judged
from feedback.services.contacts import phone_index
from feedback.services.intake import Voice
from feedback.vocabulary import Resolution, RowFate
from portal.crypto import keyed_index
from portal.models import Hospital, User

# Nobody is called about a stay further back, and no list that old is taken in.
CALLED_WITHIN = timedelta(days=60)
# So long after the last call name and number stay, for whoever calls back or asks.
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Patient:
    """A row of the ward's list: who was discharged from where, when, and how to reach them."""

    discharged_on: date
    phone: str
    name: str = ""
    # The number of the stay; it makes a row known again and is not kept.
    number: str = ""
    department: Department | None = None

    @property
    def key(self) -> str:
        """Return by what the same row of another list is known again."""
        who = self.number or f"{phone_index(self.phone)}\0{self.name}"
        return keyed_index(f"{self.discharged_on.isoformat()}\0{who}", purpose="discharge")


@transaction.atomic
def take_in(
    patients: Iterable[Patient], *, by: User, hospital: Hospital, at: datetime | None = None
) -> list[RowFate]:
    """Take in a list, each row once; return what became of each, in the order of the list.

    A row whose number does not want to be called is rejected, and nothing of it is kept.
    """
    rows, now = list(patients), at or timezone.now()
    known = _known(Discharge.objects.all(), "import_key", [row.key for row in rows])
    refused = _known(
        Discharge.objects.exclude(refused_at=None),
        "phone_index",
        [phone_index(row.phone) for row in rows],
    )
    fates, new = [], []
    for row in rows:
        index = phone_index(row.phone)
        if index in refused:
            fates.append(RowFate.REJECTED)
        elif row.key in known:
            fates.append(RowFate.REPEATED)
        else:
            known.add(row.key)
            fates.append(RowFate.IMPORTED)
            new.append(_discharge(row, index, by=by, hospital=hospital, at=now))
    # Another window may bring the same list at the same moment: its rows then stand already.
    Discharge.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return fates


@transaction.atomic
def call_patient(  # noqa: PLR0913 - what was said, and the lot that a test brings along
    discharge: Discharge,
    *,
    by: User,
    reached: bool,
    satisfaction: int | None = None,
    text: str = "",
    refuses: bool = False,
    at: datetime | None = None,
    draw: Lot = by_lot,
) -> Callback:
    """Write down a call to a discharged patient; who was reached, or refuses, is not called again.

    Raises `ValidationError` when the patient is on the list no more.
    """
    now = at or timezone.now()
    # Whoever comes second waits here and then reads that it is done.
    if not Discharge.objects.select_for_update().filter(pk=discharge.pk, done_at=None).exists():
        raise ValidationError(_("Somebody else has called this patient already."))
    said = judged("" if reached else UNREACHED, satisfaction)
    call = Callback.objects.create(
        discharge=discharge,
        by=by,
        at=now,
        text=text,
        drawn=reached and not refuses and draw(),
        **said,
    )
    if reached or refuses or _tried_enough(discharge):
        Discharge.objects.filter(pk=discharge.pk).update(done_at=now)
    if refuses:
        _leave_in_peace(discharge, now)
    discharge.refresh_from_db(fields=["done_at", "refused_at"])
    return call


@transaction.atomic
def raise_matter(
    call: Callback, voice: Voice, *, by: User, hospital: Hospital, form_key: str
) -> tuple[Case, str]:
    """Make a case of what was raised in a call, and return it with its code, to be read out at once.

    The same form sent twice is one case with one code. Raises `ValidationError` when the call has
    become a case already.
    """
    case = registration.register(voice, by=by, hospital=hospital, form_key=form_key, with_code=True)
    noted = Callback.objects.filter(pk=call.pk, raised=None).update(raised=case)
    if not noted and not Callback.objects.filter(pk=call.pk, raised=case).exists():
        raise ValidationError(_("What was raised in this call is registered already."))
    return case, codes.again(case, form_key)


def to_call(user: User, *, today: date) -> QuerySet[Discharge]:
    """Return the patients who are still to be called; `tries` is on how many days it was in vain."""
    if not (user.has_perm("feedback.call_back") or user.has_perm("feedback.work_cases")):
        return Discharge.objects.none()
    in_vain = Callback.objects.filter(discharge=OuterRef("pk"))
    waiting = Discharge.objects.filter(done_at=None, discharged_on__gte=today - CALLED_WITHIN)
    return waiting.annotate(tries=days_in_vain(in_vain, "discharge"))


def sweep(now: datetime | None = None) -> int:
    """Let go of those nobody reached in time, and erase who was called long ago; return how many.

    Of somebody who refused the keyed number stays, else the next list would bring it up again; such a
    row is found by nothing else, so it is emptied in every round.
    """
    now = now or timezone.now()
    before = timezone.localdate(now) - CALLED_WITHIN
    Discharge.objects.filter(done_at=None, discharged_on__lt=before).update(done_at=now)
    old = Discharge.objects.filter(done_at__lt=now - KEPT)
    gone = {"name": "", "phone": ""}
    old.exclude(refused_at=None).update(**gone)
    return old.filter(refused_at=None).exclude(phone_index="").update(**gone, phone_index="")


def _known(rows: QuerySet[Discharge], column: str, values: list[str]) -> set[str]:
    found: set[str] = set()
    wanted = sorted(set(values))
    for start in range(0, len(wanted), 500):
        some = {f"{column}__in": wanted[start : start + 500]}
        found.update(rows.filter(**some).values_list(column, flat=True))
    return found


def _discharge(
    row: Patient, index: str, *, by: User, hospital: Hospital, at: datetime
) -> Discharge:
    return Discharge(
        hospital=row.department.hospital if row.department else hospital,
        department=row.department,
        discharged_on=row.discharged_on,
        name=row.name,
        phone=row.phone,
        phone_index=index,
        import_key=row.key,
        imported_by=by,
        imported_at=at,
    )


def _tried_enough(discharge: Discharge) -> bool:
    calls = discharge.callbacks.filter(resolution=Resolution.UNREACHABLE)
    days = {timezone.localdate(at) for at in calls.values_list("at", flat=True)}
    return len(days) >= TRIES


def _leave_in_peace(discharge: Discharge, now: datetime) -> None:
    """Note the refusal, and take the same number off the list wherever else it stands."""
    Discharge.objects.filter(pk=discharge.pk).update(refused_at=now)
    same = Discharge.objects.filter(phone_index=discharge.phone_index, done_at=None)
    same.exclude(phone_index="").update(done_at=now)
