"""One measure: what was planned, how far it is, its cases and its diary, and what can be done now."""

from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.admin import messages

from feedback import improvement as way
from feedback.improvement import Capacity, Move, WrongPhase
from feedback.models import Case, Improvement
from feedback.models.case import CaseQuerySet
from feedback.office.acts import MOVED_ON
from feedback.office.improvements import diary
from feedback.office.improvements.effect import before_and_after
from feedback.office.improvements.forms import FORMS, TITLES, Versioned
from feedback.office.rooms import OfficeView, may_enter, may_read_names
from feedback.services import improving
from feedback.vocabulary import Phase
from portal.buttons import hung

CASES_SHOWN = 100
TONES = {Phase.PLAN: "new", Phase.DO: "active", Phase.CHECK: "waiting"}
# The wheel as it is drawn: Deming's letters with their words.
WAY = (
    (Phase.PLAN, "P", pgettext_lazy("PDCA", "Plan")),
    (Phase.DO, "D", pgettext_lazy("PDCA", "Do")),
    (Phase.CHECK, "C", pgettext_lazy("PDCA", "Check")),
    (Phase.ACT, "A", pgettext_lazy("PDCA", "Act")),
)
# Reached by the cases themselves, not by the row of buttons.
NO_BUTTON = {Move.UNLINK}


class Button(NamedTuple):
    """Something that can be done with the measure now."""

    label: str
    url: str


class MeasureView(OfficeView):
    """A room that belongs to one measure. What this person may not read does not exist here."""

    improvement: Improvement
    capacities: frozenset[Capacity]
    header_icon = "rotate"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch the measure for those who work on cases."""
        if may_enter(request.user):
            self.fetch()
        return super().dispatch(request, *args, **kwargs)

    def fetch(self) -> None:
        """Read the measure anew."""
        seen = improving.visible_to(self.user).select_related(
            "department", "category__parent", "owner"
        )
        self.improvement = get_object_or_404(seen, pk=self.kwargs["pk"])
        self.capacities = improving.capacities(self.improvement, self.user)

    @property
    def address(self) -> str:
        """Return where the measure stands."""
        return reverse("office:improvement", args=[self.improvement.pk])

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [*way_to_list(), (self.improvement.title, self.address)]

    def cases(self) -> CaseQuerySet:
        """Return the linked cases this person may open."""
        return Case.objects.visible_to(self.user).filter(improvements=self.improvement)


class MeasurePage(MeasureView):
    """One measure as its readers see it."""

    template_name = "feedback/office/improvement.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Name it; a title names nobody."""
        return self.improvement.title

    def get_context_data(self, **kwargs: Any) -> Any:
        """Collect what stands on the page."""
        one, today, named = self.improvement, timezone.localdate(), may_read_names(self.user)
        linked = self.cases()
        shown = list(linked.only("pk", "reference", "gist", "stage")[: CASES_SHOWN + 1])
        return super().get_context_data(
            improvement=one,
            tone="overdue" if one.is_overdue(on=today) else TONES.get(Phase(one.phase), "done"),
            due=due_in_words(one, today=today),
            named=named,
            cases=shown[:CASES_SHOWN],
            number_of_cases=linked.count() if len(shown) > CASES_SHOWN else len(shown),
            diary=diary.entries(one, seen=shown, named=named),
            turn=one.diary.filter(act=Move.REOPEN).count() + 1,
            way=WAY,
            buttons=self.buttons(),
            hung=hung("register_measure_button", one, self.user),
            may_unlink=Capacity.KEEPER in self.capacities and one.phase != Phase.DROPPED,
            counted=before_and_after(one, self.user),
            **kwargs,
        )

    def buttons(self) -> list[Button]:
        """Return what this person can do with it now."""
        moves = way.open_moves(self.improvement.phase, self.capacities)
        return [
            Button(str(TITLES[move]), f"{self.address}{move.value}/")
            for move in moves
            if move not in NO_BUTTON
        ]


class MoveView(MeasureView):
    """One step of a measure. What was typed is never lost, whatever happened meanwhile."""

    template_name = "feedback/office/improvement_move.html"
    http_method_names = ["get", "post", "head"]
    move: Move = Move.CHANGE

    def get_page_title(self) -> str:
        """Name the step."""
        return str(TITLES[self.move])

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the measure."""
        return [*super().way_here(), (self.get_page_title(), self.request.path)]

    def form(self, *args: Any) -> Versioned:
        """Return the form of this step."""
        return FORMS[self.move](*args, measure=self.improvement, user=self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or say that the step is not open."""
        self.check_capacity()
        try:
            way.after(self.improvement.phase, self.move)
        except WrongPhase as refusal:
            return self.show(None, refusal=refusal.sentence, status=MOVED_ON)
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step, or show the form again."""
        self.check_capacity()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        self.improvement.version = form.cleaned_data["version"]
        try:
            form.do()
        except WrongPhase as refusal:
            return self.moved_on(refusal.sentence)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        messages.success(request, _("Written into the diary of the measure."))
        return redirect(self.address)

    def check_capacity(self) -> None:
        """Keep out those who may read the measure but not do this."""
        if not way.WHO[self.move] & self.capacities:
            raise PermissionDenied

    def moved_on(self, sentence: str) -> HttpResponse:
        """Say what happened meanwhile, and let what was typed be sent on what is now known."""
        self.fetch()
        typed = self.request.POST.copy()
        typed["version"] = str(self.improvement.version)
        return self.show(self.form(typed), refusal=sentence, status=MOVED_ON)

    def show(self, form: Versioned | None, *, status: int = 200, **more: Any) -> HttpResponse:
        """Show the page of this step."""
        counted = before_and_after(self.improvement, self.user) if self.is_judged else None
        context = self.get_context_data(
            form=form, improvement=self.improvement, counted=counted, **more
        )
        return self.render_to_response(context, status=status)

    @property
    def is_judged(self) -> bool:
        """Say whether the effect is being judged here."""
        return self.move == Move.EVALUATE


def way_to_list() -> list[tuple[str, str]]:
    """Return the way to the list of measures."""
    return [(_("Improvement measures"), reverse("office:improvements"))]


def due_in_words(improvement: Improvement, *, today: date) -> str:
    """Say how far away the due date is, as long as there is something to carry out."""
    if improvement.phase not in (Phase.PLAN, Phase.DO):
        return ""
    days = (improvement.due_on - today).days
    if days < 0:
        return ngettext("overdue by %(days)s day", "overdue by %(days)s days", -days) % {
            "days": -days
        }
    if days == 0:
        return _("due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
