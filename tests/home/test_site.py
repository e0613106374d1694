"""The demo hospital's tree: what an editor may build in it, and that nothing entered is lost."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from home.models import GuidePage, HomePage, NewsIndexPage, PlainPage, PrivacyPage
from home.site import lay_site
from portal.blocks import BodyBlock
from portal.models import Hospital, PrivacyNotice, SiteSettings, User
from tests.visitor import Page as Answer
from tests.visitor import Visitor

TREE = {
    "",
    "how-to-complain/",
    "rights/",
    "transparency/",
    "transparency/statistics/",
    "transparency/summaries/",
    "transparency/improvements/",
    "transparency/reports/",
    "transparency/commendations/",
    "news/",
    "privacy/",
    "accessibility/",
    "contact/",
}


def addresses_in_text(page: Answer) -> list[str]:
    """Where the words of a page lead, the frame around them left out."""
    links = page.soup.select(".prose a[href^='/'], .question a[href^='/']")
    return [link["href"] for link in links]


def test_laying_the_site_twice_adds_nothing(site: HomePage) -> None:
    before = set(Page.objects.values_list("url_path", flat=True))
    call_command("demo_site")
    assert set(Page.objects.values_list("url_path", flat=True)) == before


def test_what_an_editor_wrote_survives_the_next_start(site: HomePage) -> None:
    HomePage.objects.filter(pk=site.pk).update(headline="我们在听")
    SiteSettings.objects.update(telephone="010-5555 0177")
    lay_site()
    assert HomePage.objects.get(pk=site.pk).headline == "我们在听"
    assert SiteSettings.objects.get().telephone == "010-5555 0177"


def test_the_name_a_hospital_gave_itself_is_kept(db: None) -> None:
    Hospital.objects.update(name="市二院")
    lay_site()
    assert Hospital.objects.get().name == "市二院"


def test_the_chinese_home_page_is_the_root(site: HomePage) -> None:
    assert Site.objects.get().root_page.specific == site
    assert site.locale.language_code == "zh-hans"


def test_every_page_has_its_twin(site: HomePage) -> None:
    pages = site.get_descendants(inclusive=True)
    assert all(page.get_translations().live().count() == 1 for page in pages)


@pytest.mark.parametrize("prefix", ["/home-zh/", "/home-en/"])
def test_the_tree_is_whole_in_both_languages(site: HomePage, prefix: str) -> None:
    laid = Page.objects.live().filter(url_path__startswith=prefix)
    assert {page.url_path.removeprefix(prefix) for page in laid} == TREE


def test_every_page_says_what_it_is_for_and_how_it_is_found(site: HomePage) -> None:
    for page in Page.objects.filter(depth__gt=1).specific():
        assert 0 < len(page.lead) <= 300, page.url_path
        assert 20 < len(page.search_description) <= 200, page.url_path


@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_no_link_in_the_texts_leads_nowhere(visitor: Visitor, site: HomePage, prefix: str) -> None:
    pages = [visitor.get(f"{prefix}{path}") for path in sorted(TREE)]
    found = {address for page in pages for address in addresses_in_text(page)}
    assert len(found) >= 4
    for address in found:
        assert address.startswith("/en/") is (prefix == "/en/")
        assert visitor.get(address).status == 200


@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_the_guide_leads_to_the_rights_in_one_click(
    visitor: Visitor, site: HomePage, prefix: str
) -> None:
    assert f"{prefix}rights/" in addresses_in_text(visitor.get(f"{prefix}how-to-complain/"))


def test_the_numbers_of_the_demo_have_the_shape_they_must_have(site: HomePage) -> None:
    SiteSettings.objects.get().full_clean()


def test_the_notice_that_was_replaced_stays_readable(visitor: Visitor, site: HomePage) -> None:
    page = visitor.get("/privacy/")
    assert "2026-1" in page.soup.select_one("h2").get_text()
    assert "2025-1" in page.soup.select_one(".question__summary").get_text()


def test_a_hospital_with_a_notice_of_its_own_is_given_no_other(db: None) -> None:
    own = {"body": "<p>甲</p>", "body_en": "<p>a</p>", "in_force_from": "2024-05-01"}
    PrivacyNotice.objects.create(version="2024-9", **own)
    lay_site()
    assert PrivacyNotice.objects.get().version == "2024-9"


def test_the_welcome_page_of_wagtail_is_gone(site: HomePage) -> None:
    assert {page.specific_class for page in Page.objects.filter(depth=2)} == {HomePage}


@pytest.mark.parametrize(
    ("parent", "child", "allowed"),
    [
        (HomePage, PlainPage, True),
        (PlainPage, PlainPage, True),
        (HomePage, HomePage, False),
        (PlainPage, GuidePage, False),
        (GuidePage, PlainPage, False),
        (PrivacyPage, PlainPage, False),
    ],
)
def test_editors_cannot_build_nonsense(
    parent: type[Page], child: type[Page], allowed: bool
) -> None:
    assert (child in parent.allowed_subpage_models()) is allowed


@pytest.mark.parametrize("kind", [GuidePage, NewsIndexPage, PrivacyPage])
def test_a_home_page_has_one_of_each_of_these(site: HomePage, kind: type[Page]) -> None:
    assert not kind.can_create_at(site)


@pytest.mark.parametrize("kind", [HomePage, GuidePage, NewsIndexPage, PlainPage, PrivacyPage])
def test_every_kind_of_page_opens_in_the_editor(
    site: HomePage, superuser: User, kind: type[Page]
) -> None:
    page = kind.objects.first()
    assert Visitor(superuser).get(f"/admin/pages/{page.pk}/edit/").status == 200


@pytest.mark.parametrize("block", ["heading", "paragraph", "steps", "promises", "note", "question"])
def test_every_part_is_shown_to_the_editor_before_it_is_chosen(
    site: HomePage, superuser: User, block: str
) -> None:
    definition = BodyBlock().child_blocks[block].definition_prefix
    page = Visitor(superuser).get("/admin/block-preview/", {"id": definition})
    assert page.status == 200


def test_a_page_taken_off_the_menu_is_gone_from_it_at_once(
    site: HomePage, visitor: Visitor
) -> None:
    visitor.get("/")
    contact = PlainPage.objects.child_of(site).get(slug="contact")
    contact.show_in_menus = False
    contact.save()
    titles = [link.get_text() for link in visitor.get("/").soup.select(".masthead__link")]
    assert "如何投诉" in titles
    assert "联系我们" not in titles
