"""What an editor should know right after publishing: whether the other language keeps up."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.models import PortalPage, User

CHINESE = re.compile(r"[一-鿿]")


@dataclass(frozen=True)
class Advice:
    """One sentence, and a button that leads to where it is followed."""

    text: str
    label: str
    url: str


def advice(page: PortalPage, user: User) -> list[Advice]:
    """Return what is left to do for the page that has just gone out."""
    found = [_other_language(page, user), _left_in_chinese(page)]
    return [each for each in found if each]


def _other_language(page: PortalPage, user: User) -> Advice | None:
    twin = page.get_translations().first()
    if twin is None and user.has_perm("simple_translation.submit_translation"):
        return Advice(
            _("This page has no version in the other language yet."),
            _("Make one"),
            reverse("simple_translation:submit_page_translation", args=[page.pk]),
        )
    if twin is not None and not twin.live:
        text = _("The version in the other language is still a draft.")
        return Advice(text, _("Open it"), _edit(twin.pk))
    return None


def _left_in_chinese(page: PortalPage) -> Advice | None:
    if page.locale.language_code == "en" and CHINESE.search(" ".join(page.words())):
        text = _("This English page still has Chinese words in it, and the public sees them.")
        return Advice(text, _("Open it"), _edit(page.pk))
    return None


def _edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])
