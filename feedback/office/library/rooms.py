"""The library to read: the list with its search, one lesson, several side by side, the training sheet."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from feedback.models import Case, Category, Lesson
from feedback.office import sheets
from feedback.office.fields import CategoryField
from feedback.office.library.coded import coded
from feedback.office.rooms import OfficeView, may_enter
from feedback.services import library
from portal.models import User

A_PAGE = 30
LEAST, MOST = 2, 4
SEARCHED = ("title", "happened", "handled", "learnt", "training")
# No number of a row has more digits.
LONGEST = 18


class SearchForm(forms.Form):
    """What is looked for. It is sent by POST: somebody may type a name to see that it is not there."""

    q = forms.CharField(label=pgettext_lazy("search", "Words"), required=False, max_length=80)
    category = CategoryField(
        Category.objects.subjects(),
        label=gettext_lazy("Category"),
        required=False,
        empty_label=gettext_lazy("any"),
    )

    def narrow(self, lessons: QuerySet[Lesson]) -> QuerySet[Lesson]:
        """Return those that hold each of the words."""
        if not self.is_valid():
            return lessons
        for word in self.cleaned_data["q"].split():
            anywhere = Q()
            for name in SEARCHED:
                anywhere |= Q(**{f"{name}__icontains": word})
            lessons = lessons.filter(anywhere)
        category = self.cleaned_data["category"]
        return lessons.filter(category=category) if category else lessons


def shelf(user: User) -> QuerySet[Lesson]:
    """Return the lessons this person may read, with what their list shows."""
    return library.visible_to(user).select_related("category__parent")


class LibraryView(OfficeView):
    """A room of the library."""

    header_icon = "doc-full"

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [(_("Case library"), reverse("office:library"))]


class ListView(LibraryView):
    """All lessons, or those with some words in them; also as a file."""

    template_name = "feedback/office/library.html"
    http_method_names = ["get", "post", "head"]

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Case library")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list page by page."""
        page = Paginator(shelf(self.user), A_PAGE).get_page(request.GET.get("page"))
        return self.show(list(page), form=SearchForm(), leaf=page)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show what was found, or hand it out as a file."""
        form = SearchForm(request.POST)
        found = form.narrow(shelf(self.user))
        if (wanted := request.POST.get("format")) in {"csv", "xlsx"}:
            made = sheets.as_xlsx if wanted == "xlsx" else sheets.as_csv
            return made(_headings(), _rows(list(found)), name="library")
        return self.show(list(found[: 10 * A_PAGE]), form=form, searched=True)

    def show(self, lessons: list[Lesson], **more: Any) -> HttpResponse:
        """Show these lessons."""
        facts = coded(lessons)
        rows = [(one, facts[one.pk]) for one in lessons]
        return self.render_to_response(self.get_context_data(rows=rows, most=MOST, **more))


def _headings() -> list[str]:
    return [
        _("Title"), _("Category"), _("Kind"), _("Severity"), _("Group of departments"),
        _("Days until the answer"), _("Outcome"), _("Measures taken"), _("What happened"),
        _("How it was handled"), _("What it teaches"), _("Training note"), _("Taken in on"),
    ]  # fmt: skip


def _rows(lessons: list[Lesson]) -> Iterator[list[Any]]:
    facts = coded(lessons)
    for one in lessons:
        category = one.category.path if one.category else ""
        told = [value for _name, value in facts[one.pk].rows()]
        words = [one.happened, one.handled, one.learnt, one.training]
        yield [one.title, category, *told, *words, timezone.localdate(one.at)]


class LessonView(LibraryView):
    """A room of one lesson."""

    lesson: Lesson

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch the lesson for those who work on cases."""
        if may_enter(request.user):
            self.lesson = get_object_or_404(shelf(self.user), pk=self.kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def address(self) -> str:
        """Return where the lesson stands."""
        return reverse("office:lesson", args=[self.lesson.pk])

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the lesson."""
        return [*super().way_here(), (self.lesson.title, self.address)]


class LessonPage(LessonView):
    """One lesson; who sees its case finds the way there."""

    template_name = "feedback/office/lesson.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Name it."""
        return self.lesson.title

    def get_context_data(self, **kwargs: Any) -> Any:
        """Collect what stands on the page."""
        seen = Case.objects.visible_to(self.user).filter(lesson=self.lesson)
        return super().get_context_data(
            lesson=self.lesson,
            facts=coded([self.lesson])[self.lesson.pk].rows(),
            source=seen.only("pk", "reference").first(),
            may_keep=library.may_keep(self.user),
            **kwargs,
        )


class SheetView(LessonPage):
    """A lesson as a sheet for a training, with a list for those who were there."""

    template_name = "feedback/office/lesson_sheet.html"

    def get_page_title(self) -> str:
        """Name the paper."""
        return pgettext("paper", "Training sheet")

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the lesson."""
        return [*super().way_here(), (self.get_page_title(), self.request.path)]

    def get_context_data(self, **kwargs: Any) -> Any:
        """Say when it was printed."""
        return super().get_context_data(today=timezone.localdate(), lines=range(6), **kwargs)


class CompareView(LibraryView):
    """Two to four lessons side by side."""

    template_name = "feedback/office/lesson_compare.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Compare cases")

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [*super().way_here(), (self.get_page_title(), self.request.path)]

    def get_context_data(self, **kwargs: Any) -> Any:
        """Put them side by side, or say how many may be chosen."""
        wanted = list(dict.fromkeys(filter(_is_number, self.request.GET.getlist("lesson"))))
        lessons = list(shelf(self.user).filter(pk__in=wanted[: MOST + 1]))
        fits = LEAST <= len(lessons) <= MOST
        refusal = _("Choose two to four cases to compare them.")
        return super().get_context_data(
            lessons=lessons if fits else [],
            rows=_side_by_side(lessons) if fits else [],
            refusal="" if fits else refusal,
            **kwargs,
        )


def _side_by_side(lessons: list[Lesson]) -> list[tuple[str, list[str]]]:
    facts = coded(lessons)
    columns = [
        [
            (_("Category"), one.category.path if one.category else ""),
            *facts[one.pk].rows(),
            (_("What happened"), one.happened),
            (_("How it was handled"), one.handled),
            (_("What it teaches"), one.learnt),
            (_("Training note"), one.training),
        ]
        for one in lessons
    ]
    return [(row[0][0], [cell for _name, cell in row]) for row in zip(*columns, strict=True)]


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) <= LONGEST
