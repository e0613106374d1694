"""Periodic reports: a frozen release, and the editor's words around it.

A report shows numbers only while its release is public and still what was frozen. Otherwise it says
why, and keeps back the words too: they may repeat the numbers.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet

from portal.blocks import BodyBlock
from portal.charts import Chart
from portal.language import either
from portal.models import PortalPage
from portal.models.pages import ADDRESS_PANELS
from portal.pageform import PageForm
from transparency import cells, picturing
from transparency.models.drawn import drawn, kept
from transparency.models.release import Release
from transparency.models.statistics import StatisticsPage
from transparency.periods import Period
from transparency.series import Trend, compose
from transparency.tables import TITLES, Fact, Reading, Table

# Of the tables of a release these stand in a report; the months are those of the year so far.
TABLES = ("by_kind", "by_category")


class Part(NamedTuple):
    """A table of a report; without one, it would have said too little."""

    code: str
    heading: str
    # Of which months it speaks, where not of the report's own.
    over: str = ""
    table: Table | None = None
    drawing: Chart | None = None


class FiguresNotPublic(PermissionDenied):
    """The release of a report is not published, or was altered: the report cannot go out.

    As a `PermissionDenied` it becomes a refusal, never an error page, on every route of the admin.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*(args or (str(SENTENCE),)))


SENTENCE = _(
    "The figures of this report are not public, so it cannot go out. Publish the figures first: the "
    "way there stands at the top of this form. What you wrote is kept when you save the draft."
)


class ReportForm(PageForm):
    """The editor's form; it refuses to publish words around figures that are not public."""

    def clean(self) -> dict[str, Any]:
        """Say what is to be done first."""
        cleaned: dict[str, Any] = super().clean()
        if "action-publish" in self.data and not self.instance.figures_are_public:
            self.add_error(None, str(SENTENCE))
        return cleaned


class FiguresPanel(HelpPanel):
    """Tells the editor whether the figures are public, and leads whoever may publish them there."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what the account may do."""
            may_publish = self.request.user.has_perm("transparency.publish_release")
            return {**super().get_context_data(parent_context), "may_publish": may_publish}


