"""What waits of the improvement measures, on the start page: what is overdue, and what is to be judged.

The management and the office see all that is overdue; everybody sees what is in the own hands and
comes due.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from feedback.models import Improvement
from feedback.office.improvements.room import due_in_words
from feedback.office.rooms import may_enter
from feedback.services import improving
from feedback.vocabulary import Phase
from portal.models import User

FIRST = 5
SOON = timedelta(days=7)
READ = ("pk", "title", "phase", "due_on", "owner_id")


class Row(NamedTuple):
    """One of the first measures."""

    pk: int
    title: str
    due: str


class Group(NamedTuple):
    """Measures that wait for the same; `name` is how it looks."""

    key: str
    name: str
    label: str
    number: int
    rows: list[Row]
    url: str


class MeasuresPanel(Component):
    """The measures that wait for this person; where none does nothing is drawn."""

    name = "waiting_measures"
    template_name = "feedback/office/improvement_panel.html"
    order = 60

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Find what waits, in one query."""
        user = parent_context["request"].user
        if not may_enter(user):
            return {"groups": []}
        return {"groups": list(waiting(user, today=timezone.localdate()))}


def waiting(user: User, *, today: date) -> Iterator[Group]:
    """Yield the groups in which something waits."""
    near = improving.visible_to(user).unfinished().only(*READ)
    rows = [one for one in near if one.phase == Phase.CHECK or one.due_on <= today + SOON]
    keeps = improving.may_keep(user)
    late = [one for one in rows if one.is_overdue(on=today)]
    mine = [one for one in rows if one.owner_id == user.pk and one.phase != Phase.CHECK]
    judge = [one for one in rows if one.phase == Phase.CHECK]
    shown = (
        ("overdue", "overdue", _("improvement measures overdue"), late if keeps else [], "?show=overdue"),
        ("mine", "due", _("improvement measures in your hands are due"), mine, "?show=mine"),
        ("check", "mine", _("improvement measures to evaluate"), judge if keeps else [], "?phase=check"),
    )  # fmt: skip
    for key, name, label, found, query in shown:
        if found:
            named = [_row(one, today) for one in found[:FIRST]]
            url = reverse("office:improvements") + query
            yield Group(key, name, label, len(found), named, url)


def _row(one: Improvement, today: date) -> Row:
    return Row(one.pk, one.title, due_in_words(one, today=today))
