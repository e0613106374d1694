"""A case summary: what one closed case was about, without anybody in it, and the rule of two persons.

Nobody, a superuser included, makes a summary live that another account did not approve in exactly
that revision. The rule stands where the row is written, `CaseSummaryPage.save`, because every route
ends there; the editor's buttons only follow it. What writes past `save` (a bare UPDATE, a base
`Page` instance) reaches nobody either: pages, lists and feed show approved wording only.
"""

import hashlib
import json
from datetime import date
from typing import Any, cast

from django import forms
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PagePermissionTester, Revision, Workflow
from wagtail.query import PageQuerySet

from feedback.vocabulary import Kind, Outcome
from portal.gatepanel import GatePanel
from portal.models import PortalPage, User
from portal.models.pages import ADDRESS_PANELS
from portal.pageform import PageForm
from transparency.models.approval import Approval, NotApproved
from transparency.models.consented import ConsentPanel
from transparency.periods import MONTHS_OF_A_QUARTER, MONTHS_OF_A_YEAR, Period
from transparency.tables import category_choices, category_label

# Everything of a summary that the public can see, its address and what search engines get included.
PUBLISHED = (
    "title",
    "slug",
    "seo_title",
    "search_description",
    "lead",
    "kind",
    "category",
    "outcome",
    "month",
    "precision",
    "matter",
    "finding",
    "done_here",
    "done_for_others",
)
# A write to one of these changes what the public reads.
GUARDED = {*PUBLISHED, "live", "live_revision", "live_revision_id"}


class Precision(models.TextChoices):
    """How exactly the time of a matter is told: as coarsely as needed for it to hide among others."""

    MONTH = "month", _("The month")
    QUARTER = "quarter", _("The quarter")
    YEAR = "year", _("The year")


class SummaryForm(PageForm):
    """The editor's form: categories by name, a month for a date, no approval of one's own changes."""

    category = forms.ChoiceField(label=_("Category"), choices=category_choices)

    def clean_month(self) -> Any:
        """Keep the month and forget the day."""
        month = self.cleaned_data["month"]
        return month.replace(day=1) if month else month

    def clean(self) -> dict[str, Any]:
        """Refuse an approval that comes together with a change of the text."""
        cleaned: dict[str, Any] = super().clean()
        approves = (
            "action-workflow-action" in self.data
            and self.data.get("workflow-action-name") == "approve"
        )
        if approves and self.has_changed():
            self.add_error(
                None,
                _(
                    "You changed the text, so it is yours too and somebody else must approve it. "
                    "Save it as a draft, or undo your changes and approve what was submitted."
                ),
            )
        return cleaned


def time_of(month: date, precision: str) -> Period:
    """Return the month, its quarter or its year."""
    first = month.month - (month.month - 1) % MONTHS_OF_A_QUARTER
    spans = {
        Precision.QUARTER: (first, first + 2),
        Precision.YEAR: (1, MONTHS_OF_A_YEAR),
    }
    return Period(month.year, *spans.get(Precision(precision), (month.month, month.month)))


class SummaryPermissions(PagePermissionTester):
    """What an account may do with a summary: to publish it without review is nobody's right."""

    def can_publish(self) -> bool:
        """Offer no publish button anywhere; the workflow publishes what was approved."""
        return False

    def can_unschedule(self) -> bool:
        """Let those who publish other pages stop a schedule: taking back needs no second person."""
        return bool(super().can_publish())

    def can_set_view_restrictions(self) -> bool:
        """Let those who publish other pages close a summary to the public."""
        return bool(super().can_publish())


