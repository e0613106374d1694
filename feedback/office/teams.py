"""Who works on restricted matters, and who stands in for whom.

The teams are named by the administrator, or whoever was given the permission: an officer who could
name a team could name a way into what an officer is accused of.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column

from feedback.models import Absence, SphereTeam
from feedback.office import queues
from feedback.office.fields import DayInput
from feedback.office.keeping import STAFF, ListViewSet, People, Person
from feedback.office.rooms import may_enter, may_work
from portal.models import User


def _names(people: list[User]) -> str:
    return _(", ").join(person.get_full_name() or person.get_username() for person in people)


class TeamForm(WagtailAdminModelForm):
    """A sphere, once chosen, stays; its members change."""

    members = People(
        STAFF,
        label=gettext_lazy("Members"),
        help_text=gettext_lazy(
            "Only they see such cases, in lists, counts and searches too. From the office at least "
            "one: a department sees only what it was assigned."
        ),
    )

    class Meta:
        model = SphereTeam
        fields = ("sphere", "members")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sphere"].disabled = bool(self.instance.pk)

    def clean_members(self) -> list[User]:
        """Refuse a team that leaves a case to nobody, and people who open no case at all."""
        members = list(self.cleaned_data["members"])
        strangers = [person for person in members if not may_enter(person)]
        if strangers:
            raise forms.ValidationError(
                _("They do not work on cases: %(names)s.") % {"names": _names(strangers)}
            )
        if not any(may_work(person) for person in members):
            raise forms.ValidationError(
                _("Name at least one officer, or nobody would see such cases at the office.")
            )
        return members


class TeamViewSet(ListViewSet):
    model = SphereTeam
    model_form = TeamForm
    name = "teams"
    icon = "lock"
    list_display = (
        Column("__str__", label=pgettext_lazy("of a team", "Sphere")),
        Column(
            "members", label=gettext_lazy("Members"), accessor=lambda team: _names(team.present())
        ),
    )


class AbsenceForm(WagtailAdminModelForm):
    """From when until when somebody is away, and who sees meanwhile what waits for them."""

    officer = Person(User.objects.none(), label=gettext_lazy("Officer"))
    deputy = Person(
        User.objects.none(),
        label=gettext_lazy("Deputy"),
        help_text=gettext_lazy(
            "Sees what waits for the officer, but no restricted matter of another team."
        ),
    )

    class Meta:
        model = Absence
        fields = ("officer", "deputy", "start", "end")
        widgets = {"start": DayInput(), "end": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("officer", "deputy"):
            self.fields[name].queryset = queues.officers()

    def clean(self) -> dict[str, Any]:
        """Refuse an absence that ends before it begins, and somebody who stands in for themselves."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("deputy") and said["deputy"] == said.get("officer"):
            self.add_error("deputy", _("Somebody else has to stand in."))
        if said.get("start") and said.get("end") and said["end"] < said["start"]:
            self.add_error("end", _("This day lies before the first one."))
        return said


class AbsenceViewSet(ListViewSet):
    model = Absence
    model_form = AbsenceForm
    name = "absences"
    icon = "user"
    list_display = (
        Column(
            "officer", label=gettext_lazy("Officer"), accessor=lambda one: _names([one.officer])
        ),
        Column("deputy", label=gettext_lazy("Deputy"), accessor=lambda one: _names([one.deputy])),
        "start",
        "end",
    )
