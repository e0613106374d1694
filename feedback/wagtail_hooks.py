"""Where the office is hung into Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from feedback.office.callbacks.panel import CallsPanel
from feedback.office.callbacks.room import may_call
from feedback.office.home_panel import HomePanel
from feedback.office.improvements.panel import MeasuresPanel
from feedback.office.lists import Lists
from feedback.office.reports.room import may_read
from feedback.office.rooms import may_enter, may_work


@hooks.register("register_admin_urls")
def office() -> list[URLPattern | URLResolver]:
    """Open the rooms of the office."""
    return [path("cases/", include("feedback.office.urls"))]


class CasesMenuItem(MenuItem):
    """The way to the inbox, for those who work on cases."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to nobody else."""
        return may_enter(request.user)


@hooks.register("register_admin_menu_item")
def cases() -> Any:
    """Put the inbox at the top of the menu."""
    return CasesMenuItem(
        _("Cases"), reverse_lazy("office:inbox"), name="cases", icon_name="comment", order=10
    )


@hooks.register("register_admin_menu_item")
def learning() -> Any:
    """Put what is learnt from the cases below them: the measures and the library."""
    measures = CasesMenuItem(
        _("Improvement measures"), reverse_lazy("office:improvements"), name="improvements",
        icon_name="rotate", order=10,
    )  # fmt: skip
    library = CasesMenuItem(
        _("Case library"), reverse_lazy("office:library"), name="case-library",
        icon_name="doc-full", order=20,
    )  # fmt: skip
    return SubmenuMenuItem(
        _("Learning"), menu=Menu(items=[measures, library]), name="learning",
        icon_name="rotate", order=15,
    )  # fmt: skip


class CallbacksMenuItem(MenuItem):
    """The way to the callback centre, for those who call."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to nobody else."""
        return may_call(request.user)


@hooks.register("register_admin_menu_item")
def callbacks() -> Any:
    """Put the callback centre under the inbox."""
    return CallbacksMenuItem(
        _("Callbacks"), reverse_lazy("office:callbacks"), name="callbacks",
        icon_name="mobile-alt", order=12,
    )  # fmt: skip


class OrdersMenuItem(MenuItem):
    """The way to the work orders, for the complaint office."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to nobody else."""
        return may_work(request.user)


@hooks.register("register_admin_menu_item")
def orders() -> Any:
    """Put the work orders under the inbox."""
    return OrdersMenuItem(
        _("Work orders"), reverse_lazy("office:orders"), name="work-orders",
        icon_name="download", order=14,
    )  # fmt: skip


class ReportsMenuItem(MenuItem):
    """The way to the analysis, for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to nobody else."""
        return may_read(request.user)


@hooks.register("register_reports_menu_item")
def analysis() -> Any:
    """Put the analysis at the top of Wagtail's reports."""
    return ReportsMenuItem(
        _("Case analysis"), reverse_lazy("office:reports"), name="case-analysis",
        icon_name="doc-full-inverse", order=10,
    )  # fmt: skip


@hooks.register("register_admin_viewset")
def lists() -> Any:
    """Offer the lists to those who may edit them."""
    return Lists()


@hooks.register("construct_homepage_panels")
def waiting_cases(request: HttpRequest, panels: list[Any]) -> None:
    """Show what waits for whoever works on cases, before all else."""
    if may_enter(request.user):
        panels.append(HomePanel())
        panels.append(MeasuresPanel())


@hooks.register("construct_homepage_panels")
def calls(request: HttpRequest, panels: list[Any]) -> None:
    """Show who is to be called, and the way to the roving desk."""
    if may_call(request.user):
        panels.append(CallsPanel())