class Reviewed:
    """A page whose workflow is the privacy review, whatever is assigned to the tree above it."""

    @property
    def has_workflow(self) -> bool:
        """Say whether there is a review to submit to."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """Return the workflow that leads past a privacy review; without one nothing can go out."""
        return Workflow.objects.filter(
            active=True,
            workflow_tasks__task__active=True,
            workflow_tasks__task__privacyreviewtask__isnull=False,
        ).first()


class CaseSummaryQuerySet(PageQuerySet):
    """Questions about many summaries."""

    def published(self) -> "CaseSummaryQuerySet":
        """Return the live ones with their approvals, the newest first."""
        live = self.live().public().filter(approvals__isnull=False).distinct()
        newest = live.prefetch_related("approvals").order_by("-first_published_at", "-pk")
        return cast("CaseSummaryQuerySet", newest)


class CaseSummaryPage(Reviewed, PortalPage):
    """What was asked, found and done in one case, told without anybody who could be recognised."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    category = models.CharField(_("category"), max_length=10)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    month = models.DateField(
        _("month received"),
        help_text=_("Any day of the month. The public reads the month, the quarter or the year."),
    )
    precision = models.CharField(
        _("shown as"),
        max_length=8,
        choices=Precision,
        default=Precision.MONTH,
        help_text=_("At least five matters of this field must share it."),
    )
    matter = models.TextField(
        _("what was asked"),
        help_text=_(
            "The matter in your own words. Letters for people, months for dates, bands for ages."
        ),
    )
    finding = models.TextField(_("what was found"))
    done_here = models.TextField(_("what was done in this case"))
    done_for_others = models.TextField(
        _("what was done so that it does not happen to others"), blank=True
    )

    objects = PageManager.from_queryset(CaseSummaryQuerySet)()

    parent_page_types = ["transparency.SummaryIndexPage"]
    subpage_types: list[str] = []
    base_form_class = SummaryForm
    template = "transparency/summary_page.html"
    show_in_menus_default = False
    asks_back = True
    searched = ("title", "matter", "finding", "done_here", "done_for_others")
    content_panels = [
        ConsentPanel(template="transparency/office/consent.html"),
        GatePanel(),
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("outcome")]),
                FieldPanel("category"),
                FieldRowPanel([FieldPanel("month"), FieldPanel("precision")]),
            ],
            heading=_("From the record"),
        ),
        FieldPanel("matter"),
        FieldPanel("finding"),
        FieldPanel("done_here"),
        FieldPanel("done_for_others"),
    ]
    promote_panels = ADDRESS_PANELS

    class Meta:
        verbose_name = _("case summary")
        verbose_name_plural = _("case summaries")

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """Write the row, unless that would show the public what nobody else has approved.

        Not in `clean()`: Wagtail asks it for drafts of live pages as well, which must stay
        possible, and does not ask it for copies and aliases, which must not go out.
        """
        fields = kwargs.get("update_fields")
        if self._state.adding:
            # No revision exists yet that anybody could have approved: copies, aliases and
            # translations begin as drafts, however they were made.
            self.live, self.live_revision, self.has_unpublished_changes = False, None, True
            self.first_published_at = self.last_published_at = None
        elif self.live and (fields is None or not GUARDED.isdisjoint(fields)):
            self._must_be_approved()
        return super().save(clean=clean, **kwargs)

    def _must_be_approved(self) -> None:
        word = Approval.objects.filter(
            page_id=self.pk, revision_id=self.live_revision_id, fingerprint=self.fingerprint
        )
        if self.live_revision_id is None or not word.exists():
            raise NotApproved

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Publish or schedule an approved revision; the approval is the permission."""
        fingerprint = revision.as_object().fingerprint
        if not Approval.objects.filter(revision=revision, fingerprint=fingerprint).exists():
            raise NotApproved
        super().publish(revision, **{**kwargs, "skip_permission_checks": True})

    def update_aliases(self, **kwargs: Any) -> None:
        """Leave aliases alone: they have no revision that anybody could approve, so they stay drafts."""

    def permissions_for_user(self, user: User) -> SummaryPermissions:
        """Return what this account may do; publishing is not among it."""
        return SummaryPermissions(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; wording that nobody approved is not there."""
        if not self.is_approved:
            raise Http404
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return answer

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of everything the public would see."""
        content = {name: str(getattr(self, name) or "") for name in PUBLISHED}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @property
    def is_approved(self) -> bool:
        """Say whether this very wording was approved."""
        fingerprint = self.fingerprint
        return any(word.fingerprint == fingerprint for word in self.approvals.all())

    @property
    def when(self) -> Period:
        """Return the period the public reads."""
        return time_of(self.month, self.precision)

    @classmethod
    def open_to_search(cls) -> PageQuerySet:
        """Return what anybody has approved, with the approvals to compare its wording with."""
        return cls.objects.published()

    @property
    def may_be_found(self) -> bool:
        """Say whether this very wording was approved."""
        return self.is_approved

    @property
    def kind_of_page(self) -> str:
        """Return the name of its kind."""
        return gettext("Case summary")

    @property
    def day_of_page(self) -> date | None:
        """Return the day it first went out."""
        return localdate(self.first_published_at) if self.first_published_at else None

    @property
    def category_label(self) -> str:
        """Return the name of the category in the page's language."""
        return category_label(self.category)
