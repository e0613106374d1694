"""What editors find first when they sign in: the few things they come for, each one press away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from home.models import HomePage, NewsIndexPage, NewsPage, PlainPage
from portal.models import PortalPage, User
from transparency.models import ImprovementIndexPage, ImprovementPage


@dataclass(frozen=True)
class Errand:
    """One thing an editor comes for."""

    label: str
    url: str
    icon: str


class Welcome(Component):
    """A panel of the start page; empty for those who may do none of it."""

    name = "welcome"
    template_name = "home/office/welcome.html"
    order = 105

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return what this account may do."""
        return {"errands": list(errands(parent_context["request"].user))}


def errands(user: User) -> Iterator[Errand]:
    """Yield what this account may do, the most frequent first."""
    yield from _write(NewsIndexPage, NewsPage, user, _("Write a piece of news"), "edit")
    yield from _write(
        ImprovementIndexPage, ImprovementPage, user, _("Write an improvement notice"), "check"
    )
    yield from _write(HomePage, PlainPage, user, _("Make a new page"), "doc-empty")
    home = _first(HomePage)
    if home and home.permissions_for_user(user).can_reorder_children():
        url = reverse("wagtailadmin_explore", args=[home.pk])
        yield Errand(_("Change a page"), url, "folder-open-inverse")
        yield Errand(_("Change the order of the menu"), f"{url}?ordering=ord", "list-ul")
    if user.has_perm("portal.change_sitesettings"):
        url = reverse("wagtailsettings:edit", args=["portal", "sitesettings"])
        yield Errand(_("Change telephone, hours or names"), url, "mobile-alt")
    if user.has_perm("portal.add_privacynotice"):
        url = reverse("wagtailsnippets_portal_privacynotice:list")
        yield Errand(_("Write a new privacy notice"), url, "lock")


def _write(
    below: type[PortalPage], kind: type[PortalPage], user: User, label: str, icon: str
) -> Iterator[Errand]:
    page = _first(below)
    if page and page.permissions_for_user(user).can_add_subpage():
        meta = kind._meta
        where = [meta.app_label, meta.model_name, page.pk]
        yield Errand(label, reverse("wagtailadmin_pages:add", args=where), icon)


def _first(kind: type[PortalPage]) -> Any:
    """Return the page of this kind in the language one begins to write in."""
    return kind.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
