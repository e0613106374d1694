"""What is asked when a measure is planned, and at each step of its way."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from feedback.improvement import Move
from feedback.models import Case, CaseCategory, Category, Department, Improvement
from feedback.office.fields import CategoryField, DayInput, Several
from feedback.office.forms.act import HIGHEST
from feedback.office.keeping import Person
from feedback.office.neutral import NeutralLine, NeutralText
from feedback.services import improving
from feedback.services.improving import Plan
from feedback.vocabulary import Effect
from portal.models import User

# So many cases of the same kind are offered to be ticked, and so many may be named at once.
OFFERED, NAMED = 20, 50
REFERENCE = re.compile(r"[A-Za-z]{2}-\d{4}-\d{6}")


class DepartmentField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has none at run time
    def label_from_instance(self, obj: Any) -> str:
        """Name it in the language of the page."""
        return str(obj.label)


class PlanForm(forms.Form):
    """A measure as it is planned."""

    title = NeutralLine(
        label=_("Title"),
        max_length=120,
        help_text=_("For example: “Shorter queues at the blood test on Monday mornings”."),
    )
    problem = NeutralText(
        label=_("Problem"),
        rows=4,
        help_text=_(
            "What goes wrong, how often, since when, by which count. For example: “In three months 14 "
            "people told us that they waited over an hour; nearly all on Mondays before ten.” Nobody "
            "is named."
        ),
    )
    cause = NeutralText(
        label=_("Cause"),
        rows=4,
        required=False,
        help_text=_(
            "Why it happens; ask “why” until it is something that can be changed. For example: “All "
            "wards send their patients at eight, and two of five windows open at nine.”"
        ),
    )
    measure = NeutralText(
        label=pgettext_lazy("of improvement", "Measure"),
        rows=4,
        help_text=_(
            "What is done differently, and by what one will see that it helps. For example: “Five "
            "windows from half past seven on Mondays; looked at: the waiting time of the queue "
            "system.”"
        ),
    )
    category = CategoryField(
        Category.objects.none(), label=_("Category"), required=False, empty_label=_("none")
    )
    department = DepartmentField(
        Department.objects.none(),
        label=_("Responsible department"),
        empty_label=_("please choose"),
        help_text=_("Its contacts read the measure."),
    )
    owner = Person(
        User.objects.none(),
        label=pgettext_lazy("of a measure", "Owner"),
        required=False,
        empty_label=pgettext_lazy("of a measure", "nobody yet"),
        help_text=_("Who carries it out and reports it as done; somebody who works on cases."),
    )
    due_on = forms.DateField(label=_("Carried out by"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.subjects()  # type: ignore[attr-defined]
        departments = Department.objects.filter(active=True)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["owner"].queryset = improving.possible_owners()  # type: ignore[attr-defined]

    @property
    def plan(self) -> Plan:
        """Return what was planned."""
        return Plan(**{name: self.cleaned_data[name] for name in PLANNED})


PLANNED = ("title", "problem", "cause", "measure", "category", "department", "owner", "due_on")


class Versioned(forms.Form):
    """What was read when the form was shown; and the step itself."""

    version = forms.IntegerField(min_value=1, max_value=HIGHEST, widget=forms.HiddenInput)
    # What the button says.
    verb: Any = _("Save")
    # What has to be known before; one sentence.
    hint: Any = ""

    def __init__(self, *args: Any, measure: Improvement, user: User, **kwargs: Any) -> None:
        self.improvement, self.user = measure, user
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", measure.version)

    def do(self) -> Any:
        """Take the step."""
        raise NotImplementedError


class ChangeForm(PlanForm, Versioned):
    """The plan once more, to be changed."""

    hint = _(
        "Everything can be changed while it is planned; what stood here before stays readable."
    )

    def __init__(self, *args: Any, measure: Improvement, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        for name in PLANNED:
            self.initial.setdefault(name, getattr(measure, name))
        # What is used no more elsewhere may stay here.
        kept = Department.objects.filter(pk=measure.department_id)
        self.fields["department"].queryset |= kept  # type: ignore[attr-defined]

    def do(self) -> Any:
        """Change the plan."""
        return improving.change(self.improvement, self.plan, by=self.user)


class CarryOutForm(Versioned):
    verb = _("Begin to carry it out")
    hint = _("From now on the plan stands; only its due date can still be put off, with a reason.")
    text = NeutralText(label=_("Remark"), rows=3, required=False)

    def do(self) -> Any:
        """Begin."""
        return improving.carry_out(self.improvement, by=self.user, text=self.cleaned_data["text"])


class PostponeForm(Versioned):
    verb = _("Put it off")
    due_on = forms.DateField(label=_("Carried out by"), widget=DayInput())
    reason = NeutralText(label=_("Why"), rows=3)

    def do(self) -> Any:
        """Put it off."""
        said = self.cleaned_data
        return improving.postpone(
            self.improvement, by=self.user, to=said["due_on"], reason=said["reason"]
        )


class DoneForm(Versioned):
    verb = _("Report as done")
    hint = _("The office then looks whether it helped.")
    on = forms.DateField(label=_("Done on"), widget=DayInput(), initial=timezone.localdate)
    text = NeutralText(
        label=_("What was done"),
        rows=4,
        help_text=_(
            "So that somebody can go and see it. For example: “Since Monday five windows open at "
            "7.30; the roster of the laboratory was changed for good.”"
        ),
    )

    def do(self) -> Any:
        """Report it."""
        said = self.cleaned_data
        return improving.done(self.improvement, by=self.user, on=said["on"], text=said["text"])


class EvaluateForm(Versioned):
    verb = _("Evaluate")
    looked_at = NeutralText(
        label=_("What was looked at"),
        rows=3,
        help_text=_(
            "Which count, before and after, over which months; who went to see. Without it nobody can "
            "follow the judgement."
        ),
    )
    effect = forms.ChoiceField(label=_("Effect"), choices=Effect.choices, widget=forms.RadioSelect)
    evaluation = NeutralText(
        label=_("What follows from it"),
        rows=4,
        help_text=_("What became standard, or what is tried next."),
    )

    def do(self) -> Any:
        """Judge it."""
        said = {name: self.cleaned_data[name] for name in ("effect", "looked_at", "evaluation")}
        return improving.evaluate(self.improvement, by=self.user, **said)


class ReopenForm(Versioned):
    verb = _("Plan the next turn")
    hint = _("The measure is planned once more; how the last turn went stays in its diary.")
    reason = NeutralText(label=_("Why"), rows=3)
    measure = NeutralText(
        label=pgettext_lazy("of improvement", "Measure"), rows=4, help_text=_("What is tried now.")
    )
    due_on = forms.DateField(label=_("Carried out by"), widget=DayInput())

    def __init__(self, *args: Any, measure: Improvement, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        self.initial.setdefault("measure", measure.measure)

    def do(self) -> Any:
        """Plan anew."""
        said = {name: self.cleaned_data[name] for name in ("reason", "measure", "due_on")}
        return improving.reopen(self.improvement, by=self.user, **said)


class GiveUpForm(Versioned):
    verb = _("Give it up")
    reason = NeutralText(label=_("Why"), rows=3)

    def do(self) -> Any:
        """Give it up."""
        return improving.give_up(self.improvement, by=self.user, reason=self.cleaned_data["reason"])


class HandOverForm(Versioned):
    verb = _("Hand over")
    owner = Person(User.objects.none(), label=pgettext_lazy("of a measure", "Owner"))
    text = NeutralText(label=_("Remark"), rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = improving.possible_owners().exclude(pk=self.improvement.owner_id)
        self.fields["owner"].queryset = others  # type: ignore[attr-defined]

    def do(self) -> Any:
        """Hand it over."""
        said = self.cleaned_data
        return improving.hand_over(
            self.improvement, by=self.user, to=said["owner"], text=said["text"]
        )


class CaseChoices(Several):
    def label_from_instance(self, obj: Any) -> str:
        """Show the reference with the office's own line."""
        return f"{obj.reference} {obj.gist}".strip()


