"""Where a page leads: addresses in the page's language, the menu, the way back, the other language."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, gettext
from wagtail.models import Page, Site

from portal import edition

LANGUAGE_NAMES = {"zh-hans": "中文", "en": "English"}
HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}


@dataclass(frozen=True)
class Entry:
    """One link: its words, its address, and whether it is where we are."""

    title: str
    url: str
    is_current: bool = False
    language: str = ""

    def at(self, url: str) -> "Entry":
        """Return the same link to another address."""
        return replace(self, url=url)


def language() -> str:
    """Return the code of the language of the page being built."""
    return get_language() or settings.LANGUAGE_CODE


def address(path: str) -> str:
    """Return a fixed address of the house in the page's language."""
    code = language()
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"


def menu(request: HttpRequest) -> tuple[Entry, ...]:
    """Return the pages directly below the home page that are to stand in the menu."""
    kept = edition.kept(("menu", *where(request)), lambda: _menu(request))
    return tuple(
        replace(entry, is_current=bool(entry.url) and request.path.startswith(entry.url))
        for entry in kept
    )


def _menu(request: HttpRequest) -> list[Entry]:
    root = roots(request).get(language())
    if root is None:
        return []
    depth = root.count("/") + 1
    pages = Page.objects.live().in_menu().filter(url_path__startswith=root, depth=depth)
    return [_entry(page, request) for page in pages.order_by("path")]


def roots(request: HttpRequest) -> dict[str, str]:
    """Return where the trees of this site begin: the path of the home page of each language."""
    site = Site.find_for_request(request)
    return {
        root.language_code: root.root_path
        for root in Site.get_site_root_paths()
        if site and root.site_id == site.pk
    }


def home() -> Entry:
    """Return the link to the home page."""
    return Entry(gettext("Home"), address("/"))


def trail(page: Page, request: HttpRequest) -> list[Entry]:
    """Return the way from the home page to a page, the page itself last."""
    kept = edition.kept(("above", page.pk, *where(request)), lambda: _above(page, request))
    return [home(), *kept, _entry(page, request)]


def _above(page: Page, request: HttpRequest) -> list[Entry]:
    # A page right below the home page needs no look-up to know its way.
    above = page.get_ancestors().live().filter(depth__gt=2) if page.depth > 3 else []
    return [_entry(ancestor, request) for ancestor in above]


def in_other_language(request: HttpRequest, page: Page | None) -> Entry | None:
    """Return the same page in the other language.

    An answer to a form has no address of its own: to leave it for the other language would lose what
    stands on it, so nothing is offered there.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    other = next(code for code, _name in settings.LANGUAGES if code != language())
    if page is None or not page.pk:
        return Entry(
            LANGUAGE_NAMES[other],
            _elsewhere(request, other),
            language=HTML_LANGUAGES[other],
        )
    further = getattr(page, "further", "")
    url = edition.kept(
        ("twin", page.pk, further, *where(request)),
        lambda: _address_of_twin(page, request, other, further),
    )
    return Entry(LANGUAGE_NAMES[other], url, language=HTML_LANGUAGES[other])


def _address_of_twin(page: Page, request: HttpRequest, other: str, further: str) -> str:
    twin = page.get_translations().live().filter(locale__language_code=other).first()
    front = "/" if other == settings.LANGUAGE_CODE else f"/{other}/"
    found = twin and twin.get_url(request)
    return f"{found}{further}" if found else front


def where(request: HttpRequest) -> tuple[int | None, str]:
    """Return what addresses depend on: the site one is on, and the language one reads."""
    site = Site.find_for_request(request)
    return (site.pk if site else None, language())


def _elsewhere(request: HttpRequest, other: str) -> str:
    """Return this address in the other language, never repeating what somebody typed into it."""
    match = request.resolver_match
    if match is None or match.url_name == "wagtail_serve":  # an address where nothing is
        return translate_url("/", other)
    private = "/feedback/" in request.path
    return translate_url(request.path if private else request.get_full_path(), other)


def _entry(page: Page, request: HttpRequest) -> Entry:
    return Entry(page.title, page.get_url(request) or "")
