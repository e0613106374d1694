"""What waits for somebody, on the start page of the admin: queue by queue, the first few of each."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, F, OrderBy, Q
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from feedback import deadlines
from feedback.deadlines import Calendar
from feedback.models import CalendarDay, Case, SphereTeam
from feedback.office import comeback, due, naming, queues
from feedback.office.due import InWords
from feedback.office.rooms import may_enter
from feedback.vocabulary import ENDED, Sphere
from portal.models import User

# Of each queue so many cases are named, and so many are counted.
FIRST, CAP = 5, 100
SHOWN = (
    "pk", "stage", "due_on", "due_provisional", "external_due_on", "answered_at", "answer_due_on",
    "came_back_at", *naming.READ,
)  # fmt: skip
# What is shown, the most personal first, and in which order its first cases stand.
BY_DUE_DATE = F("first_due_on").asc(nulls_last=True)
# A word about a case that has ended can wait; one about a case that runs may change the answer.
ENDED_LAST = ExpressionWrapper(Q(stage__in=ENDED), output_field=BooleanField()).asc()
WAITING: dict[str, tuple[OrderBy, ...]] = {
    "back": (ENDED_LAST, BY_DUE_DATE),
    "approve": (BY_DUE_DATE,),
    "take_on": (BY_DUE_DATE,),
    "overdue": (BY_DUE_DATE,),
    "due": (BY_DUE_DATE,),
    "mine": (BY_DUE_DATE,),
    "unclaimed": (F("received_at").asc(),),
    "report": (F("external_due_on").asc(nulls_last=True),),
}


class Row(NamedTuple):
    """One of the first cases of a queue."""

    case: Case
    name: str
    due: InWords
    # What came back, in the queue of what did.
    back: str = ""


class Waiting(NamedTuple):
    """A queue in which something waits."""

    name: str
    label: str
    number: int
    is_more: bool
    rows: list[Row]
    url: str


class HomePanel(Component):
    """The queues that concern this person; those in which nothing waits are not drawn."""

    name = "waiting_cases"
    template_name = "feedback/office/home_panel.html"
    order = 50

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Count and name what waits."""
        user, today = parent_context["request"].user, timezone.localdate()
        if not may_enter(user):
            return {"may_enter": False}
        return {
            "may_enter": True,
            "queues": waiting(user, today=today),
            "warnings": warnings(user, today=today),
        }


def waiting(user: User, *, today: date) -> list[Waiting]:
    """Return the queues in which something waits: one query each, and one for all rows together."""
    visible = Case.objects.visible_to(user)
    numbers: dict[str, list[int]] = {}
    for name in queues.concerning(user, tuple(WAITING)):
        queue = queues.narrowed(name, visible, user).order_by(*WAITING[name], "pk")
        numbers[name] = list(queue.values_list("pk", flat=True)[: CAP + 1])
    first = [number for found in numbers.values() for number in found[:FIRST]]
    shown = Case.objects.only(*SHOWN).in_bulk(first) if first else {}
    rows = _rows(shown, today=today, calendar=CalendarDay.objects.around(today))
    return [
        _report(_queue(name, found, rows), today) if name == "report" else _queue(name, found, rows)
        for name, found in numbers.items()
        if found
    ]


def _rows(shown: dict[int, Case], *, today: date, calendar: Calendar) -> dict[int, Row]:
    cases = list(shown.values())
    names, back = naming.lines(cases), comeback.told(cases)
    return {
        case.pk: Row(
            case,
            names[case.pk],
            due.most_pressing(case, today=today, calendar=calendar),
            back.get(case.pk, ""),
        )
        for case in cases
    }


def _queue(name: str, found: list[int], known: dict[int, Row]) -> Waiting:
    rows = [known[number] for number in found[:FIRST] if number in known]
    label = capfirst(str(queues.QUEUES[name].label))
    url = f"{reverse('office:inbox')}?show={name}"
    return Waiting(name, label, min(len(found), CAP), len(found) > CAP, rows, url)


def _report(queue: Waiting, today: date) -> Waiting:
    """Say of what is to be reported back by when an authority wants to hear, and lead to its room."""
    calendar = CalendarDay.objects.around(today)
    rows = [
        row._replace(due=due.until_reported(row.case, today=today, calendar=calendar))
        for row in queue.rows
    ]
    return queue._replace(rows=rows, url=reverse("office:orders_report"))


def warnings(user: User, *, today: date) -> list[str]:
    """Say what the office has to provide before something goes wrong."""
    if not any(map(user.has_perm, (queues.OFFICE, queues.MANAGEMENT))):
        return []
    said = []
    if year := deadlines.missing_year(CalendarDay.objects.around(today), on=today):
        words = _(
            "The working calendar of %(year)d is missing: due dates in that year are provisional "
            "until it has been entered."
        )
        said.append(words % {"year": year})
    named = set(SphereTeam.objects.filter(members__is_active=True).values_list("sphere", flat=True))
    if open_to_all := [
        str(sphere.label) for sphere in Sphere if sphere not in {*named, Sphere.DISPUTE}
    ]:
        words = _(
            "Nobody is named for these restricted matters, so the whole office sees them: %(spheres)s."
        )
        said.append(words % {"spheres": _(", ").join(open_to_all)})
    return said
