"""What the caller has to know of a case or a patient, and no more: the answer, the number, earlier tries."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from feedback.models import Callback, Case, Contact, Discharge
from feedback.services import callbacks
from feedback.services.callbacks import UNREACHED
from feedback.vocabulary import Act, CallOccasion
from portal.models import User


@dataclass(frozen=True)
class Try:
    """A call in vain: when, by whom, and what was noted."""

    when: str
    who: str
    text: str


@dataclass(frozen=True)
class Person:
    """Whom to call; it stands on one page, and the showing is noted."""

    name: str
    phone: str

    @property
    def dialled(self) -> str:
        """Return the number as a telephone takes it."""
        plus = "+" if self.phone.strip().startswith("+") else ""
        return plus + "".join(filter(str.isdigit, self.phone))


@dataclass(frozen=True)
class About:
    """What stands on the page of a call."""

    occasion: CallOccasion
    title: str
    facts: list[tuple[str, str]]
    answer: str = ""
    tries: list[Try] = field(default_factory=list)


def of_case(case: Case, calls: QuerySet[Callback]) -> About:
    """Return what is to be known of an answered case."""
    reply = case.diary.filter(act=Act.REPLY).latest("seq")
    return About(
        CallOccasion.REPLIED,
        title=case.reference,
        facts=_told(
            (_("Kind"), case.get_kind_display()),
            (_("Gist"), case.gist),
            (_("Responsible department"), case.lead.label if case.lead else ""),
            (_("Answered on"), _day(reply)),
        ),
        answer=reply.text,
        tries=_tries(calls.filter(at__gte=reply.at)),
    )


def of_patient(patient: Discharge, calls: QuerySet[Callback]) -> About:
    """Return what is to be known of a discharged patient."""
    return About(
        CallOccasion.DISCHARGED,
        title=_("Discharged patient"),
        facts=_told(
            (_("Department"), patient.department.label if patient.department else ""),
            (_("Discharged on"), date_format(patient.discharged_on, "DATE_FORMAT")),
        ),
        tries=_tries(calls),
    )


def submitter(case: Case, *, by: User) -> Person:
    """Return whom to call about a case, and note that it was shown."""
    callbacks.show_contact(case, by=by, reason=pgettext("reason", "callback"))
    contact = Contact.objects.get(case=case)
    return Person(contact.name, contact.phone)


def _told(*facts: tuple[str, object]) -> list[tuple[str, str]]:
    return [(label, str(value)) for label, value in facts if value]


def _tries(calls: Iterable[Callback] | QuerySet[Callback]) -> list[Try]:
    in_vain = calls.filter(resolution=UNREACHED).select_related("by")  # type: ignore[union-attr]
    return [
        Try(
            when=date_format(timezone.localtime(call.at), "DATETIME_FORMAT"),
            who=call.by.get_full_name() or call.by.get_username(),
            text=call.text,
        )
        for call in in_vain
    ]


def _day(entry: object) -> str:
    return date_format(timezone.localdate(entry.at), "DATE_FORMAT")  # type: ignore[attr-defined]
