"""The work lists: whom to call about an answer, which patients, and which calls to make once more.

No list names anybody; name and number stand on the page of one call.
"""

from datetime import date
from typing import Any, ClassVar, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.models import Callback, Case, Department
from feedback.office import naming
from feedback.office.callbacks.room import LABELS, CallRoom
from feedback.services import callbacks
from feedback.services.callbacks import TRIES, UNREACHED

PER_PAGE = 25
SHOWN = ("pk", "callback_by", "called_back_at", *naming.READ)


class Row(NamedTuple):
    """Somebody to be called, by what they are called about."""

    url: str
    title: str
    meta: str
    due: str
    is_late: bool
    tries: str
    tried_today: bool


class WorkList(CallRoom):
    """One list, the most pressing first, page by page."""

    template_name = "feedback/office/callbacks.html"
    name: ClassVar[str]

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Callbacks")

    def way_here(self) -> list[tuple[str, str]]:
        """Say which list one is in."""
        return [(str(LABELS[self.name]), reverse(f"office:{self.name}"))]

    def get_context_data(self, **kwargs: Any) -> Any:
        """Collect one page, and the counts of all lists."""
        paginator = Paginator(self.in_order(), PER_PAGE)
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            tabs=self.tabs(),
            chosen=self.name,
            list_page=page,
            rows=self.rows(list(page.object_list)),
            **self.beside(),
            **kwargs,
        )

    def in_order(self) -> Any:
        """Return the list, whoever was tried today at its end."""
        raise NotImplementedError

    def rows(self, found: list[Any]) -> list[Row]:
        """Return what is shown of these."""
        raise NotImplementedError

    def beside(self) -> dict[str, Any]:
        """Return what else stands in this list."""
        return {}

    @property
    def today(self) -> date:
        """Return the day on which it is called."""
        return timezone.localdate(self.now)

    def tried_today(self, **which: Any) -> Exists:
        """Ask whether somebody was called in vain today."""
        begun = timezone.localtime(self.now).replace(hour=0, minute=0, second=0, microsecond=0)
        calls = Callback.objects.filter(resolution=UNREACHED, at__gte=begun, **which)
        return Exists(calls)


class AnsweredList(WorkList):
    """Who was answered, by the day until which the call is promised."""

    name = "callbacks"

    def in_order(self) -> Any:
        """Put the most overdue first."""
        tried = self.tried_today(case=OuterRef("pk"))
        cases = self.waiting(self.name).only(*SHOWN).annotate(tried_today=tried)
        return cases.order_by("tried_today", F("callback_by").asc(nulls_last=True), "pk")

    def rows(self, found: list[Any]) -> list[Row]:
        """Name each by reference, kind and gist."""
        names = naming.lines(found)
        return [self._row(case, names[case.pk]) for case in found]

    def _row(self, case: Any, name: str) -> Row:
        late = case.callback_by < self.today
        said = _("should have been called by %(day)s") if late else _("call back by %(day)s")
        return Row(
            url=reverse("office:callback", args=[case.pk]),
            title=name,
            meta=_known(case),
            due=said % {"day": _day(case.callback_by)},
            is_late=case.callback_by <= self.today,
            tries=_tries(case.tries),
            tried_today=case.tried_today,
        )

    def beside(self) -> dict[str, Any]:
        """Say how many others have to call because one dealt with them oneself."""
        if not self.user.has_perm("feedback.work_cases"):
            return {}
        everybodys, mine = callbacks.to_call(self.user), self.waiting(self.name)
        return {"own": everybodys.order_by().count() - mine.order_by().count()}


class DischargedList(WorkList):
    """Discharged patients, those first who were discharged first."""

    name = "callbacks_discharged"

    def in_order(self) -> Any:
        """Put first who was discharged first."""
        tried = self.tried_today(discharge=OuterRef("pk"))
        patients = self.waiting(self.name).only("pk", "discharged_on", "department_id")
        return patients.annotate(tried_today=tried).order_by("tried_today", "discharged_on", "pk")

    def rows(self, found: list[Any]) -> list[Row]:
        """Name each by department and day, never by the person."""
        known = Department.objects.all().by_number()
        return [
            Row(
                url=reverse("office:callback_discharged", args=[patient.pk]),
                title=_stay(known.get(patient.department_id), patient.discharged_on),
                meta="",
                due="",
                is_late=False,
                tries=_tries(patient.tries),
                tried_today=patient.tried_today,
            )
            for patient in found
        ]


class RecheckList(WorkList):
    """Calls that were drawn and are made again by somebody else, who does not know the first result."""

    name = "callbacks_rechecks"

    def in_order(self) -> Any:
        """Put the oldest first; after thirty days nobody remembers."""
        tried = self.tried_today(
            pk__gt=OuterRef("pk"), discharge__isnull=True, case=OuterRef("case")
        )
        patients = self.tried_today(pk__gt=OuterRef("pk"), discharge=OuterRef("discharge"))
        calls = self.waiting(self.name).defer("text").select_related("case", "discharge")
        calls = calls.annotate(tried_today=Q(tried) | Q(patients))
        return calls.order_by("tried_today", "at", "pk")

    def rows(self, found: list[Any]) -> list[Row]:
        """Name each as in the list it came from."""
        known = Department.objects.all().by_number()
        names = naming.lines([call.case for call in found if call.case])
        return [self._row(call, names, known) for call in found]

    def _row(self, call: Any, names: dict[int, str], known: dict[int, Department]) -> Row:
        case, patient = call.case, call.discharge
        stay = patient and _stay(known.get(patient.department_id), patient.discharged_on)
        return Row(
            url=reverse("office:callback_recheck", args=[call.pk]),
            title=names[case.pk] if case else stay,
            meta=_known(case) if case else "",
            due=_("first called on %(day)s") % {"day": _day(timezone.localdate(call.at))},
            is_late=False,
            tries=_tries(call.tries),
            tried_today=bool(call.tried_today),
        )

    def beside(self) -> dict[str, Any]:
        """Say how often a second call came out differently."""
        return {"agreement": callbacks.agreement()}


def _known(case: Case) -> str:
    return _(" · ").join([case.reference, str(case.get_kind_display())])


def _stay(department: Department | None, day: date) -> str:
    said = {"department": department.label if department else "", "day": _day(day)}
    if not department:
        return _("Discharged on %(day)s") % said
    return _("%(department)s, discharged on %(day)s") % said


def _tries(number: int) -> str:
    if not number:
        return ""
    return _("in vain on %(number)d of %(most)d days") % {"number": number, "most": TRIES}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
