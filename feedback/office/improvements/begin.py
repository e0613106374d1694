"""A measure is planned: from nothing, from a case, or from a category of a report."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from feedback.models import Case, CaseCategory, Category, Improvement
from feedback.office.improvements.forms import PlanForm
from feedback.office.improvements.room import way_to_list
from feedback.office.rooms import OfficeView
from feedback.services import improving

# So many measures that run already are offered instead of a new one.
OFFERED = 8
LONGEST = 18


class BeginView(OfficeView):
    """The form for a new measure; `?case=` is the case it comes from, `?category=` a code."""

    template_name = "feedback/office/improvement_begin.html"
    http_method_names = ["get", "post", "head"]
    header_icon = "rotate"

    # The case it comes from.
    source: Case | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let only the office and the management plan."""
        if not improving.may_keep(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        self.source = self.case()
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name the room."""
        return _("New improvement measure")

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [*way_to_list(), (self.get_page_title(), reverse("office:improvement_begin"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form with what is known already."""
        return self.show(PlanForm(initial=self.prefill()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Plan it, or show the form again."""
        form = PlanForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            begun = improving.begin(form.plan, by=self.user, cases=filter(None, [self.source]))
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        messages.success(request, _("The measure is planned."))
        return redirect(reverse("office:improvement", args=[begun.pk]))

    def case(self) -> Case | None:
        """Return the case it comes from; one this person may not open does not exist."""
        number = self.request.GET.get("case", "")
        if not number:
            return None
        if not (number.isascii() and number.isdigit()) or len(number) > LONGEST:
            raise Http404
        case = Case.objects.visible_to(self.user).filter(pk=number).first()
        if case is None:
            raise Http404
        return case

    def prefill(self) -> dict[str, Any]:
        """Return category and department; of a restricted case nothing, since many read a measure."""
        case = self.source
        if case is None:
            code = self.request.GET.get("category", "")
            return {"category": Category.objects.subjects().filter(code=code).first()}
        if case.restricted:
            return {}
        rows = CaseCategory.objects.filter(case=case, primary=True).select_related("category")
        return {
            "category": next((row.category for row in rows), None),
            "department": case.lead_id or case.about_id,
        }

    def show(self, form: PlanForm) -> HttpResponse:
        """Show the form."""
        case = self.source
        context = self.get_context_data(
            form=form, case=case, running=self.running(case) if case else []
        )
        return self.render_to_response(context)

    def running(self, case: Case) -> list[Improvement]:
        """Return the measures to which this case could be added, those of its department first."""
        free = improving.visible_to(self.user).unfinished().exclude(cases=case)
        shown = free.select_related("department").order_by("due_on", "pk")
        codes = CaseCategory.objects.filter(case=case).values("category_id")
        alike = shown.filter(category__in=codes)[:OFFERED]
        return list(alike) or list(shown.filter(department=case.lead_id)[:OFFERED])
