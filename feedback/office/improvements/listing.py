"""The list of measures: what is overdue first, narrowed by a few questions, also as a file."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from feedback.models import Case, Category, Department, Improvement
from feedback.models.improvement import ImprovementQuerySet
from feedback.office import sheets
from feedback.office.fields import CategoryField
from feedback.office.improvements.forms import DepartmentField
from feedback.office.improvements.room import TONES, due_in_words, way_to_list
from feedback.office.neighbours import name_of
from feedback.office.rooms import OfficeView, may_read_names
from feedback.services import improving
from feedback.vocabulary import UNFINISHED, Effect, Phase
from portal.models import User

A_PAGE = 50
RUNNING = (Phase.PLAN, Phase.DO)


class Show:
    """Which measures are shown, as codes of the address."""

    OPEN, MINE, OVERDUE, ALL = "", "mine", "overdue", "all"


class ListForm(forms.Form):
    """What the list is narrowed to."""

    show = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[
            (Show.OPEN, gettext_lazy("all that are not finished")),
            (Show.MINE, gettext_lazy("mine")),
            (Show.OVERDUE, pgettext_lazy("measures", "overdue")),
            (Show.ALL, gettext_lazy("all, finished ones too")),
        ],
    )
    phase = forms.ChoiceField(
        label=gettext_lazy("Phase"),
        required=False,
        choices=[("", gettext_lazy("any")), *Phase.choices],
    )
    department = DepartmentField(
        Department.objects.all(),
        label=gettext_lazy("Department"),
        required=False,
        empty_label=gettext_lazy("any"),
    )
    category = CategoryField(
        Category.objects.subjects(),
        label=gettext_lazy("Category"),
        required=False,
        empty_label=gettext_lazy("any"),
    )

    def narrow(self, measures: ImprovementQuerySet, user: User) -> ImprovementQuerySet:
        """Return those that were asked for; a choice there is not asks for nothing."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("phase", "department", "category"):
            if name in said:
                measures = measures.filter(**{name: said[name]})
        return self._shown(measures, said.get("show", ""), user, phase="phase" in said)

    def _shown(
        self, measures: ImprovementQuerySet, show: str, user: User, *, phase: bool
    ) -> ImprovementQuerySet:
        if show == Show.MINE:
            return measures.unfinished().filter(owner=user)
        if show == Show.OVERDUE:
            return measures.overdue(on=timezone.localdate())
        return measures if show == Show.ALL or phase else measures.unfinished()

    def query(self) -> str:
        """Return what was chosen as it stands in an address."""
        chosen = {name: self.data.get(name) for name in self.fields if self.cleaned_data.get(name)}
        return urlencode(chosen)


class ListView(OfficeView):
    """All measures this person may read."""

    template_name = "feedback/office/improvements.html"
    http_method_names = ["get", "head"]
    header_icon = "rotate"

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Improvement measures")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return way_to_list()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, or hand it out as a file."""
        self.asked = ListForm(request.GET)
        seen = improving.visible_to(self.user)
        self.measures = in_order(self.asked.narrow(seen, self.user), self.user)
        if (wanted := request.GET.get("format")) in {"csv", "xlsx"}:
            made = sheets.as_xlsx if wanted == "xlsx" else sheets.as_csv
            named = may_read_names(self.user)
            rows = (_cells(one, named=named) for one in self.measures)
            return made(_headings(), rows, name="improvements")  # type: ignore[return-value]
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> Any:
        """Put a page of measures into the room."""
        page = Paginator(self.measures, A_PAGE).get_page(self.request.GET.get("page"))
        today = timezone.localdate()
        return super().get_context_data(
            form=self.asked,
            leaf=page,
            rows=[(one, due_in_words(one, today=today), _tone(one, today)) for one in page],
            query=self.asked.query(),
            is_narrowed=bool(self.asked.query()),
            named=may_read_names(self.user),
            may_begin=improving.may_keep(self.user),
            begin=reverse("office:improvement_begin"),
            **kwargs,
        )


def in_order(measures: ImprovementQuerySet, user: User) -> ImprovementQuerySet:
    """Put what is overdue first, then what runs, then the rest; with the number of cases seen."""
    late = Q(phase__in=RUNNING, due_on__lt=timezone.localdate())
    linked = Improvement.cases.through.objects.filter(
        improvement=OuterRef("pk"), case__in=Case.objects.visible_to(user).order_by().values("pk")
    )
    each = linked.order_by().values("improvement").annotate(number=Count("pk"))
    return (
        measures.select_related("department", "category__parent", "owner")
        .annotate(
            is_late=ExpressionWrapper(late, output_field=BooleanField()),
            is_open=ExpressionWrapper(Q(phase__in=UNFINISHED), output_field=BooleanField()),
            linked=Coalesce(Subquery(each.values("number")), 0),  # type: ignore[misc]
        )
        .order_by("-is_late", "-is_open", "due_on", "pk")
    )


def _tone(improvement: Improvement, today: Any) -> str:
    if improvement.is_overdue(on=today):
        return "overdue"
    return TONES.get(Phase(improvement.phase), "done")


def _headings() -> list[str]:
    return [
        _("Title"), _("Phase"), _("Problem"), _("Cause"), pgettext("of improvement", "Measure"), _("Category"),
        _("Department"), pgettext("of a measure", "Owner"), _("Carried out by"), _("Done on"), _("Evaluated on"), _("Effect"),
        _("What follows from it"), _("Cases"),
    ]  # fmt: skip


def _cells(one: Improvement, *, named: bool) -> list[Any]:
    return [
        one.title,
        one.get_phase_display(),
        one.problem,
        one.cause,
        one.measure,
        one.category.path if one.category else "",
        one.department.label,
        name_of(one.owner) if one.owner and named else "",
        one.due_on,
        one.done_on,
        one.evaluated_on,
        Effect(one.effect).label if one.effect else "",
        one.evaluation,
        one.linked,  # type: ignore[attr-defined]
    ]


def of_case(case: Case, user: User) -> Iterator[Improvement]:
    """Yield the measures a case led to, as far as this person may read them."""
    yield from improving.visible_to(user).filter(cases=case).select_related("department")