class LinkForm(Versioned):
    verb = _("Add these cases")
    hint = _("Only who may open a case sees that it is linked here.")
    references = forms.CharField(
        label=_("References"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Like TS-2026-000123; several with a space or a line break between them."),
    )
    cases = CaseChoices(
        Case.objects.none(),
        label=_("Cases of the same category and department, the newest first"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = alike(self.improvement, self.user)
        self.fields["cases"].queryset = found  # type: ignore[attr-defined]
        if not found.exists():
            del self.fields["cases"]

    def clean_references(self) -> list[Case]:
        """Find the cases named; what this person may not open is not there."""
        named = [one.upper() for one in REFERENCE.findall(self.cleaned_data["references"])]
        if self.cleaned_data["references"].strip() and not named:
            raise forms.ValidationError(gettext("Write references like TS-2026-000123."))
        if len(named) > NAMED:
            raise forms.ValidationError(
                gettext("Name at most %(number)d cases at once.") % {"number": NAMED}
            )
        found = list(Case.objects.visible_to(self.user).filter(reference__in=named))
        missing = set(named) - {case.reference for case in found}
        if missing:
            sentence = gettext("There is no case %(reference)s that you may open.")
            raise forms.ValidationError(sentence % {"reference": min(missing)})
        return found

    def do(self) -> Any:
        """Add them."""
        cases = [*self.cleaned_data["references"], *self.cleaned_data.get("cases", ())]
        return improving.link(self.improvement, by=self.user, cases=cases)


def alike(improvement: Improvement, user: User) -> Any:
    """Return the newest cases of the same category and department that are not linked yet."""
    if improvement.category_id is None:
        return Case.objects.none()
    subjects = CaseCategory.objects.filter(category=improvement.category_id)
    cases = Case.objects.visible_to(user).filter(
        pk__in=subjects.values("case_id"), lead=improvement.department_id
    )
    free = cases.exclude(improvements=improvement).order_by("-received_at", "-pk")
    numbers = list(free.values_list("pk", flat=True)[:OFFERED])
    return (
        Case.objects.filter(pk__in=numbers).only("pk", "reference", "gist").order_by("-received_at")
    )


class UnlinkForm(Versioned):
    verb = _("Take it out")
    case = forms.ModelChoiceField(Case.objects.none(), label=_("Case"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        linked = Case.objects.visible_to(self.user).filter(improvements=self.improvement)
        self.fields["case"].queryset = linked  # type: ignore[attr-defined]

    def do(self) -> Any:
        """Take it out."""
        return improving.unlink(self.improvement, by=self.user, case=self.cleaned_data["case"])


FORMS: dict[Move, type[Versioned]] = {
    Move.CHANGE: ChangeForm,
    Move.CARRY_OUT: CarryOutForm,
    Move.POSTPONE: PostponeForm,
    Move.DONE: DoneForm,
    Move.EVALUATE: EvaluateForm,
    Move.REOPEN: ReopenForm,
    Move.GIVE_UP: GiveUpForm,
    Move.HAND_OVER: HandOverForm,
    Move.LINK: LinkForm,
    Move.UNLINK: UnlinkForm,
}
# What is done with a measure, as its page offers it and its room is headed.
TITLES: dict[Move, Any] = {
    Move.CHANGE: _("Change the plan"),
    Move.CARRY_OUT: _("Begin to carry it out"),
    Move.POSTPONE: _("Put it off"),
    Move.DONE: _("Report as done"),
    Move.EVALUATE: _("Evaluate the effect"),
    Move.REOPEN: _("Plan the next turn"),
    Move.GIVE_UP: _("Give it up"),
    Move.HAND_OVER: _("Hand to another owner"),
    Move.LINK: _("Add cases"),
    Move.UNLINK: _("Take a case out"),
}
