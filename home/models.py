"""The front door: home page, guide, plain pages and the privacy notice. No figures and no cases."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from home.ways import ways
from portal.blocks import BodyBlock
from portal.models import PortalPage, PrivacyNotice


class HomePage(PortalPage):
    """The root of a hospital's site in one language: the ways in, before anything else."""

    headline = models.CharField(
        _("headline"),
        max_length=60,
        blank=True,
        help_text=_("The large sentence at the top; without it the title stands there."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("further down"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("headline"), FieldPanel("body")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the ways in."""
        return {**super().get_context(request, *args, **kwargs), "ways": ways()}

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Name the pages in the other language, too: their tree stands beside this one, not below."""
        urls: list[dict[str, Any]] = super().get_sitemap_urls(request)
        for twin in HomePage.objects.translation_of(self).live():
            urls += super(HomePage, twin).get_sitemap_urls(request)
            for page in twin.get_descendants().live().public().specific():
                urls += page.get_sitemap_urls(request)
        return urls


class GuidePage(PortalPage):
    """How to complain and what then happens; a home page has one."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

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

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
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


class PrivacyPage(PortalPage):
    """Where the privacy notice is read; its text is a versioned record, not a page's text."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "home/privacy_page.html"

    class Meta:
        verbose_name = _("privacy notice page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the notice in force and the versions it replaced."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        notices = PrivacyNotice.objects.filter(in_force_from__lte=timezone.localdate())
        current, *older = notices or [None]
        return {**context, "notice": current, "older_notices": older}
