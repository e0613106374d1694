"""The small forms of the office, one for each act. Each does its act through `feedback.services`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback import services, vocabulary
from feedback.models import Case, CaseEvent, Category, Department
from feedback.office import wording
from feedback.office.fields import CategoriesField, CategoryField, LongText
from feedback.services.handling import Subject
from feedback.vocabulary import Act, CareStage, DeclineReason, Harm, Measure, Priority, Severity
from portal.models import User


class ActForm(forms.Form):
    """An act without questions. `version` is what the person had read when the form was shown."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.initial.setdefault("version", case.version)
        for name, value in self.prefill().items():
            self.initial.setdefault(name, value)

    def prefill(self) -> dict[str, Any]:
        """Return what is known already."""
        return {}

    def do(self, case: Case, by: User) -> Any:
        """Do the act."""
        raise NotImplementedError

    def latest_draft(self) -> str:
        """Return the text of the last drafted reply, or nothing."""
        drafts = self.case.diary.filter(act=Act.DRAFT).order_by("-seq")
        draft: CaseEvent | None = drafts.first()
        return draft.text if draft else ""


class AcceptForm(ActForm):
    def do(self, case: Case, by: User) -> Any:
        """Take the case up."""
        return services.accept(case, by=by)


class DeclineForm(ActForm):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )
    explanation = LongText(
        label=_("What the submitter will read"),
        help_text=_("Say why, in plain words, and where the matter can be taken instead."),
    )

    def do(self, case: Case, by: User) -> Any:
        """Say no, with the reason and the right route."""
        said = self.cleaned_data
        return services.decline(case, by=by, reason=said["reason"], explanation=said["explanation"])

    def suggested(self) -> "DeclineForm":
        """Return the form with helpful words for the chosen reason before what was typed."""
        reason, typed = self.data.get("reason", ""), self.data.get("explanation", "").strip()
        words = wording.explanation(reason, self.case.language)
        own = "" if typed in wording.explanations(self.case.language) else typed
        filled = {
            **self.data,
            "reason": reason,
            "explanation": "\n\n".join(filter(None, [words, own])),
        }
        return DeclineForm(initial=filled, case=self.case)


