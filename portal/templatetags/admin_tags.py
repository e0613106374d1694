"""Wagtail's own library for the admin, in which the parts of the frame that stay the same are kept.

The menu takes half of the time of an empty page. It is packed anew every few seconds, and at once
when anything it is made of differs: rights, name, picture, language, or what Wagtail's pages grant.
"""

from hashlib import sha256
from typing import Any

from django import template
from django.core.cache import cache
from django.middleware.csrf import get_token
from django.template.base import Node, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.utils import get_keyboard_key_labels_from_request

from portal import edition
from portal.models import User

# What nothing here knows of, a right to a workflow for instance, shows after so many seconds.
MENU_SECONDS = 20

register = template.Library()
register.tags.update(wagtailadmin_tags.register.tags)
register.filters.update(wagtailadmin_tags.register.filters)


@register.simple_tag(takes_context=True)
def sidebar_props(context: template.Context) -> SafeString:
    """Return the packed menu of this person; doors ask for rights themselves, the menu opens none."""
    key = _menu_of(context["request"].user)
    packed: SafeString | None = cache.get(key)
    if packed is None:
        packed = wagtailadmin_tags.sidebar_props(context)
        cache.set(key, packed, MENU_SECONDS)
    return packed


@register.simple_tag(takes_context=True)
def wagtail_config(context: template.Context) -> dict[str, Any]:
    """Return what Wagtail's scripts are told; the token against forged requests is this person's own."""
    if context.get("locale"):  # a page is edited, in a language of its own
        return dict(wagtailadmin_tags.wagtail_config(context))
    request = context["request"]
    kept = edition.kept(
        ("admin config", get_language(), _uses_keys(request)),
        lambda: {**wagtailadmin_tags.wagtail_config(context), "CSRF_TOKEN": ""},
    )
    return {**kept, "CSRF_TOKEN": get_token(request)}


class KeysNode(Node):
    """The list of keyboard shortcuts: of each language and keyboard there is one."""

    def __init__(self, node: Node) -> None:
        self.node = node

    def render(self, context: template.Context) -> SafeString:
        """Return it as kept for the edition."""
        request = context["request"]
        labels = tuple(vars(get_keyboard_key_labels_from_request(request)).values())
        key = ("admin keys", get_language(), _uses_keys(request), labels)
        return edition.kept(key, lambda: SafeString(self.node.render(context)))


@register.tag
def keyboard_shortcuts_dialog(parser: Parser, token: Token) -> KeysNode:
    """Draw Wagtail's list of keyboard shortcuts."""
    return KeysNode(wagtailadmin_tags.register.tags["keyboard_shortcuts_dialog"](parser, token))


def _menu_of(user: User) -> str:
    """Return the key of a menu: everything it is made of."""
    profile = getattr(user, "wagtail_userprofile", None)
    made_of = (
        edition.current(),
        get_language(),
        user.pk,
        (user.username, user.first_name, user.email),
        "all" if user.is_superuser else sorted(user.get_all_permissions()),
        (str(profile.avatar), sorted(profile.dismissibles.items())) if profile else "",
    )
    return f"menu:{sha256(repr(made_of).encode()).hexdigest()}"


def _uses_keys(request: Any) -> bool:
    profile = getattr(request.user, "wagtail_userprofile", None)
    return bool(profile.keyboard_shortcuts) if profile else True
