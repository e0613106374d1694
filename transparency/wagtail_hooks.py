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
from wagtail.models import Page

from feedback import casebook
from feedback.vocabulary import Kind
from portal.buttons import Button, Link
from portal.models import User
from transparency import bulletins, correcting, judging, led_to, neighbours, praising, topics
from transparency.models import CaseSummaryPage, CommendationPage, ImprovementPage
from transparency.office import withdrawing
from transparency.office.activity import ActivityViewSet
from transparency.office.gate import WaitingWishes
from transparency.office.naming import WaitingNames
from transparency.office.praise import WaitingCommendations
from transparency.office.self_check import LastSelfCheck
from transparency.office.waiting import WaitingSummaries
from transparency.office.waiting_notices import WaitingNotices
from transparency.office.waiting_reports import WaitingReports
from transparency.office.waiting_topics import WaitingTopics
from transparency.office.watch import HeldPages, LatePages, TakenBack


@hooks.register("register_admin_urls")
def rooms() -> list[URLPattern | URLResolver]:
    """Open the rooms of transparency in the admin."""
    return [path("transparency/", include("transparency.office.urls"))]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Let the administrator give the right to publish figures to other groups."""
    return Permission.objects.filter(
        content_type__app_label="transparency", codename__in=("publish_release", "overrule_gate")
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


@hooks.register("register_admin_viewset")
def activity() -> ActivityViewSet:
    """Open the list of visits and discharges."""
    return ActivityViewSet()


@hooks.register("register_log_actions")
def act_of_reports(actions: Any) -> None:
    """Name in Wagtail's history that a report was prepared."""
    actions.register_action(bulletins.PREPARED, _("Prepare a report"), _("Report prepared"))
    actions.register_action(
        topics.PREPARED, _("Prepare a topic of the month"), _("Topic of the month looked for")
    )


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


@hooks.register("register_case_button")
def commendation_button(case: Any, user: User) -> Button | None:
    """Offer a closed compliment to the wall; whether there is consent is asked when it is pressed."""
    if case.kind != Kind.COMPLIMENT or not casebook.may_extract(case, user):
        return None
    return Button(
        label=str(_("Draft a commendation")),
        url=reverse("transparency_office:commendation", args=[case.pk]),
        hint=str(_("Needs the submitter's consent. Names are for the department to agree to.")),
    )


@hooks.register("construct_homepage_panels")
def praise(request: HttpRequest, panels: list[Any]) -> None:
    """Show departments the names they are asked about, and editors the commendations in draft."""
    panels.extend([WaitingNames(), WaitingCommendations()])


@hooks.register("register_log_actions")
def acts_of_names(actions: Any) -> None:
    """Name in Wagtail's history what a department said about names."""
    actions.register_action(praising.AGREED, _("Agree to names"), _("Names agreed to"))
    actions.register_action(praising.DECLINED, _("Decline names"), _("Names declined"))
    actions.register_action(
        praising.TAKEN_BACK, _("Take back the word on names"), _("Word on names taken back")
    )


@hooks.register("register_voice_led_to")
def led_to_pages(references: list[str], measures: list[int], language: str) -> list[Link]:
    """Tell a submitter what the own voice led to."""
    return led_to.pages(references, measures, language)


@hooks.register("register_story_neighbours")
def neighbours_of(text: str, language: str) -> list[Link]:
    """Offer what is public of the same before somebody sends it."""
    return neighbours.pages(text, language)


@hooks.register("register_measure_button")
def notice_button(measure: Any, user: User) -> Button | None:
    """Offer a measure of the office to the public."""
    if not casebook.may_tell(user):
        return None
    return Button(
        label=str(_("Draft a public notice")),
        url=reverse("transparency_office:notice", args=[measure.pk]),
        hint=str(_("From problem, cause and measure; no case and no owner.")),
    )


@hooks.register("after_publish_page")
def look_at_the_figures(request: HttpRequest, page: Any) -> None:
    """Let the figures that are public already judge a notice that has just gone out."""
    if isinstance(page, ImprovementPage):
        judging.judge(page)


@hooks.register("construct_homepage_panels")
def waiting_notices(request: HttpRequest, panels: list[Any]) -> None:
    """Show editors the notices that were drafted from measures."""
    panels.append(WaitingNotices())


@hooks.register("construct_homepage_panels")
def last_self_check(request: HttpRequest, panels: list[Any]) -> None:
    """Tell editors and administrators when the house found a leak of its own, or stopped looking."""
    panels.append(LastSelfCheck())


@hooks.register("construct_homepage_panels")
def waiting_summaries(request: HttpRequest, panels: list[Any]) -> None:
    """Show editors the drafts that wait for them: from closed cases, and of reports."""
    panels.extend([WaitingWishes(), WaitingReports(), WaitingTopics(), WaitingSummaries()])


@hooks.register("construct_homepage_panels")
def held_pages(request: HttpRequest, panels: list[Any]) -> None:
    """Show editors and reviewers what must not stay as it is: public pages, and planned ones."""
    panels.extend([TakenBack(), HeldPages(), LatePages()])


@hooks.register("after_edit_page")
def back_to_the_start_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead a reviewer back to what else waits; the page tree, Wagtail's choice, is closed to reviewers."""
    if not isinstance(page, CaseSummaryPage) or "action-workflow-action" not in request.POST:
        return None
    if CaseSummaryPage.objects.filter(pk=page.pk, live=True).exists():
        look = messages.button(page.get_url(request), _("Look at it"))
        messages.success(request, _("The summary is public."), buttons=[look])
    return redirect("wagtailadmin_home")


@hooks.register("before_unpublish_page")
def why_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask why a public page is taken down."""
    return withdrawing.before(request, [page], below="include_descendants" in request.POST)


@hooks.register("before_delete_page")
def why_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask why a public page is deleted, and with it what stands below."""
    return withdrawing.before(request, [page], below=True)


@hooks.register("before_copy_page")
def keep_consent(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Copy no commendation that came from a case: the copy would outlive the consent."""
    praise = page.specific
    if not isinstance(praise, CommendationPage) or praise.tie is None:
        return None
    messages.error(
        request,
        _("This commendation came from a case. A copy would stay when the consent is taken back."),
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_move_page")
def keep_in_sight(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Let no public page be moved out of sight."""
    return withdrawing.refuse_to_lose(request, [page], destination)


@hooks.register("before_bulk_action")
def why_all(request: HttpRequest, act: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Ask the same of several pages at once."""
    pages = [one for one in objects if isinstance(one, Page)]
    if act in ("unpublish", "delete"):
        below = act == "delete" or action.cleaned_form.cleaned_data["include_descendants"]
        return withdrawing.before(request, pages, below=below)
    if act == "move":
        chosen = action.cleaned_form.cleaned_data["chooser"]
        return withdrawing.refuse_to_lose(request, pages, chosen)
    return None


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """Name in Wagtail's history what is done to figures and to withdrawn pages."""
    actions.register_action("transparency.freeze", _("Freeze figures"), _("Figures frozen"))
    actions.register_action("transparency.publish", _("Publish figures"), _("Figures published"))
    actions.register_action(
        correcting.WITHDRAWN, _("Withdraw a public page"), _("Withdrawn from the public")
    )
