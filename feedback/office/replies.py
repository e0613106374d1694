"""Reply templates: the list the office keeps, and how one is put above what somebody has typed."""

from typing import Any, NamedTuple

from django import forms
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn

from feedback import wordings
from feedback.models import Case, ReplyTemplate
from feedback.office.fields import GAP, with_gaps
from feedback.office.forms.act import ActForm
from feedback.office.keeping import ListViewSet
from feedback.vocabulary import Act

FIELDS = ("reference", "received", "due", "department", "hospital", "telephone")
# No number of a template has more digits; Python refuses to read very many.
LONGEST = 19
# Which templates are offered at which desk, and into which field their words go.
USED: dict[str, tuple[str, str]] = {
    Act.REPLY: (ReplyTemplate.Use.REPLY, "answer"),
    Act.DRAFT: (ReplyTemplate.Use.REPLY, "answer"),
    Act.ASK: (ReplyTemplate.Use.ASK, "question"),
    Act.DECLINE: (ReplyTemplate.Use.DECLINE, "explanation"),
    Act.RESTATE: (ReplyTemplate.Use.RESTATE, "problem"),
}


class TemplateForm(WagtailAdminModelForm):
    """Only what can be filled in may stand in braces."""

    class Meta:
        model = ReplyTemplate
        fields = ("title", "use", "kind", "category", "text", "text_en", "active", "sort")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = " ".join(f"{{{name}}}" for name in FIELDS)
        for name in ("text", "text_en"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 10})
            self.fields[name].help_text = _("Filled in: %(fields)s.") % {"fields": known}

    def clean_text(self) -> str:
        """Refuse what cannot be filled in."""
        return self._checked("text")

    def clean_text_en(self) -> str:
        """Refuse what cannot be filled in."""
        return self._checked("text_en")

    def _checked(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        if wrong := unknown(words):
            said = _("This cannot be filled in: %(fields)s.")
            raise forms.ValidationError(said % {"fields": _(", ").join(wrong)})
        return words


class TemplateViewSet(ListViewSet):
    """The list, found by a word of the title or of the text."""

    model = ReplyTemplate
    model_form = TemplateForm
    name = "reply-templates"
    icon = "doc-full"
    list_display = (
        "title",
        "use",
        "kind",
        "category",
        BooleanColumn("active", label=gettext_lazy("active"), sort_key="active"),
    )
    list_filter = ("use", "kind", "active")
    search_fields = ("title", "text", "text_en")
    search_backend_name = None


class Group(NamedTuple):
    """Templates under one heading of the choice."""

    label: str
    templates: list[ReplyTemplate]


def unknown(words: str) -> list[str]:
    """Return what stands in braces and cannot be filled in, lone and full-width braces too."""
    words = words.replace("｛", "{").replace("｝", "}")
    wrong = [f"{{{name}}}" for name in wordings.FIELD.findall(words) if name not in FIELDS]
    return wrong + wordings.BRACE.findall(wordings.FIELD.sub("", words))


def offered(case: Case, act: str) -> list[Group]:
    """Return the templates for an act, those for the matter of this case first."""
    if act not in USED:
        return []
    use, _field = USED[act]
    matters = set(case.categories.values_list("category_id", "category__parent_id"))
    about = {number for pair in matters for number in pair}
    found = ReplyTemplate.objects.filter(active=True, use=use).defer("text", "text_en")
    fitting: list[ReplyTemplate] = []
    others: list[ReplyTemplate] = []
    for template in found:
        fits = template.kind in {"", case.kind} and template.category_id in {None, *about}
        (fitting if fits else others).append(template)
    fitting.sort(key=lambda one: (one.category_id is None, not one.kind))
    groups = (Group(_("For this case"), fitting), Group(_("Others"), others))
    return [group for group in groups if group.templates]


def words(template: ReplyTemplate, case: Case) -> str:
    """Return the words with everything filled in, in the submitter's language."""
    with translation.override(wordings.language(case.language)):
        english = (translation.get_language() or "").startswith("en")
        text = (template.text_en if english else "") or template.text
        return wordings.filled(with_gaps(text.replace("\r\n", "\n").strip()), _values(case))


def _values(case: Case) -> dict[str, str]:
    values = {
        "reference": case.reference,
        "received": date_format(case.received_on, "DATE_FORMAT") if case.date_known else "",
        "due": date_format(case.due_on, "DATE_FORMAT") if case.due_on else "",
        "department": case.lead.label if case.lead else "",
        "hospital": case.hospital.label,
        "telephone": wordings.site().telephone,
    }
    return {name: value or GAP for name, value in values.items()}


def put_in(form: ActForm, act: str) -> ActForm:
    """Return the form as it was typed, with the chosen words above what stood in its text."""
    data = form.data.dict() if hasattr(form.data, "dict") else dict(form.data)
    chosen, (use, field) = data.pop("template", ""), USED[act]
    active = ReplyTemplate.objects.filter(active=True, use=use)
    template = (
        active.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < LONGEST else None
    )
    typed = data.get(field, "").strip()
    above = words(template, form.case) if template else ""
    data[field] = "\n\n".join(filter(None, [above, typed]))
    return type(form)(initial=data, case=form.case)
