"""The wording of notices: the hospital's own words for each occasion, and the finished message to look at."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView, PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton

from feedback import mail, wordings
from feedback.models import Case, NoticeWording
from feedback.office.keeping import ListViewSet
from feedback.vocabulary import STAFF_NEWS, News

NAME = "notice-wordings"
TEMPLATE_CODE = re.compile(r"[A-Za-z0-9_\-]+")
# Stands where a case's own reference will stand.
SAMPLE = "TS-2026-000000"


@dataclass(frozen=True)
class Message:
    """A finished message in one language."""

    code: str
    language: str
    subject: str
    body: str
    text: str


def messages_for(occasion: News, own: NoticeWording | None) -> list[Message]:
    """Return what goes out on an occasion, in each language."""
    return [_message(occasion, own, code, str(name)) for code, name in settings.LANGUAGES]


def _message(occasion: News, own: NoticeWording | None, code: str, name: str) -> Message:
    site = wordings.site()
    with translation.override(code):
        values = mail.told(site, Case(pk=0, reference=SAMPLE))
        subject = wordings.subject(occasion, values["portal"])
        body = wordings.body(occasion, values, own)
        text = "" if occasion in STAFF_NEWS else _text(wordings.text_values(site)["portal"])
    return Message(code, name, subject, body, text)


def _text(portal: str) -> str:
    sign = f"【{settings.SMS_SIGN_NAME}】" if settings.SMS_SIGN_NAME else ""
    return sign + suggested(portal)


def suggested(portal: str) -> str:
    """Return the text to have approved by the gateway; the name of the portal is all it fills in."""
    said = _("%(portal)s has news for you. To read it, please open the portal with your code.")
    return said % {"portal": portal}


class WordingForm(WagtailAdminModelForm):
    """An empty field means our words; whatever braces hold must be something we can fill in."""

    class Meta:
        model = NoticeWording
        fields = ("occasion", "body", "body_en", "sms_template")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("body", "body_en"):
            self.fields[name].required = False
            self.fields[name].widget = forms.Textarea(attrs={"rows": 8})
            self.fields[name].help_text = self._help()
        if self.instance.pk:
            self.fields["occasion"].disabled = True

    def _help(self) -> str:
        chosen = self.instance.occasion
        sets = [(wordings.fields_of(chosen))] if chosen else [wordings.FOR_ALL, wordings.FOR_STAFF]
        names = [" ".join(f"{{{name}}}" for name in one) for one in sets]
        return _(
            "Filled in: %(fields)s. Why somebody gets the mail, and that a machine sends it, is added "
            "below. Left empty, our words are used."
        ) % {"fields": _(", or to colleagues: ").join(names)}

    def clean_body(self) -> str:
        """Refuse what cannot be filled in."""
        return self._checked("body")

    def clean_body_en(self) -> str:
        """Refuse what cannot be filled in."""
        return self._checked("body_en")

    def _checked(self, name: str) -> str:
        words: str = self.cleaned_data[name].strip()
        occasion = self.cleaned_data.get("occasion")
        if not words or not occasion:
            return words
        if wrong := wordings.unknown(words, occasion):
            raise forms.ValidationError(
                _("This cannot be filled in: %(fields)s.") % {"fields": _(", ").join(wrong)}
            )
        needed = wordings.needed_in(occasion)
        if f"{{{needed}}}" not in words:
            raise forms.ValidationError(
                _("Please write %(field)s somewhere, so that people find the page.")
                % {"field": f"{{{needed}}}"}
            )
        return words

    def clean_sms_template(self) -> str:
        """Refuse what is no code, and a text message to colleagues."""
        code: str = self.cleaned_data["sms_template"].strip()
        if code and not TEMPLATE_CODE.fullmatch(code):
            raise forms.ValidationError(_("A template code looks like SMS_123456789."))
        if code and self.cleaned_data.get("occasion") in STAFF_NEWS:
            raise forms.ValidationError(_("Colleagues are written to by e-mail only."))
        return code

    def clean(self) -> Any:
        """Refuse a wording that says nothing."""
        cleaned = super().clean()
        said = [name for name in ("body", "body_en", "sms_template") if cleaned.get(name)]
        if not said and not self.errors:
            raise forms.ValidationError(_("Write your own words, or a template code."))
        return cleaned


class Previewing:
    """Shows the finished message above the form; the button “Preview” shows what is typed, unsaved."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save it, unless it was only to be looked at."""
        if "preview" not in self.request.POST:  # type: ignore[attr-defined]
            return super().form_valid(form)  # type: ignore[misc,no-any-return]
        shown = messages_for(News(form.instance.occasion), form.instance)
        context = self.get_context_data(form=form, shown=shown, unsaved=True)  # type: ignore[attr-defined]
        return self.render_to_response(context)  # type: ignore[attr-defined,no-any-return]


class AddWording(Previewing, CreateView):
    def get_initial(self) -> dict[str, Any]:
        """Begin with the occasion one came from."""
        return {**super().get_initial(), "occasion": self.request.GET.get("occasion", "")}


class EditWording(Previewing, EditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what goes out today."""
        if "shown" not in kwargs:
            saved = NoticeWording.objects.get(pk=self.object.pk)
            kwargs["shown"] = messages_for(News(saved.occasion), saved)
        return super().get_context_data(**kwargs)  # type: ignore[no-any-return]


class WordingIndex(IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        """Lead to the messages as they go out."""
        url = reverse(f"{NAME}:preview", args=[News.RECEIPT])
        return [
            *super().header_buttons,
            HeaderButton(_("See all messages"), url=url, icon_name="view"),
        ]


class Preview(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The finished message of one occasion, with the way to all others."""

    model = NoticeWording
    any_permission_required = ("add", "change", "view")
    template_name = "feedback/office/wording.html"
    header_icon = "mail"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Messages as they go out")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the list."""
        label = str(NoticeWording._meta.verbose_name_plural)
        way = [{"url": reverse(f"{NAME}:index"), "label": label.capitalize()}]
        return [*way, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the message, and whose words it has."""
        if kwargs["occasion"] not in News.values:
            raise Http404
        occasion = News(kwargs["occasion"])
        own = NoticeWording.objects.filter(occasion=occasion).first()
        return super().get_context_data(
            **kwargs,
            chosen=occasion,
            occasions=list(News),
            own=own,
            shown=messages_for(occasion, own),
        )


class WordingViewSet(ListViewSet):
    """Officers write, look and delete; without a row our own words go out."""

    model = NoticeWording
    model_form = WordingForm
    name = NAME
    icon = "mail"
    index_view_class = WordingIndex
    add_view_class = AddWording
    edit_view_class = EditWording
    list_display = (
        "__str__",
        Column("sms_template", label=gettext_lazy("Template code")),
    )
    create_template_name = edit_template_name = "feedback/office/wording_form.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the page on which the finished messages stand."""
        preview = Preview.as_view()
        return [
            *super().get_urlpatterns(),
            path("preview/<slug:occasion>/", preview, name="preview"),
        ]
