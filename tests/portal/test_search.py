"""What somebody who searches finds, in two languages, and what nobody may find."""

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from portal.models import User
from portal.search import words_of
from tests.pages import TEXT, english, write_improvement, write_news, write_page
from tests.visitor import Visitor


def found(visitor: Visitor, asked: str, front: str = "") -> list[str]:
    """Return the titles of the hits."""
    page = visitor.get(f"{front}/search/", {"q": asked})
    return [title.get_text() for title in page.soup.select(".hit__title")]


# --- What is found
@pytest.mark.parametrize(
    "asked", ["排队", "血窗", "抽血 排队", "排队　抽血", "“排队”、五十", "血须", "ＣＴ", "ct室"]
)
def test_words_are_found_inside_longer_ones(site: HomePage, visitor: Visitor, asked: str) -> None:
    write_page(site, text=f"{TEXT}CT室在二楼。")
    assert "抽血须知" in found(visitor, asked)


@pytest.mark.parametrize("asked", ["排队 手术", "血抽", "抽 血 尿", "抽%血", "抽_窗"])
def test_every_word_must_stand_on_the_page(site: HomePage, visitor: Visitor, asked: str) -> None:
    write_page(site)
    assert found(visitor, asked) == []


def test_digits_are_found_between_chinese_however_wide(site: HomePage, visitor: Visitor) -> None:
    write_page(site, "热线", "拨打12345热线反映。")
    assert "热线" in found(visitor, "打１２３４５热")


def test_letters_are_found_whatever_their_size(site: HomePage, visitor: Visitor) -> None:
    write_page(english(site), "Blood draws", "Come to the BLOOD draw desk.")
    assert found(visitor, "blood Desk", "/en") == ["Blood draws"]


def test_all_kinds_of_pages_are_searched_at_once(site: HomePage, visitor: Visitor) -> None:
    written = [make(site) for make in (write_page, write_news, write_improvement)]
    assert {*found(visitor, "抽血 五十")} == {page.title for page in written}


def test_the_newest_comes_first(site: HomePage, visitor: Visitor) -> None:
    for title in ("先抽血", "后抽血"):
        write_page(site, title).save_revision().publish()
    assert found(visitor, "抽血窗口") == ["后抽血", "先抽血"]


def test_a_page_is_found_by_its_new_words_only(site: HomePage, visitor: Visitor) -> None:
    page = write_page(site, text="往日内容")
    page.body = [("paragraph", "<p>今日内容</p>")]
    page.save_revision().publish()
    assert (found(visitor, "今日"), found(visitor, "往日")) == (["抽血须知"], [])


# --- What is never found
def test_a_draft_is_not_found(site: HomePage, visitor: Visitor) -> None:
    write_page(site, live=False)
    assert found(visitor, "抽血") == []


def test_a_draft_of_a_page_that_is_live_is_not_found(site: HomePage, visitor: Visitor) -> None:
    page = write_page(site)
    page.title = "机密草稿"
    page.save_revision()
    assert found(visitor, "机密") == []


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_page_that_is_not_for_everybody_is_not_found(
    site: HomePage, superuser: User, kind: str
) -> None:
    restriction = {"restriction_type": kind, "password": "x"}
    PageViewRestriction.objects.create(page=write_page(site), **restriction)
    assert found(Visitor(superuser), "抽血") == []


def test_what_stands_below_a_closed_page_is_not_found(site: HomePage, visitor: Visitor) -> None:
    above = write_page(site, "上级", "没有别的")
    write_page(above)
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    assert found(visitor, "抽血") == []


def test_the_other_language_is_not_found(site: HomePage, visitor: Visitor) -> None:
    write_page(english(site))
    write_page(site, slug="astray", locale=english(site).locale)
    assert found(visitor, "抽血") == []


def test_a_page_that_belongs_to_no_site_is_not_found(site: HomePage, visitor: Visitor) -> None:
    Page.get_first_root_node().add_child(
        instance=HomePage(title="抽血", slug="x", locale=site.locale)
    )
    assert found(visitor, "抽血") == []


