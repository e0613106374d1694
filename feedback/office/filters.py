"""How the inbox is narrowed down: by stage, kind, officer, department, category, and by words."""

import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from feedback.models import CaseCategory, Category, Contact, Department
from feedback.models.case import CaseQuerySet
from feedback.office import queues
from feedback.office.fields import QuickSelect
from feedback.office.rooms import may_read_names, may_see_contact
from feedback.services.contacts import phone_index
from feedback.vocabulary import Channel, Kind, Stage
from portal.crypto import keyed_index
from portal.models import User

# Above this a count is told as "more than".
CAP = 1000
# Fewer digits are a part of a reference, not a telephone number.
TELEPHONE_DIGITS = 7
# No gist is longer.
LONGEST = 120

# Instead of an officer: cases nobody is in charge of.
NOBODY = "0"


class Figure(NamedTuple):
    """A count at the top of the inbox, which is also a way to see those cases."""

    show: str
    label: str
    number: int
    is_more: bool
    is_chosen: bool


def queued(cases: CaseQuerySet, user: User) -> dict[str, CaseQuerySet]:
    """Return the queues that concern this person, to be counted at the top of the inbox."""
    names = queues.concerning(user, queues.FIGURES)
    return {name: queues.narrowed(name, cases, user) for name in names}


def figures(numbers: Mapping[str, int], chosen: str) -> list[Figure]:
    """Return the counts of the queues as they stand at the top."""
    return [
        Figure(name, str(queues.QUEUES[name].label), min(number, CAP), number > CAP, name == chosen)
        for name, number in numbers.items()
    ]


def may_search_contacts(user: Any) -> bool:
    """Say whether a telephone number may be looked for: it tells who has submitted something."""
    return may_see_contact(user)


def found(cases: CaseQuerySet, words: str, *, telephone: bool) -> CaseQuerySet:
    """Return the cases whose reference, gist, work order number or exact telephone the words are."""
    words = unicodedata.normalize("NFKC", words[:LONGEST]).replace("\x00", "").strip()
    if not words:
        return cases
    hits = Q(reference__istartswith=words) | Q(gist__icontains=words)
    if telephone:
        hits |= Q(external_index=keyed_index(words, purpose="external"))
        if sum(map(str.isdigit, words)) >= TELEPHONE_DIGITS:
            spoke = Contact.objects.filter(phone_index=phone_index(words))
            hits |= Q(pk__in=spoke.values("case_id"))
    return cases.filter(hits)


class PeopleSelect(QuickSelect):
    """Members of staff: they come and go without a new edition, so it is drawn each time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the element."""
        return self._drawn(name, value, attrs)


class InboxFilter(forms.Form):
    """The filters of the inbox. A value nobody offered is ignored."""

    show = forms.ChoiceField(
        choices=[(name, name) for name in queues.QUEUES],
        required=False,
        widget=forms.HiddenInput,
    )
    stage = forms.ChoiceField(label=_("Stage"), required=False, widget=QuickSelect)
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=QuickSelect)
    department = forms.ModelChoiceField(
        Department.objects.all(),
        label=_("Department"),
        required=False,
        empty_label=_("any"),
        widget=QuickSelect,
    )
    officer = forms.ChoiceField(label=_("Officer in charge"), required=False, widget=PeopleSelect)
    category = forms.ChoiceField(label=_("Category"), required=False, widget=QuickSelect)
    channel = forms.ChoiceField(label=_("Received through"), required=False, widget=QuickSelect)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        widget=QuickSelect,
        choices=[
            ("", _("by due date, overdue first")),
            ("newest", _("newest first")),
            ("oldest", _("oldest first")),
            ("reference", _("by reference")),
        ],
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for name, words in (("stage", Stage), ("kind", Kind), ("channel", Channel)):
            self.fields[name].choices = [("", _("any")), *words.choices]  # type: ignore[attr-defined]
        self.fields["category"].choices = _categories  # type: ignore[attr-defined]
        self.fields["officer"].choices = _officers  # type: ignore[attr-defined]
        if not may_read_names(user):
            del self.fields["officer"]
        self.is_valid()

    def chosen(self, name: str) -> Any:
        """Return what was chosen, or nothing."""
        return self.cleaned_data.get(name) or ""

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        """Return those of these cases that were asked for."""
        for name in ("stage", "kind", "channel"):
            if value := self.chosen(name):
                cases = cases.filter(**{name: value})
        if department := self.chosen("department"):
            cases = cases.filter(Q(lead=department) | Q(lead=None, about=department))
        if officer := self.chosen("officer"):
            cases = cases.filter(officer=None if officer == NOBODY else officer)
        if code := self.chosen("category"):
            rows = Q(category__code=code) | Q(category__parent__code=code)
            cases = cases.filter(pk__in=CaseCategory.objects.filter(rows).values("case_id"))
        if show := self.chosen("show"):
            cases = queues.narrowed(show, cases, self.user)
        return cases

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything but the order was chosen beside the figures."""
        return any(self.chosen(name) for name in self.fields if name not in {"sort", "show"})

    def query(self) -> str:
        """Return the filters as they stand in an address, without the page."""
        chosen = {name: self.data.get(name) for name in self.fields if self.chosen(name)}
        return urlencode(chosen)


def _officers() -> list[tuple[str, Any]]:
    """Return any, nobody, then who works at the office."""
    people = queues.officers().only("username", "first_name", "last_name")
    named = [(str(one.pk), one.get_full_name() or one.username) for one in people]
    return [("", _("any")), (NOBODY, _("nobody yet")), *named]


def _categories() -> list[tuple[Any, Any]]:
    """Return any, then the categories under their parents, each group with "all of it" first."""
    rows = list(Category.objects.filter(active=True).order_by("sort", "code"))
    tops = [row for row in rows if row.parent_id is None]
    return [
        ("", _("any")),
        *(
            (
                top.label,
                [
                    (top.code, _("all of “%(category)s”") % {"category": top.label}),
                    *((row.code, row.label) for row in rows if row.parent_id == top.pk),
                ],
            )
            for top in tops
        ),
    ]
