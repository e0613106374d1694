"""Lays the demo hospital's site: its tree in two languages, its numbers, its privacy notice.

What is already there is left as it is, so that nothing an editor wrote is ever overwritten.
"""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.models import GuidePage, HomePage, NewsIndexPage, PlainPage, PrivacyPage
from home.texts import BY_LANGUAGE, chinese, english
from portal.models import Hospital, PrivacyNotice, SiteSettings
from transparency.site import lay_transparency

NUMBERS = {
    "telephone": "010-5555 0123",
    "emergency": "120",
    "hours": "周一至周五 8:00–17:00，周六 8:00–12:00",
    "hours_en": "Monday to Friday 8:00–17:00, Saturday 8:00–12:00",
    "counter": "门诊楼一层大厅右侧，投诉管理办公室",
    "counter_en": "Outpatient building, ground floor, right of the entrance hall",
    "email": "voice@hospital.example",
    "authority": "示例市卫生健康委员会",
    "authority_en": "Demo City Health Commission",
    "authority_telephone": "010-5555 0199",
    "icp_number": "示ICP备00000000号-1",
    "police_number": "示公网安备 00000000000000号",
}
# The menu follows the tree: how to complain, what became of it, what is new, how to reach us.
BEFORE_TRANSPARENCY: list[tuple[type[Page], str, bool]] = [
    (GuidePage, "GUIDE", True),
    (PlainPage, "RIGHTS", False),
]
BEHIND_TRANSPARENCY: list[tuple[type[Page], str, bool]] = [
    (NewsIndexPage, "NEWS", True),
    (PrivacyPage, "PRIVACY", False),
    (PlainPage, "ACCESSIBILITY", False),
    (PlainPage, "CONTACT", True),
]
# The notice in force, and the one it replaced: what people agreed to stays readable.
NOTICES = {
    "2026-1": (date(2026, 1, 1), "NOTICE"),
    "2025-1": (date(2025, 1, 1), "NOTICE_OF_2025"),
}


@transaction.atomic
def lay_site() -> HomePage:
    """Lay what is missing and return the Chinese home page, the root of the site."""
    home = _home("zh-hans", slug="home-zh")
    site = _open_site(home)
    english_home = _home("en", slug="home-en", twin=home)
    _below(home, english_home, pages=BEFORE_TRANSPARENCY)
    lay_transparency(home, english_home)
    _below(home, english_home, pages=BEHIND_TRANSPARENCY)
    _name_hospital(site)
    _keep_notices()
    Site.clear_site_root_paths_cache()
    home.refresh_from_db()  # it has children now
    return home


def _below(*homes: HomePage, pages: list[tuple[type[Page], str, bool]]) -> None:
    for home in homes:
        home.refresh_from_db()  # it may have children by now
        for kind, name, in_menu in pages:
            _page(kind, name, below=home, in_menu=in_menu)


def _home(language: str, *, slug: str, twin: HomePage | None = None) -> HomePage:
    locale, _new = Locale.objects.get_or_create(language_code=language)
    found: HomePage | None = HomePage.objects.filter(locale=locale, depth=2).first()
    if found:
        return found
    home = HomePage(locale=locale, slug=slug, **BY_LANGUAGE[language].HOME)
    if twin:
        home.translation_key = twin.translation_key
    Page.get_first_root_node().add_child(instance=home)
    return home


def _page(kind: type[Page], name: str, *, below: HomePage, in_menu: bool) -> None:
    """Lay one page in the home page's language, tied to its twin in the other one."""
    text: dict[str, Any] = getattr(BY_LANGUAGE[below.locale.language_code], name)
    if below.get_children().filter(slug=text["slug"]).exists():
        return
    page = kind(locale=below.locale, show_in_menus=in_menu, **text)
    twin = kind.objects.filter(slug=text["slug"]).exclude(locale=below.locale).first()
    if twin:
        page.translation_key = twin.translation_key
    below.add_child(instance=page)


def _open_site(home: HomePage) -> Site:
    """Make the home page the root of the default site and clear away Wagtail's welcome page."""
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.root_page = home
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    return site


def _keep_notices() -> None:
    """Keep the privacy notice in its versions; a hospital that has written its own is left alone."""
    if PrivacyNotice.objects.exists():
        return
    for version, (since, name) in NOTICES.items():
        PrivacyNotice.objects.create(
            version=version,
            body=getattr(chinese, name),
            body_en=getattr(english, name),
            in_force_from=since,
        )


def _name_hospital(site: Site) -> None:
    hospital, _new = Hospital.objects.get_or_create(code="main")
    if hospital.name in {"", "本院"}:
        hospital.name, hospital.name_en = "示例市第一人民医院", "Demo City First People's Hospital"
        hospital.save()
    numbers = SiteSettings.for_site(site)
    if not numbers.telephone:
        for name, value in NUMBERS.items():
            setattr(numbers, name, value)
        numbers.hospital = hospital
        numbers.save()