class ClassifyForm(ActForm):
    gist = forms.CharField(
        label=_("Gist"),
        max_length=120,
        required=False,
        help_text=_("One line of your own, without any personal data; the office searches by it."),
    )
    primary = CategoryField(
        Category.objects.none(), label=_("Primary category"), empty_label=_("please choose")
    )
    severity = forms.TypedChoiceField(
        label=_("Severity"), coerce=int, empty_value=None, required=False
    )
    care_stage = forms.ChoiceField(label=_("Stage of care"), required=False)
    harm = forms.TypedChoiceField(label=_("Harm"), coerce=int, empty_value=None, required=False)
    priority = forms.ChoiceField(
        label=_("Priority"), choices=Priority.choices, initial=Priority.ROUTINE
    )
    others = CategoriesField(Category.objects.none(), label=_("Further categories"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("primary", "others"):
            self.fields[name].queryset = Category.objects.subjects()  # type: ignore[attr-defined]
        for name, words in (("severity", Severity), ("care_stage", CareStage), ("harm", Harm)):
            self.fields[name].choices = [("", _("not said")), *words.choices]  # type: ignore[attr-defined]

    def prefill(self) -> dict[str, Any]:
        """Return the present classification."""
        rows = list(self.case.categories.all())
        primary = next((row for row in rows if row.primary), None)
        known: dict[str, Any] = {"gist": self.case.gist, "priority": self.case.priority}
        if primary:
            known |= {name: getattr(primary, name) for name in ("severity", "care_stage", "harm")}
            known["primary"] = primary.category_id
            known["others"] = [row.category_id for row in rows if not row.primary]
        return known

    def do(self, case: Case, by: User) -> Any:
        """Say what the case is about."""
        said = self.cleaned_data
        primary = Subject(
            said["primary"],
            severity=said["severity"],
            care_stage=said["care_stage"],
            harm=said["harm"],
        )
        others = [Subject(category) for category in said["others"] if category != said["primary"]]
        return services.classify(
            case,
            by=by,
            primary=primary,
            others=others,
            priority=said["priority"],
            gist=said["gist"],
        )


class AssignForm(ActForm):
    lead = forms.ModelChoiceField(
        Department.objects.filter(active=True),
        label=_("Responsible department"),
        empty_label=_("please choose"),
    )
    assisting = forms.ModelMultipleChoiceField(
        Department.objects.filter(active=True),
        label=_("Assisting departments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With several departments the longer deadline holds."),
    )
    instruction = LongText(
        label=_("What the departments are asked to find out"), required=False, rows=5
    )

    def prefill(self) -> dict[str, Any]:
        """Return who has it now, or whom the submitter named."""
        return {
            "lead": self.case.lead_id or self.case.about_id,
            "assisting": [department.pk for department in self.case.assisting.all()],
        }

    def do(self, case: Case, by: User) -> Any:
        """Ask the department to answer."""
        said = self.cleaned_data
        return services.assign(
            case,
            by=by,
            to=said["lead"],
            assisting=list(said["assisting"]),
            instruction=said["instruction"],
        )


class AskForm(ActForm):
    question = LongText(
        label=_("Your question"),
        help_text=_("The submitter reads it; the deadline rests until the answer."),
        rows=5,
    )

    def do(self, case: Case, by: User) -> Any:
        """Ask the submitter."""
        return services.ask(case, by=by, question=self.cleaned_data["question"])


class NoteForm(ActForm):
    text = LongText(label=pgettext_lazy("act", "Note"), help_text=_("For colleagues only."), rows=5)

    def do(self, case: Case, by: User) -> Any:
        """Write something down for colleagues."""
        return services.note(case, by=by, text=self.cleaned_data["text"])


class DraftForm(ActForm):
    answer = LongText(
        label=_("Proposed reply"),
        help_text=_("The complaint office reads it, mends it and sends it."),
        rows=12,
    )

    def prefill(self) -> dict[str, Any]:
        """Return the last draft, to be worked on."""
        return {"answer": self.latest_draft()}

    def do(self, case: Case, by: User) -> Any:
        """Propose a reply."""
        return services.draft(case, by=by, answer=self.cleaned_data["answer"])


class ReplyForm(DraftForm):
    answer = LongText(
        label=_("Reply"),
        help_text=_(
            "The submitter reads it as you send it: what was found, what was done, and what "
            "can be done by somebody who does not agree."
        ),
        rows=14,
    )

    def do(self, case: Case, by: User) -> Any:
        """Answer the submitter."""
        return services.reply(case, by=by, answer=self.cleaned_data["answer"])


class ReopenForm(ActForm):
    reason = LongText(
        label=_("Reason"),
        help_text=_("The submitter reads it; a new deadline runs from today."),
        rows=4,
    )

    def do(self, case: Case, by: User) -> Any:
        """Take the case up again."""
        return services.reopen(case, by=by, reason=self.cleaned_data["reason"])


class CloseForm(ActForm):
    measures = forms.MultipleChoiceField(
        label=_("Measures taken"),
        choices=Measure.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say which measures were taken, or that none was needed.")},
    )
    finding = LongText(
        label=_("Publishable finding"),
        required=False,
        help_text=_(
            "What was found, in words that may be published. Not in it: names of persons, exact "
            "dates, bed or record numbers, rare diseases, anything by which neighbours or "
            "colleagues would know who it was. Leave it empty if nothing should be published."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = vocabulary.outcomes_for(self.case.kind)
        rows = self.case.categories.select_related("category__parent")
        self.codes = {f"outcome_{row.category.code}": row.category.code for row in rows}
        for row in rows:
            self.fields[f"outcome_{row.category.code}"] = forms.ChoiceField(
                label=_("Outcome: %(category)s") % {"category": row.category.path},
                choices=[("", _("please choose")), *((one.value, one.label) for one in outcomes)],
                initial=row.outcome,
            )
        self.order_fields(["version", *self.codes, "measures", "finding"])

    def prefill(self) -> dict[str, Any]:
        """Return what an earlier closing said."""
        return {
            "finding": self.case.finding,
            "measures": [row.measure for row in self.case.measures.all()],
        }

    def do(self, case: Case, by: User) -> Any:
        """Close the case with what was found and done."""
        said = self.cleaned_data
        return services.close(
            case,
            by=by,
            outcomes={code: said[name] for name, code in self.codes.items()},
            measures=said["measures"],
            finding=said["finding"],
        )
