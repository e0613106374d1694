"""The front door: home page, guide, plain pages, news and the privacy notice. It knows no case."""

from datetime import date
from typing import Any, cast

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from home.blocks import FrontBlock
from home.ways import ways
from portal import edition, navigation
from portal.models import PortalPage, PrivacyNotice
from portal.models.pages import ADDRESS_PANELS, SEARCH_ENGINES_PANEL
from transparency.models import ImprovementIndexPage, ImprovementPage, StatisticsPage
from transparency.models.shelf import newest_release
from transparency.tables import Reading

NEWS_A_PAGE = 12
# On the home page: so many of each kind, and these of the published figures.
NEWEST = 3
FIGURES = ("received", "on_time", "satisfied")


class HomePage(PortalPage):
    """The root of a hospital's site in one language: the ways in, before anything else."""

    headline = models.CharField(
        _("headline"),
        max_length=60,
        blank=True,
        help_text=_("The large sentence at the top; without it the title stands there."),
    )
    body = StreamField(FrontBlock(), verbose_name=_("further down"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("headline"), FieldPanel("body")]
    promote_panels = [SEARCH_ENGINES_PANEL]  # its address is that of the site

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the ways in, and what is new."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        kept = ("home", self.pk, navigation.language())
        return {**context, "ways": ways(), **edition.kept(kept, lambda: self._newest(request))}

    def _newest(self, request: HttpRequest) -> dict[str, Any]:
        release = newest_release(request)
        measures = Reading(release.document, release.parameters).measures if release else []
        improvements = ImprovementPage.objects.descendant_of(self).newest()
        news = NewsPage.objects.descendant_of(self).newest()
        return {
            "release": release,
            "measures": [measure for measure in measures if measure.code in FIGURES],
            "statistics_page": StatisticsPage.objects.descendant_of(self).live().first(),
            "improvements": list(improvements[:NEWEST]),
            "improvements_page": ImprovementIndexPage.objects.descendant_of(self).live().first(),
            "news": list(news[:NEWEST]),
            "news_page": NewsIndexPage.objects.child_of(self).live().first(),
        }


class GuidePage(PortalPage):
    """How to complain and what then happens; a home page has one."""

    body = StreamField(FrontBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    shows_contact = True
    template = "home/text_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("how to complain")


class PlainPage(PortalPage):
    """A page of text: contact, accessibility, anything the hospital wants to say."""

    body = StreamField(FrontBlock(), verbose_name=_("text"), blank=True)
    shows_contact = models.BooleanField(
        _("show the contact box"),
        default=False,
        help_text=_("Telephone, hours and counter from the site's settings, below the text."),
    )

    parent_page_types = ["home.HomePage", "home.PlainPage"]
    subpage_types = ["home.PlainPage"]
    template = "home/text_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("body"), FieldPanel("shows_contact")]

    class Meta:
        verbose_name = _("plain page")


class NewsIndexPage(PortalPage):
    """News and notices, the newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1
    template = "home/news_index_page.html"
    content_panels = [
        HelpPanel(_("The list fills itself from the news below this page, the newest first.")),
        *PortalPage.content_panels,
    ]

    class Meta:
        verbose_name = _("news and notices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of what is public."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        found = NewsPage.objects.child_of(self).newest()
        return {
            **context,
            "list_page": Paginator(found, NEWS_A_PAGE).get_page(request.GET.get("page")),
        }


class NewsQuerySet(PageQuerySet):
    """Questions about many pieces of news."""

    def newest(self) -> "NewsQuerySet":
        """Return the public ones with their pictures, the newest first."""
        public = self.live().public().select_related("picture")
        with_sizes = public.prefetch_related("picture__renditions")
        return cast("NewsQuerySet", with_sizes.order_by("-published_on", "-pk"))


class NewsPage(PortalPage):
    """A piece of news or a notice of the hospital to its patients."""

    class Section(models.TextChoices):
        """Whether people should know it or might like to."""

        NEWS = "news", _("News")
        NOTICE = "notice", _("Notice")

    section = models.CharField(
        _("section"), max_length=8, choices=Section.choices, default=Section.NEWS
    )
    published_on = models.DateField(
        _("date"),
        default=timezone.localdate,
        help_text=_("The day that stands on the page; the list goes by it."),
    )
    picture = models.ForeignKey(
        "portal.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=160,
        blank=True,
        help_text=_("For those who cannot see it; empty when it only decorates."),
    )
    body = StreamField(FrontBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "home/news_page.html"
    asks_back = True
    content_panels = [
        *PortalPage.content_panels,
        FieldRowPanel([FieldPanel("section"), FieldPanel("published_on")]),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    promote_panels = ADDRESS_PANELS

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what came out before and after it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        others = NewsPage.objects.sibling_of(self, inclusive=False).newest()
        day, number = self.published_on, self.pk or 0
        older = others.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=number))
        newer = others.filter(Q(published_on__gt=day) | Q(published_on=day, pk__gt=number))
        return {**context, "older": older.first(), "newer": newer.last()}

    @property
    def kind_of_page(self) -> str:
        """Return whether it is news or a notice."""
        return str(self.get_section_display())

    @property
    def day_of_page(self) -> date | None:
        """Return the day that stands on the page."""
        return self.published_on


class PrivacyPage(PortalPage):
    """Where the privacy notice is read; its text is a versioned record, not a page's text."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "home/privacy_page.html"
    content_panels = [
        HelpPanel(
            _(
                "The text of the notice is not written here, but under “Settings”, "
                "“Privacy notice: versions”. This page shows the version in force."
            )
        ),
        *PortalPage.content_panels,
    ]

    class Meta:
        verbose_name = _("privacy notice page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the notice in force and the versions it replaced."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        notices = PrivacyNotice.objects.filter(in_force_from__lte=timezone.localdate())
        current, *older = notices or [None]
        return {**context, "notice": current, "older_notices": older}
