"""What the building changes in Wagtail's admin: no link leads out of the house, every label is named."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.advice import advice
from portal.labels import name_the_unnamed
from portal.models import PortalPage, PrivacyNotice, User

name_the_unnamed()


class PrivacyNotices(SnippetViewSet):
    """The versions of the privacy notice; a new one is most easily begun as a copy of the last."""

    model = PrivacyNotice
    icon = "lock"
    add_to_settings_menu = True
    menu_label = _("Privacy notice: versions")
    list_display = ["version", "in_force_from"]


register_snippet(PrivacyNotices)


@hooks.register("construct_help_menu")
def keep_help_at_home(request: HttpRequest, items: list[Any]) -> None:
    """Take out what leads to another house; our own help stands in docs/."""
    items[:] = [item for item in items if str(item.url).startswith(("/", "#"))]


@hooks.register("after_publish_page")
def what_is_left_to_do(request: HttpRequest, page: Any) -> None:
    """Tell the editor when the other language does not keep up."""
    if isinstance(page, PortalPage) and isinstance(request.user, User):
        for each in advice(page, request.user):
            messages.warning(request, each.text, buttons=[messages.button(each.url, each.label)])


@hooks.register("before_serve_document")
def only_what_a_public_page_leads_to(document: Any, request: HttpRequest) -> None:
    """Keep a file in the house until a public page leads to it: a file passes no gate of its own."""
    policy = policy_registry.get_by_type(type(document))
    may_choose = policy.user_has_any_permission(request.user, ["add", "change", "choose"])
    if not may_choose and not _is_linked(document):
        raise Http404


def _is_linked(document: Any) -> bool:
    references = ReferenceIndex.get_references_to(document)
    numbers = {
        one.object_id for one in references if issubclass(one.content_type.model_class(), Page)
    }
    return bool(Page.objects.live().public().filter(pk__in=numbers).exists())