# --- How it is shown
def test_the_words_are_marked_as_they_are_written(site: HomePage, visitor: Visitor) -> None:
    write_page(site, "ＣＴ检查", "做ＣＴ之前请摘下首饰。")
    marks = visitor.get("/search/", {"q": "ct"}).soup.select(".hit mark")
    assert [mark.get_text() for mark in marks] == ["ＣＴ", "ＣＴ"]


@pytest.mark.parametrize("asked", ["<script>alert(1)</script>", "&lt;b&gt;", "'\"><img src=x>"])
def test_nothing_that_is_typed_becomes_markup(site: HomePage, visitor: Visitor, asked: str) -> None:
    write_page(site, text="&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x&gt;")
    page = visitor.get("/search/", {"q": asked})
    assert not page.soup.select("main script, main img, main mark *")
    assert page.soup.select_one("#search-page")["value"] == asked


def test_a_piece_of_news_says_what_it_is_and_of_when(site: HomePage, visitor: Visitor) -> None:
    write_news(site, section="notice", published_on="2026-03-05")
    meta = visitor.get("/search/", {"q": "抽血"}).soup.select_one(".hit__meta")
    assert meta.time["datetime"] == "2026-03-05"


def test_a_long_list_has_pages_that_keep_the_question(site: HomePage, visitor: Visitor) -> None:
    for number in range(11):
        write_page(site, f"抽血须知{number}")
    older = visitor.get("/search/", {"q": "抽血"}).soup.select_one("[rel=next]")["href"]
    assert len(visitor.get(f"/search/{older}").soup.select(".hit")) == 1


def test_very_many_hits_are_not_counted_to_the_end(
    site: HomePage, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.search.MOST_HITS", 2)
    for number in range(3):
        write_page(english(site), f"Page {number}", "blood")
    page = visitor.get("/en/search/", {"q": "blood"})
    assert "More than 2 pages" in page.text
    assert len(page.soup.select(".hit")) == 2


def test_where_nothing_is_found_there_are_ways_on(site: HomePage, visitor: Visitor) -> None:
    page = visitor.get("/search/", {"q": "没有这样的词"})
    assert page.soup.select("main a[href='/feedback/submit/']")
    assert page.soup.select("main a[href^='tel:']")


@pytest.mark.parametrize(
    "asked",
    ["", "\x00", "抽\x00血", "'", '"抽血', "%'--", "？！……", "*", "抽" * 5000, "ﷺ" * 200, "\\", "(",
     " ".join(f"词{n}" for n in range(50)), "😊", "\u202e抽血", b"\xed\xa0\x80\xff"],
)  # fmt: skip
def test_no_question_is_too_odd(site: HomePage, visitor: Visitor, asked: str | bytes) -> None:
    write_page(site)
    assert visitor.get("/search/", {"q": asked}).status == 200


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "\x00"])
def test_no_page_of_the_list_is_too_odd(site: HomePage, visitor: Visitor, number: str) -> None:
    write_page(site)
    assert len(visitor.get("/search/", {"q": "抽血", "page": number}).soup.select(".hit")) == 1


def test_search_engines_do_not_keep_the_answers(site: HomePage, visitor: Visitor) -> None:
    assert "noindex" in visitor.get("/search/").response.headers["X-Robots-Tag"]


@pytest.mark.parametrize("address", ["/", "/en/contact/", "/nowhere/", "/feedback/submit/"])
def test_the_search_is_within_reach_everywhere(
    site: HomePage, visitor: Visitor, address: str
) -> None:
    search = "/en/search/" if address.startswith("/en") else "/search/"
    soup = visitor.get(address).soup
    assert soup.select(f"form[action='{search}'] [name=q]")
    assert soup.select(f"a[href='{search}']")


# --- The words of a question
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("抽血，排队", ["抽血", "排队"]),
        ("  ＡＢ　c ", ["ab", "c"]),
        ("！？ -", []),
        ("好 好", ["好"]),
    ],
)
def test_a_question_is_cut_into_its_words(asked: str, words: list[str]) -> None:
    assert words_of(asked) == words


def test_of_very_many_words_the_first_ten_are_asked_for() -> None:
    assert words_of(" ".join(f"w{n}" for n in range(50))) == [f"w{n}" for n in range(10)]
