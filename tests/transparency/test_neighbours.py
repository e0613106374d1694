"""What is offered to somebody who is about to send: what is public of the same, and nothing else."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import HomePage
from portal import edition
from tests.factories import CaseFactory
from tests.pages import english, write_improvement
from tests.visitor import Visitor
from transparency import likeness, neighbours
from transparency.likeness import Library
from transparency.management.measures import IMPROVEMENTS
from transparency.management.stories import STORIES
from transparency.models import (
    CaseSummaryPage,
    ImprovementPage,
    Progress,
    TopicPage,
)
from transparency.site import lay_transparency

WAITED = "在门诊等了两个多小时，排队的人很多，没有人说明原因。"
BLOOD = "早晨去抽血，排队很久，饿着肚子等。"
PETITIONS = settings.SHARED_DATA / "zh_petitions" / "health_labelled.dev.jsonl"


def titles(text: str, language: str = "zh-hans") -> list[str]:
    return [one.label for one in neighbours.pages(text, language)]


def test_a_summary_of_the_same_is_offered(published: CaseSummaryPage) -> None:
    [link] = neighbours.pages(WAITED, "en")
    assert (link.label, link.url) == (published.title, published.url)


def test_a_notice_is_offered_with_how_far_it_is(site: HomePage) -> None:
    notice = write_improvement(site, progress=Progress.UNDERWAY, due=None)
    [link] = neighbours.pages(BLOOD, "zh-hans")
    assert link.label == notice.title
    assert str(Progress.UNDERWAY.label) in link.about


def test_a_topic_of_the_month_is_offered(site: HomePage) -> None:
    words = {"heard": "停车位太少，进不了车库。", "doing": "增设车位。"}
    lay_transparency(site).add_child(
        instance=TopicPage(
            title="停车难",
            slug="topic-1",
            locale=site.locale,
            category="ENV",
            month=date(2026, 3, 1),
            **words,
        )
    )
    assert titles("医院的停车位太少，车库也进不去。") == ["停车难"]


def test_a_page_is_offered_in_the_readers_language(site: HomePage) -> None:
    notice = write_improvement(site)
    twin = write_improvement(
        english(site), title="More desks for blood", translation_key=notice.translation_key
    )
    for language, page in (("en", twin), ("zh-hans", notice)):
        [link] = neighbours.pages(BLOOD, language)
        assert (link.label, link.language) == (page.title, "")


def test_where_there_is_none_in_it_the_other_is_marked(site: HomePage) -> None:
    write_improvement(site)
    [link] = neighbours.pages(BLOOD, "en")
    assert link.language == "zh-Hans"


@pytest.mark.parametrize(
    "text", ["谢谢内科的护士们。", "病房的电梯总是坏。", "？？？", "😀", "a", "的" * 5000]
)
def test_what_is_about_something_else_is_offered_nothing(site: HomePage, text: str) -> None:
    write_improvement(site)
    assert not titles(text)


def test_at_most_five_are_offered_the_most_alike_first(site: HomePage) -> None:
    for number in range(7):
        write_improvement(site, title=f"采血 {number}", lead="", said="抽血排队久。")
    near = write_improvement(site, title="饿着肚子排队抽血", lead="", said=BLOOD)
    found = titles(BLOOD)
    assert (len(found), found[0]) == (5, near.title)


def test_a_case_that_nobody_published_is_never_offered(site: HomePage) -> None:
    CaseFactory(closed=True, story=BLOOD)
    assert not titles(BLOOD)


def close(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize("away", [lambda page: page.unpublish(), close, lambda page: page.delete()])
def test_what_is_no_longer_public_is_no_longer_offered(
    site: HomePage, away: Callable[[ImprovementPage], Any]
) -> None:
    notice = write_improvement(site)
    assert titles(BLOOD)
    away(notice)
    assert not titles(BLOOD)


def test_a_summary_that_nobody_approved_is_not_offered(published: CaseSummaryPage) -> None:
    CaseSummaryPage.objects.update(done_here="没有人看过的话。")
    edition.forget()
    assert not titles(WAITED)


def test_the_pages_are_looked_through_once_an_edition(published: CaseSummaryPage) -> None:
    titles(WAITED)
    with CaptureQueriesContext(connection) as asked:
        titles("另一个人写的：" + WAITED)
    assert not asked


def test_the_form_shows_it(visitor: Visitor, site: HomePage) -> None:
    notice = write_improvement(site)
    form = visitor.get("/feedback/submit/").form()
    page = visitor.post("/feedback/submit/", {**form, "story": BLOOD, "look_around": "yes"})
    assert page.soup.select_one("#look-around .public_links a")["href"] == notice.url


# --- The comparison itself, on the pages of the demonstration -------------------------------------
def told() -> list[tuple[str, str]]:
    """The demonstration's summaries and notices by their Chinese title, in both languages."""
    stories = [
        (one.chinese.title, f"{words.title} {words.matter}")
        for one in STORIES
        for words in (one.chinese, one.english)
    ]
    notices = [
        (one.chinese.title, f"{words.title} {words.lead} {words.said}")
        for one in IMPROVEMENTS
        for words in (one.chinese, one.english)
    ]
    return [*stories, *notices]


@pytest.fixture(scope="module")
def library() -> Library[str]:
    return Library(told())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("打了一上午电话，都没人接。", "咨询电话，有人接了一半"),
        ("Nobody answers the phone, I called ten times.", "咨询电话，有人接了一半"),
        ("厕所太臭了，地上都是水。", "厕所按钟点打扫，异味还在"),
        ("The toilets smell and the floor is wet.", "厕所按钟点打扫，异味还在"),
        ("费用清单看不懂，同一个检查收了两次钱。", "清单上同一项检查出现两次"),
        ("The bill shows the same test twice.", "清单上同一项检查出现两次"),
        ("发药的窗口给我拿错药了，剂量不对。", "药盒一样，剂量不一样"),
        ("医生停诊也不通知，白跑一趟。", "停诊改期，用短信早一天告诉您"),
        ("投诉后一直没有回复。", "反映了问题，过了期限没有回音"),
        ("坐轮椅上坡很困难，没有扶手。", "一条建议，让坡道有了扶手"),
        ("预约了九点，等到十一点才看，没有人说一声。", "按预约时间到，等了两个多小时"),
    ],
)
def test_the_same_told_in_other_words_is_found(
    library: Library[str], text: str, title: str
) -> None:
    assert library.near(text, most=5)[0].key == title


@pytest.mark.skipif(not PETITIONS.exists(), reason="the shared data is not here")
def test_of_real_petitions_few_are_led_to_the_demonstrations_pages(library: Library[str]) -> None:
    """Hardly any is about what ten summaries tell of: what is offered to many is offered at random."""
    rows = [json.loads(line) for line in PETITIONS.read_text(encoding="utf-8").splitlines()]
    led = [row for row in rows if library.near(row["text"], most=5)]
    assert len(led) <= len(rows) * 0.06


def test_no_more_of_a_text_is_read_than_a_voice_may_have(library: Library[str]) -> None:
    bound = likeness.words("抽" * likeness.READ + "厕所很臭")
    assert "=toilet" not in bound
