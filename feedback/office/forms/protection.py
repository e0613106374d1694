"""What protects people: the team of a matter, conflicts of interest, disputes, legal holds."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case
from feedback.office.fields import DayInput, LongText, Several
from feedback.office.forms.act import ActForm
from feedback.vocabulary import Delivery, Sphere
from portal.models import User

# Whoever holds one of these may come across a case.
READING = ("work_cases", "approve_cases", "work_department_cases", "oversee_cases")
# Whoever holds one of these sees a restricted case when named for its team.
TEAMWORK = ("work_cases", "approve_cases")


class PeopleField(Several):
    """Members of staff, by their names; the accounts tell two of one name apart."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return the name with the account."""
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else str(obj.get_username())


def staff(permissions: Sequence[str]) -> QuerySet[User]:
    """Return the active members of staff who hold one of these permissions."""
    held = Q()
    for permission in permissions:
        holders = User.objects.with_perm(f"feedback.{permission}", include_superusers=False)
        held |= Q(pk__in=holders.values("pk"))
    people = User.objects.filter(held, is_active=True)
    return people.order_by("last_name", "first_name", "username")


class TeamForm(ActForm):
    """An act that says who sees the case. Nobody the matter is about is offered."""

    team = PeopleField(
        label=_("Who else sees it"),
        required=False,
        help_text=_("Beside the standing team of its sphere."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = staff(TEAMWORK).exclude(pk__in=self.case.barred.values("pk"))
        self.fields["team"].queryset = offered  # type: ignore[attr-defined]

    def prefill(self) -> dict[str, Any]:
        """Return who is of the team now."""
        return {"team": [user.pk for user in self.case.team.all()], "sphere": self.case.sphere}


class RestrictForm(TeamForm):
    sphere = forms.ChoiceField(label=_("Kind of matter"), widget=forms.RadioSelect)
    reason = LongText(label=_("Reason"), required=False, rows=4)

    field_order = ("version", "sphere", "team", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spheres = [one for one in Sphere if (one == Sphere.DISPUTE) == self.case.dispute]
        self.fields["sphere"].choices = [(one.value, one.label) for one in spheres]  # type: ignore[attr-defined]

    def notice(self) -> str:
        """Say to whom the case is lost."""
        return gettext(
            "Everybody else loses sight of the case at once, in lists, counts and searches too; you "
            "as well, unless you are of the team or named here. Where nobody is named for a kind of "
            "matter, the complaint office goes on seeing it."
        )

    def do(self, case: Case, by: User) -> Any:
        """Show the case to its team only."""
        said = self.cleaned_data
        return services.restrict(
            case, by=by, sphere=said["sphere"], team=said["team"], reason=said["reason"]
        )


class BarForm(ActForm):
    people = PeopleField(label=_("Whom the matter is about"))
    reason = LongText(label=_("Reason"), required=False, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = staff(READING).exclude(pk__in=self.case.barred.values("pk"))
        self.fields["people"].queryset = offered  # type: ignore[attr-defined]

    def do(self, case: Case, by: User) -> Any:
        """Keep these persons away from the case."""
        said = self.cleaned_data
        return services.bar(case, by=by, people=list(said["people"]), reason=said["reason"])


class UnbarForm(ActForm):
    people = PeopleField(label=_("Whom the matter is not about"))
    reason = LongText(label=_("Reason"), rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = self.case.barred.order_by("last_name", "username")  # type: ignore[attr-defined]

    def do(self, case: Case, by: User) -> Any:
        """Let these persons open the case again."""
        said = self.cleaned_data
        return services.unbar(case, by=by, people=list(said["people"]), reason=said["reason"])


class DisputeForm(TeamForm):
    reason = LongText(
        label=_("What is in dispute"),
        required=False,
        help_text=_("For the special group; the submitter does not see it."),
        rows=4,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        team.required, team.label = True, _("Special group")
        team.help_text = _(
            "It alone deals with the dispute, beside the standing team for disputes."
        )

    def notice(self) -> str:
        """Say what the mark brings about."""
        return gettext(
            "The case is then restricted to the special group, is never published and is kept from "
            "deletion, the hashes of its attachments are fixed, and a reply has to be approved. Next, "
            "deliver the route notice."
        )

    def do(self, case: Case, by: User) -> Any:
        """Mark the case as a medical dispute."""
        said = self.cleaned_data
        return services.dispute(case, by=by, team=list(said["team"]), reason=said["reason"])


class DeliverForm(ActForm):
    on = forms.DateField(label=_("Delivered on"), widget=DayInput())
    delivery = forms.ChoiceField(
        label=_("How it reached the submitter"), choices=Delivery.choices, widget=forms.RadioSelect
    )
    text = LongText(
        label=_("Remark for the submitter"),
        required=False,
        help_text=_("The submitter reads it on the own page, with the day and the way."),
        rows=3,
    )

    def prefill(self) -> dict[str, Any]:
        """Return today, by hand."""
        return {"on": timezone.localdate(), "delivery": Delivery.HAND}

    def do(self, case: Case, by: User) -> Any:
        """Note that the route notice was delivered."""
        said = self.cleaned_data
        return services.deliver(
            case, by=by, on=said["on"], delivery=said["delivery"], text=said["text"]
        )


class SealForm(ActForm):
    text = LongText(
        label=_("What was sealed, and in whose presence"),
        help_text=_("For example: which records, how many leaves, who signed, where it is kept."),
        rows=5,
    )

    def do(self, case: Case, by: User) -> Any:
        """Note what evidence was sealed."""
        return services.seal(case, by=by, text=self.cleaned_data["text"])


class ReasonForm(ActForm):
    """An act that needs nothing but its reason."""

    reason = LongText(label=_("Reason"), rows=4)
    act: Callable[..., Any]

    def do(self, case: Case, by: User) -> Any:
        """Do the act for this reason."""
        return self.act(case, by=by, reason=self.cleaned_data["reason"])


class HoldForm(ReasonForm):
    act = staticmethod(services.hold)


class ReleaseForm(ReasonForm):
    act = staticmethod(services.release)


class UnrestrictForm(ReasonForm):
    act = staticmethod(services.unrestrict)


class UndisputeForm(ReasonForm):
    act = staticmethod(services.undispute)
