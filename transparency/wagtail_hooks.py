"""Where transparency is hung into Wagtail's admin and on the case page of the office."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from feedback import casebook
from portal.buttons import Button
from portal.models import User
from transparency.models import CaseSummaryPage
from transparency.office.waiting import WaitingSummaries


@hooks.register("register_admin_urls")
def rooms() -> list[URLPattern | URLResolver]:
    """Open the rooms of transparency in the admin."""
    return [path("transparency/", include("transparency.office.urls"))]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Let the administrator give the right to publish figures to other groups."""
    return Permission.objects.filter(
        content_type__app_label="transparency", codename="publish_release"
    )


class FiguresMenuItem(MenuItem):
    """The way to the releases, for those who may publish them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to nobody else."""
        return request.user.has_perm("transparency.publish_release")


@hooks.register("register_admin_menu_item")
def figures_menu() -> MenuItem:
    """Hang the releases into the menu."""
    address = reverse("transparency_office:releases")
    return FiguresMenuItem(_("Figures"), address, name="figures", icon_name="table", order=320)


@hooks.register("register_case_button")
def draft_button(case: Any, user: User) -> Button | None:
    """Offer a closed case to the public, without anybody in it."""
    if not casebook.may_extract(case, user):
        return None
    return Button(
        label=str(_("Draft a public summary")),
        url=reverse("transparency_office:draft", args=[case.pk]),
        hint=str(_("From the coded fields and your publishable finding; nothing of the story.")),
    )


@hooks.register("construct_homepage_panels")
def waiting_summaries(request: HttpRequest, panels: list[Any]) -> None:
    """Show editors the drafts that came from closed cases and wait for them."""
    panels.append(WaitingSummaries())


@hooks.register("after_edit_page")
def back_to_the_start_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead a reviewer back to what else waits; the page tree, Wagtail's choice, is closed to reviewers."""
    if not isinstance(page, CaseSummaryPage) or "action-workflow-action" not in request.POST:
        return None
    if CaseSummaryPage.objects.filter(pk=page.pk, live=True).exists():
        look = messages.button(page.get_url(request), _("Look at it"))
        messages.success(request, _("The summary is public."), buttons=[look])
    return redirect("wagtailadmin_home")
