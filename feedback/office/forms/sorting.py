"""What a case is about, and how pressing it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case, CaseCategory, Category, Department
from feedback.office.fields import CategoryField, LongText
from feedback.office.forms.act import ActForm
from feedback.office.forms.orders import what_it_means
from feedback.services import orders, protection
from feedback.services.handling import Subject
from feedback.vocabulary import AgeBand, CareStage, Harm, Kind, Priority, Profession, Severity
from portal.models import User

# A matter touches two categories on average; so many more than one can be named at once.
FURTHER = 3
HOW = (("severity", Severity), ("care_stage", CareStage), ("harm", Harm))
LABELS = {"severity": _("Severity"), "care_stage": _("Stage of care"), "harm": _("Harm")}


class ClassifyForm(ActForm):
    gist = forms.CharField(
        label=_("Gist"),
        max_length=120,
        required=False,
        help_text=_("One line of your own, without any personal data; the office searches by it."),
    )
    about = forms.ModelChoiceField(
        Department.objects.filter(active=True),
        label=_("Department the matter is about"),
        required=False,
        empty_label=_("not known"),
        help_text=_("If somebody complains about it, its head can no longer open the case."),
    )

    age_band = forms.ChoiceField(
        label=_("Age of the patient"),
        choices=[("", _("not said")), *AgeBand.choices],
        required=False,
    )
    profession = forms.ChoiceField(
        label=_("Profession concerned"),
        choices=[("", _("not said")), *Profession.choices],
        required=False,
        help_text=_("For the figures only: a profession, never a person."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        self.rows = list(case.categories.select_related("category__parent"))
        super().__init__(*args, case=case, **kwargs)
        offered = self.offered()
        self.numbers = range(1 + max(FURTHER, len(self.rows)))
        for number in self.numbers:
            self.fields[f"category_{number}"] = CategoryField(
                offered,
                label=_("Further category") if number else _("Primary category"),
                empty_label=_("none") if number else _("please choose"),
                required=not number,
            )
            for name, words in HOW:
                self.fields[f"{name}_{number}"] = _how_serious(LABELS[name], words)

    def offered(self) -> QuerySet[Category]:
        """Return the categories to choose from: praise is of a field as a whole, not of a grievance in it."""
        if self.case.kind != Kind.COMPLIMENT:
            return Category.objects.subjects()
        fields = Category.objects.subjects().filter(confidential=False).values("parent")
        present = [row.category_id for row in self.rows]
        praised = Q(pk__in=fields, active=True) | Q(pk__in=present)
        return Category.objects.filter(praised).select_related("parent")

    def prefill(self) -> dict[str, Any]:
        """Return the present classification; the primary category stands first."""
        known: dict[str, Any] = {"gist": self.case.gist, "about": self.case.about_id}
        known |= {"age_band": self.case.age_band, "profession": self.case.profession}
        for number, row in enumerate(sorted(self.rows, key=_primary_first)):
            known[f"category_{number}"] = row.category_id
            known |= {f"{name}_{number}": getattr(row, name) for name, _words in HOW}
        if not self.rows and (meant := orders.suggestion(self.case)):
            known["category_0"] = meant.category_id
        return known

    def notice(self) -> str:
        """Say where a category that nobody has confirmed comes from."""
        return "" if self.rows else what_it_means(self.case)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return each category with how serious it is."""
        named = [(_heading(number), self._questions(number)) for number in self.numbers]
        figures = (gettext("For the figures"), [self["age_band"], self["profession"]])
        return [("", [self["gist"], self["about"]]), *named, figures]

    def folded(self) -> list[str]:
        """Return the further categories of which nothing is said: most cases have one category."""
        further = [number for number in self.numbers if number]
        return [
            _heading(number)
            for number in further
            if not any(field.value() for field in self._questions(number))
        ] + [gettext("For the figures")]

    def _questions(self, number: int) -> list[forms.BoundField]:
        names = ("category", *(name for name, _words in HOW))
        return [self[f"{name}_{number}"] for name in names]

    def do(self, case: Case, by: User) -> Any:
        """Say what the case is about; a category named twice counts once."""
        said = self.cleaned_data
        named = [number for number in self.numbers if said[f"category_{number}"]]
        subjects: dict[int, Subject] = {}
        for number in named:
            category = said[f"category_{number}"]
            how = {name: said[f"{name}_{number}"] for name, _words in HOW}
            subjects.setdefault(category.pk, Subject(category, **how))
        primary, *others = subjects.values()
        return services.classify(
            case,
            by=by,
            primary=primary,
            others=others,
            gist=said["gist"],
            about=said["about"],
            concerns={"age_band": said["age_band"], "profession": said["profession"]},
        )

    def afterwards(self, case: Case) -> str:
        """Warn of a unit that could not be given the case, since all its people are shut out."""
        if case.about is None or case.about_id == self.initial.get("about"):
            return ""
        try:
            protection.check_someone_may_open(case, case.about)
        except ValidationError:
            return gettext(
                "Nobody of “%(department)s” may open this case: the matter is about them. Assign it "
                "to somebody else."
            ) % {"department": case.about.label}
        return ""


def _heading(number: int) -> str:
    if not number:
        return gettext("Primary category")
    return gettext("Further category %(number)s") % {"number": number}


def _how_serious(label: Any, words: Any) -> forms.Field:
    choices = [("", _("not said")), *words.choices]
    if words is CareStage:
        return forms.ChoiceField(label=label, choices=choices, required=False)
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=False
    )


def _primary_first(row: CaseCategory) -> tuple[bool, int]:
    return (not row.primary, row.pk)


class PrioritiseForm(ActForm):
    priority = forms.ChoiceField(
        label=_("Priority"), choices=Priority.choices, widget=forms.RadioSelect
    )
    measures = LongText(
        label=pgettext_lazy("act", "What was done at once"),
        required=False,
        help_text=_(
            "Needed when patients are in danger: what keeps people from harm now, who was told, "
            "when experts will discuss it. Internal: the submitter does not see it."
        ),
        rows=5,
    )

    def prefill(self) -> dict[str, Any]:
        """Return the present priority."""
        return {"priority": self.case.priority}

    def do(self, case: Case, by: User) -> Any:
        """Say how pressing the case is."""
        said = self.cleaned_data
        return services.prioritise(
            case, by=by, priority=said["priority"], measures=said["measures"]
        )
