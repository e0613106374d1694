"""An improvement notice: what patients said, what was changed because of it, and whether it worked."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.models import PortalPage
from portal.models.pages import ADDRESS_PANELS
from portal.pageform import PageForm
from transparency.models.drawn import drawn, kept
from transparency.models.evaluation import Baseline, Evaluation
from transparency.models.statistics import StatisticsPage
from transparency.models.told import Told
from transparency.tables import category_choices, category_label

IMPROVEMENTS_A_PAGE = 12


class Progress(models.TextChoices):
    """How far a measure is: the plan, do, check and act of an improvement."""

    PLANNED = "planned", _("Planned")
    UNDERWAY = "underway", _("Under way")
    DONE = "done", _("Done, not yet evaluated")
    EVALUATED = "evaluated", _("Evaluated")


# Somebody still has to do it.
PROMISED = (Progress.PLANNED, Progress.UNDERWAY)
# What the office's measure says, where a notice tells of one.
FOLLOWED = ("due", "progress", "done")
# What no revision brings back: it was counted, or it came from the office.
COUNTED = ("measure_number", "voices", "voices_counted")
# Chosen in the list like a point of progress.
OVERDUE = "overdue"


class ImprovementForm(PageForm):
    """The editor's form: a month for a date. The verdict is the system's, so nobody types one."""

    category = forms.ChoiceField(label=_("Category"), choices=category_choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.progress != Progress.EVALUATED:
            choices = [one for one in Progress.choices if one[0] != Progress.EVALUATED]
            self.fields["progress"].choices = choices
        if self.instance.measure_number is not None:
            for name in FOLLOWED:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("It follows the office's measure by itself.")

    def clean_due(self) -> date | None:
        """Keep the month and forget the day."""
        due: date | None = self.cleaned_data["due"]
        return due.replace(day=1) if due else due

    def clean_done(self) -> date | None:
        """Keep the month, which must have begun."""
        done: date | None = self.cleaned_data["done"]
        if done and done > localdate():
            raise forms.ValidationError(_("This month has not come yet."))
        return done.replace(day=1) if done else done

    def clean(self) -> dict[str, Any]:
        """Let month and progress agree, and nothing be moved after the figures were looked at."""
        cleaned: dict[str, Any] = super().clean()
        done, progress = cleaned.get("done"), cleaned.get("progress")
        if done and progress in PROMISED:
            self.add_error(
                "progress",
                _("You say in which month it was done: choose “Done, not yet evaluated”."),
            )
        if not done and progress == Progress.DONE and "done" not in self.errors:
            self.add_error(
                "done", _("Say in which month: only so can the figures tell whether it worked.")
            )
        self._refuse_to_move(cleaned)
        return cleaned

    def _refuse_to_move(self, cleaned: dict[str, Any]) -> None:
        baseline = self.instance.baseline if self.instance.pk else None
        if baseline is None:
            return
        for name in ("category", "done"):
            if name in cleaned and cleaned[name] != getattr(baseline, name):
                self.add_error(name, FIXED)


FIXED = _(
    "This is fixed since the figures before the measure were written down; otherwise the comparison could be chosen to please. Put it back as it was. For another measure write another notice."
)


class ImprovementQuerySet(PageQuerySet):
    """Questions about many improvement notices."""

    def newest(self) -> "ImprovementQuerySet":
        """Return the public ones, the newest first."""
        newest = self.live().public().order_by("-first_published_at", "-pk")
        return cast("ImprovementQuerySet", newest)

    def overdue(self) -> "ImprovementQuerySet":
        """Return those whose month is over and that are not done."""
        this_month = localdate().replace(day=1)
        return cast("ImprovementQuerySet", self.filter(progress__in=PROMISED, due__lt=this_month))


class ImprovementPage(PortalPage):
    """What patients said, why it was so, what was changed, who sees to it, and whether it worked."""

    category = models.CharField(_("category"), max_length=10)
    said = models.TextField(
        _("what patients told us"),
        help_text=_("What several people said, in your own words. Nobody must be recognisable."),
    )
    cause = models.TextField(_("why it was so"), blank=True)
    measure = models.TextField(_("what we change"))
    responsible = models.CharField(
        _("who sees to it"), max_length=80, help_text=_("The department, never a person.")
    )
    due = models.DateField(
        _("due month"),
        null=True,
        blank=True,
        help_text=_("Any day of the month; only the month is shown."),
    )
    progress = models.CharField(
        _("progress"), max_length=12, choices=Progress, default=Progress.PLANNED
    )
    # The measure of the office it tells of, by its number; what was done, when, comes from there.
    measure_number = models.PositiveBigIntegerField(null=True, editable=False, db_index=True)
    done = models.DateField(
        _("done in"),
        null=True,
        blank=True,
        help_text=_("Any day of the month. Fixed as soon as the effect is judged."),
    )
    # How many voices led to it, as shown: null is one to seven. Kept from when it was last counted.
    voices = models.PositiveIntegerField(_("voices"), null=True, editable=False)
    voices_counted = models.DateField(null=True, editable=False)
    evaluation = models.TextField(
        _("what we make of it"),
        blank=True,
        help_text=_("What the figures mean to you and what comes next; also when it did not work."),
    )

    objects = PageManager.from_queryset(ImprovementQuerySet)()

    parent_page_types = ["transparency.ImprovementIndexPage"]
    subpage_types: list[str] = []
    base_form_class = ImprovementForm
    template = "transparency/improvement_page.html"
    show_in_menus_default = False
    asks_back = True
    searched = ("title", "lead", "said", "cause", "measure", "responsible", "evaluation")
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("category"),
        FieldPanel("said"),
        FieldPanel("cause"),
        FieldPanel("measure"),
        FieldRowPanel([FieldPanel("responsible"), FieldPanel("due")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("progress"), FieldPanel("done")]),
                FieldPanel("evaluation"),
            ],
            heading=_("How far it is"),
        ),
    ]
    promote_panels = ADDRESS_PANELS

    class Meta:
        verbose_name = _("improvement notice")
        verbose_name_plural = _("improvement notices")

    def with_content_json(self, content: dict[str, Any]) -> "ImprovementPage":
        """Return a revision with what the row knows better: what was counted, and what is followed."""
        page: ImprovementPage = super().with_content_json(content)
        for name in COUNTED + (FOLLOWED if self.measure_number is not None else ()):
            setattr(page, name, getattr(self, name))
        if self.progress == Progress.EVALUATED:
            page.progress = self.progress
        return page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stations of a measure, which of them it has come to, and whether it worked."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        station = Progress.values.index(self.progress) + 1
        done = pgettext("a measure", "Done")
        stations = [gettext("Planned"), gettext("Under way"), done, gettext("Evaluated")]
        effect = kept(f"effect {self.done}", self, request, lambda: self._effect(request))
        return {**context, "stations": stations, "station": station, "effect": effect}

    def _effect(self, request: HttpRequest) -> Any:
        told = self.told
        page = StatisticsPage.objects.live().filter(locale=self.locale).first() if told else None
        found = {"told": told, "figures": page and page.get_url(request)}
        return drawn("improvement_effect", self, request, found)

    @property
    def baseline(self) -> Baseline | None:
        """Return what it is compared with, once that is fixed; the same in all languages."""
        return Baseline.objects.filter(notice=self.translation_key).first()

    @property
    def told(self) -> Told | None:
        """Return what the system says of it; nothing before its baseline is fixed."""
        baseline = self.baseline
        return Told(baseline, list(baseline.evaluations.all())) if baseline else None

    @property
    def is_promised(self) -> bool:
        """Say whether somebody still has to do it."""
        return self.progress in PROMISED

    @property
    def is_overdue(self) -> bool:
        """Say whether its month is over and it is not done; the public reads that too."""
        return bool(self.is_promised and self.due and self.due < localdate().replace(day=1))

    @property
    def voices_said(self) -> str:
        """Say how many voices led to it as far as that may be told; nothing where nobody counted."""
        if self.voices_counted is None or self.voices == 0:
            return ""
        if self.voices is None:
            return gettext("fewer than eight")
        return gettext("about %(voices)s") % {"voices": self.voices}

    @property
    def is_changed(self) -> bool:
        """Say whether it was published again on a later day than the first."""
        first, last = self.first_published_at, self.last_published_at
        return bool(first and last and localdate(first) < localdate(last))

    @property
    def kind_of_page(self) -> str:
        """Return the name of its kind."""
        return gettext("Improvement notice")

    @property
    def day_of_page(self) -> date | None:
        """Return the day it first went out."""
        return localdate(self.first_published_at) if self.first_published_at else None

    @property
    def category_label(self) -> str:
        """Return the name of the category in the page's language."""
        return category_label(self.category)


