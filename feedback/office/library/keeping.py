"""A closed case is taken into the library; a lesson is put better, or taken out again."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from feedback.models import Case, Category, Lesson
from feedback.office.acts import MOVED_ON
from feedback.office.fields import CategoryField
from feedback.office.library.rooms import LessonView
from feedback.office.neutral import NeutralLine, NeutralText
from feedback.office.rooms import CaseView
from feedback.services import library
from feedback.services.library import Words


class LessonForm(forms.Form):
    """What happened, how it was handled, what it teaches, what to practise."""

    title = NeutralLine(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("For example: “A telephone that nobody answered”."),
    )
    category = CategoryField(
        Category.objects.none(),
        label=gettext_lazy("Category"),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    happened = NeutralText(
        label=gettext_lazy("What happened"),
        rows=5,
        help_text=gettext_lazy(
            "In neutral words, without any person, place or exact date: “a patient”, “a ward”, “in "
            "spring”. Do not copy what was told."
        ),
    )
    handled = NeutralText(
        label=gettext_lazy("How it was handled"),
        rows=5,
        help_text=gettext_lazy(
            "What was looked into, what was found, what was done, how long it took."
        ),
    )
    learnt = NeutralText(
        label=gettext_lazy("What it teaches"),
        rows=4,
        help_text=gettext_lazy(
            "What went well and is worth repeating, or what to do otherwise next time. For example: "
            "“Say on the first day until when somebody will call, even when nothing is known yet.”"
        ),
    )
    training = NeutralText(
        label=gettext_lazy("Training note"),
        rows=3,
        required=False,
        help_text=gettext_lazy(
            "What to practise, with whom, how. For example: “Role play at the morning round: "
            "somebody has waited two hours.”"
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.subjects()  # type: ignore[attr-defined]

    @property
    def words(self) -> Words:
        """Return what was written."""
        return Words(**self.cleaned_data)


def prefilled(case: Case) -> dict[str, Any]:
    """Return what is known from the coded fields and the publishable finding, never from the story."""
    rows = list(case.categories.select_related("category"))
    primary = next((row.category for row in rows if row.primary), None)
    measures = _(", ").join(str(row.get_measure_display()) for row in case.measures.all())
    told = [(_("Outcome"), case.get_outcome_display()), (_("Measures taken"), measures)]
    lines = [
        _("%(name)s: %(value)s") % {"name": name, "value": value} for name, value in told if value
    ]
    return {"category": primary, "happened": case.finding, "handled": "\n".join(lines)}


class TakeView(CaseView):
    """Takes the case into the library."""

    template_name = "feedback/office/lesson_form.html"
    http_method_names = ["get", "post", "head"]

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Take into the case library")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or say why this case is not taken in."""
        self.check_keeper()
        if refusal := library.obstacle(self.case):
            return self.show(None, refusal=refusal, status=MOVED_ON)
        return self.show(LessonForm(initial=prefilled(self.case)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it in, or show the form again."""
        self.check_keeper()
        form = LessonForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            lesson = library.take(self.case, form.words, by=self.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        messages.success(request, _("The case is in the library now."))
        return redirect(reverse("office:lesson", args=[lesson.pk]))

    def check_keeper(self) -> None:
        """Let only the complaint office take cases in."""
        if not library.may_keep(self.user):
            raise PermissionDenied

    def show(self, form: LessonForm | None, *, status: int = 200, **more: Any) -> HttpResponse:
        """Show the form beside what is known."""
        context = self.get_context_data(form=form, case=self.case, back=self.address, **more)
        return self.render_to_response(context, status=status)


class KeepView(LessonView):
    """A room in which a lesson is changed."""

    def check_keeper(self) -> None:
        """Let only the complaint office change lessons."""
        if not library.may_keep(self.user):
            raise PermissionDenied


class ChangeView(KeepView):
    """Puts a lesson better."""

    template_name = "feedback/office/lesson_form.html"
    http_method_names = ["get", "post", "head"]

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Change the lesson")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        self.check_keeper()
        return self.show(LessonForm(initial=_said(self.lesson)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change it, or show the form again."""
        self.check_keeper()
        form = LessonForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            library.change(self.lesson, form.words, by=self.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        messages.success(request, _("The lesson is changed."))
        return redirect(self.address)

    def show(self, form: LessonForm) -> HttpResponse:
        """Show the form."""
        return self.render_to_response(self.get_context_data(form=form, back=self.address))


class RemoveView(KeepView):
    """Takes a lesson out of the library."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it out; the case stays as it is."""
        self.check_keeper()
        library.remove(self.lesson, by=self.user)
        messages.success(request, _("The lesson is out of the library; its case stays as it is."))
        return redirect(reverse("office:library"))


def _said(lesson: Lesson) -> dict[str, Any]:
    names = ("title", "category", "happened", "handled", "learnt", "training")
    return {name: getattr(lesson, name) for name in names}