class ReportPage(PortalPage):
    """The report of one period. Its figures come from the release; nobody can type a number into them."""

    release = models.ForeignKey(
        Release,
        on_delete=models.PROTECT,
        related_name="reports",
        editable=False,
        verbose_name=_("release of figures"),
    )
    opening = models.TextField(
        _("what stood out"),
        blank=True,
        help_text=_(
            "Three or four plain sentences before the figures: what was different, and why."
        ),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("after the figures"),
        blank=True,
        help_text=_("What was changed, what was learned, what comes next."),
    )

    parent_page_types = ["transparency.ReportIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False
    base_form_class = ReportForm
    template = "transparency/report_page.html"
    show_in_menus_default = False
    asks_back = True
    searched = ("title", "lead", "opening")
    content_panels = [
        FiguresPanel(template="transparency/office/report_figures.html"),
        *PortalPage.content_panels,
        FieldPanel("opening"),
        FieldPanel("body"),
    ]
    promote_panels = ADDRESS_PANELS

    class Meta:
        verbose_name = _("periodic report")
        verbose_name_plural = _("periodic reports")

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Publish or schedule a revision. Raises `FiguresNotPublic`, whoever asks."""
        if not self.figures_are_public:
            raise FiguresNotPublic
        super().publish(revision, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the figures, drawn once an edition: they are the same for everybody."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        of = f"report {self.release_id}"
        return {**context, **kept(of, self, request, lambda: self._found(request))}

    def _found(self, request: HttpRequest) -> dict[str, Any]:
        """Return the figures as HTML and what is said of them; nothing where none may be shown."""
        if not self.figures_are_public:
            return {"figures": None}
        so_far, correction = self.year_so_far, self.correction
        own = reading_of(self.release)
        with_year = reading_of(so_far) if so_far else None
        told = {
            "period": self.release.period.label,
            "reading": own,
            "beside": self._beside(own, with_year),
            "tables": list(parts_of(self.release, so_far)),
        }
        return {
            "figures": drawn("report_figures", self, request, told),
            "year_so_far": so_far,
            "correction": correction,
            "reason": correction and either(correction.reason, correction.reason_en),
            "statistics_page": self._beside_the_list(StatisticsPage),
        }

    def _beside(self, own: Reading, with_year: Reading | None) -> Table | None:
        period = self.release.period
        longer = Period(period.year, 1, period.last)
        return beside(own, period, with_year, longer) if with_year else None

    @property
    def figures_are_public(self) -> bool:
        """Say whether the public may read the release, and it still is what was frozen."""
        return self.release.published_at is not None and self.release.intact

    @property
    def year_so_far(self) -> Release | None:
        """Return the public figures from January to the end of the period, where that is more."""
        period = self.release.period
        longer = Period(period.year, 1, period.last)
        found = None if longer == period else self._public(longer).first()
        return found if found and found.intact else None

    @property
    def correction(self) -> Release | None:
        """Return the newest public version of the same period, where it is not this one."""
        later = self._public(self.release.period).filter(version__gt=self.release.version)
        found: Release | None = later.first()
        return found

    def _beside_the_list(self, kind: type[Page]) -> Page | None:
        """Return the live page of a kind that stands beside the list of reports."""
        overview = self.path[: -2 * self.steplen]
        return kind.objects.live().filter(path__startswith=overview).first()

    def _public(self, period: Period) -> Any:
        return Release.objects.published().of(self.release.hospital_id).over(period)

    @classmethod
    def open_to_search(cls) -> PageQuerySet:
        """Return those whose figures are public."""
        found = cls.objects.live().filter(release__published_at__isnull=False)
        return found.select_related("release__hospital")

    @property
    def may_be_found(self) -> bool:
        """Say whether its words may stand among the hits of a search."""
        return bool(self.live) and self.figures_are_public

    @property
    def kind_of_page(self) -> str:
        """Return the name of its kind."""
        return gettext("Report")

    @property
    def day_of_page(self) -> date | None:
        """Return the day it first went out."""
        return localdate(self.first_published_at) if self.first_published_at else None


class ReportIndexPage(PortalPage):
    """The list of periodic reports, the newest first."""

    parent_page_types = ["transparency.TransparencyPage"]
    subpage_types = ["transparency.ReportPage"]
    max_count_per_parent = 1
    template = "transparency/report_index_page.html"

    class Meta:
        verbose_name = _("list of reports")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the public reports whose figures are public too."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reports = ReportPage.objects.child_of(self).live().public().select_related("release")
        reports = reports.filter(release__published_at__isnull=False)
        return {**context, "reports": reports.order_by("-release__end", "release__start", "-pk")}


def reading_of(release: Release) -> Reading:
    """Return what a release says."""
    return Reading(release.document, release.parameters)


def parts_of(own: Release, so_far: Release | None) -> Iterator[Part]:
    """Yield the tables of a report. What is too small for a month is told of the year so far."""
    releases = [own, so_far] if so_far else [own]
    for code in TABLES:
        telling = next((one for one in releases if one.document.get(code)), None)
        heading = str(TITLES[code])
        if telling is None:
            yield Part(code, heading)
        else:
            reading = reading_of(telling)
            over = "" if telling is own else telling.period.label
            yield Part(code, heading, over, reading.table(code), picturing.rows(reading, code))
    longest = releases[-1]
    if longest.document.get(cells.MONTHS):
        months = compose({one.period: one.document for one in reversed(releases)})
        drawing = picturing.received(Trend(months, longest.period.months[-1]))
        table = reading_of(longest).table(cells.MONTHS)
        yield Part(cells.MONTHS, str(TITLES[cells.MONTHS]), "", table, drawing)


def beside(own: Reading, period: Period, so_far: Reading, longer: Period) -> Table:
    """Return the facts of a period with the year so far beside them."""
    rows = [
        [fact.label, _said(fact), _said(so_far.facts[code])] for code, fact in own.facts.items()
    ]
    rates = {code: rate for code, _label, rate in so_far.rates}
    rows += [[label, rate, rates.get(code, "–")] for code, label, rate in own.rates]
    caption = gettext("%(period)s, and the year so far") % {"period": period.label}
    return Table(
        caption,
        [gettext("Measure"), period.label, longer.label],
        rows,
        gettext("In brackets: between what the share may lie, by chance and by rounding."),
    )


def _said(fact: Fact) -> Any:
    """Return a fact for a cell: a count, or a share with its interval; None is withheld."""
    if not fact.is_share or fact.count is None or fact.of is None:
        return None if fact.is_share else fact.count
    if fact.share is None:
        return "–"
    return f"{fact.share.percent}% ({fact.share.low}–{fact.share.high}%)"