class ImprovementIndexPage(PortalPage):
    """The list of improvement notices, by how far they are."""

    parent_page_types = ["transparency.TransparencyPage"]
    subpage_types = ["transparency.ImprovementPage"]
    max_count_per_parent = 1
    template = "transparency/improvement_index_page.html"

    class Meta:
        verbose_name = _("list of improvement notices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of notices and what they can be chosen by."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        found = ImprovementPage.objects.child_of(self).newest()
        chosen = request.GET.get("progress", "")
        if chosen == OVERDUE:
            found = found.overdue()
        elif chosen in Progress.values:
            found = found.filter(progress=chosen)
        else:
            chosen = ""
        list_page = Paginator(found, IMPROVEMENTS_A_PAGE).get_page(request.GET.get("page"))
        list_page.object_list = judged(list_page.object_list)
        choices = [*Progress.choices, (OVERDUE, gettext("Overdue"))]
        return {**context, "list_page": list_page, "progresses": choices, "chosen": chosen}


def judged(pages: Iterable[ImprovementPage]) -> list[ImprovementPage]:
    """Return the notices, each with the verdict of its last look, asked for once for all of them."""
    found = list(pages)
    looks = Evaluation.objects.filter(baseline__notice__in=[page.translation_key for page in found])
    newest = {one.baseline.notice: one for one in looks.select_related("baseline")}
    for page in found:
        page.last_look = newest.get(page.translation_key)
    return found
