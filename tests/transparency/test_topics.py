"""The topic of a month: chosen from shown numbers, written by an editor, read with the month's figures."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command

from feedback.figures import category_names
from portal.models import Hospital, User
from tests.factories import CaseFactory
from tests.pages import write_improvement
from tests.transparency.conftest import hide_among, put_out, write_summary
from tests.transparency.planted import document, plant, row
from tests.transparency.test_two_persons import fields
from tests.visitor import Page, Visitor
from transparency import bulletins, choosing, topics
from transparency.choosing import Around, Why
from transparency.models import Release, ReportPage, SummaryIndexPage, TopicPage, TransparencyPage
from transparency.periods import Period

CHINA = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 11, 1, 0, 30, tzinfo=CHINA)
SECOND = datetime(2026, 11, 2, 9, 0, tzinfo=CHINA)
OCTOBER = Period.read("2026-10")
OVERVIEW, TOPIC = "/en/transparency/", "/en/transparency/topic-2026-10/"
WORDS = {
    "heard": "Several people drew a number and did not know how long it would take.",
    "doing": "A screen shows how many are before you. At night it is not staffed yet.",
    "advice": "Ask at the desk; it is not rude.",
}
KNOWN = ["PRO", "FEE", "ATT"]


def counted(**received: int | None) -> dict[str, Any]:
    """What a month's document says when so many matters of each field were received."""
    rows = [
        row(code, received=number, due=number, on_time=number) for code, number in received.items()
    ]
    return {**document(OCTOBER, received=100), "by_category": rows}


def october(**received: int | None) -> Release:
    return plant("2026-10", counted(**received))


def prepared(moment: datetime = FIRST) -> list[TopicPage]:
    """Look for the topic of the last month at a moment, and return all topics there are."""
    with time_machine.travel(moment, tick=False):
        topics.prepare(Hospital.objects.get(code="main"))
    return list(TopicPage.objects.order_by("path"))


def write_topic(
    index: SummaryIndexPage, month: date = date(2026, 10, 1), **other: Any
) -> TopicPage:
    """Put a topic out below the English overview."""
    overview = TransparencyPage.objects.get(locale__language_code="en")
    words = {"title": f"Waiting in {month:%B}", "slug": f"topic-{month:%Y-%m}", "category": "PRO"}
    page = TopicPage(**{**WORDS, **words, **other}, month=month, locale=overview.locale)
    overview.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def drafts(index: SummaryIndexPage) -> list[TopicPage]:
    """What waits on the first of November: most matters of October were about waiting."""
    october(PRO=40, FEE=20, ATT=None)
    return prepared()


@pytest.fixture
def at_the_desk() -> Iterator[None]:
    with time_machine.travel(SECOND):
        yield


def panel(user: User) -> Any:
    return Visitor(user).get("/admin/").soup.select_one("section[aria-labelledby=waiting-topics]")


# --- Choosing -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "year", "quarter", "chosen"),
    [
        ({"PRO": 40, "FEE": 20}, None, None, (Why.MOST, "PRO")),
        ({"PRO": 40, "FEE": 40}, None, None, (Why.MOST, "PRO")),
        ({"FEE": 10, "ATT": None, "PRO": 0}, None, None, (Why.MOST, "FEE")),
        ({"PRO": 90, "FEE": 60}, {"PRO": 85, "FEE": 20}, None, (Why.ROSE_IN_A_YEAR, "FEE")),
        ({"PRO": 90, "FEE": 60}, {"PRO": 85, "FEE": 50}, None, (Why.MOST, "PRO")),
        ({"PRO": 90, "FEE": 60}, {"PRO": 85, "FEE": None}, None, (Why.MOST, "PRO")),
        ({"PRO": 90, "FEE": 20}, {"PRO": 85, "FEE": 0}, None, (Why.ROSE_IN_A_YEAR, "FEE")),
        ({"PRO": 90, "FEE": 60}, None, {"PRO": 250, "FEE": 60}, (Why.ROSE_SINCE_QUARTER, "FEE")),
        ({"PRO": 90, "FEE": 60}, None, {"PRO": 250, "FEE": 165}, (Why.MOST, "PRO")),
        (
            {"PRO": 90, "FEE": 60}, {"PRO": 30, "FEE": 60}, {"PRO": 250, "FEE": 30},
            (Why.ROSE_IN_A_YEAR, "PRO"),
        ),
    ],
)  # fmt: skip
def test_a_clear_rise_goes_before_the_largest_number(
    now: Any, year: Any, quarter: Any, chosen: Any
) -> None:
    before = [counted(**one) if one else None for one in (year, quarter)]
    assert choosing.choose(counted(**now), Around(*before), known=KNOWN) == chosen


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (counted(PRO=None, FEE=None), Why.WITHHELD),
        (counted(PRO=None, **{"": 40}), Why.WITHHELD),
        ({**counted(), "left_out": ["by_category"]}, Why.LEFT_OUT),
        (counted(), Why.NOTHING),
        (counted(PRO=0, **{"": 40}), Why.NOTHING),
        (counted(**{"~FEE\nATT": 40}), Why.WITHHELD),
    ],
)
def test_of_what_is_not_shown_nothing_is_chosen(found: Any, why: Why) -> None:
    assert choosing.choose(found, Around(), known=KNOWN) == (why, "")


@pytest.mark.parametrize(
    ("told", "chosen"),
    [
        ([], (Why.MOST_SO_FAR, "PRO")),
        (["PRO"], (Why.MOST_SO_FAR, "FEE")),
        (["PRO", "FEE"], (Why.LEFT_OUT, "")),
    ],
)
def test_where_a_month_is_too_small_the_year_so_far_is_asked(told: list[str], chosen: Any) -> None:
    around = Around(so_far=counted(PRO=40, FEE=20, ATT=None))
    small = {**counted(), "left_out": ["by_category"]}
    assert choosing.choose(small, around, known=KNOWN, told=told) == chosen


@pytest.mark.parametrize(
    ("month", "quarter"),
    [
        ("2026-10", "2026-Q3"),
        ("2026-12", "2026-Q3"),
        ("2026-04", "2026-Q1"),
        ("2026-02", "2025-Q4"),
    ],
)
def test_a_month_is_compared_with_the_quarter_that_was_over(month: str, quarter: str) -> None:
    assert topics.quarter_before(Period.read(month)) == Period.read(quarter)


def test_figures_counted_by_another_definition_are_not_compared(index: SummaryIndexPage) -> None:
    older = plant("2025-10", counted(FEE=10))
    Release.objects.filter(pk=older.pk).delete()
    october(PRO=90, FEE=60)
    plant("2025-10", counted(PRO=85, FEE=20))
    hospital, release = Hospital.objects.get(code="main"), Release.objects.get(start="2026-10-01")
    assert topics.choose(hospital, release).category == "FEE"
    release.parameters = {"definitions": {"received": "Something else."}}
    assert topics.choose(hospital, release) == (Why.MOST, "PRO")


# --- Preparing ------------------------------------------------------------------------------------
def test_on_the_first_a_draft_waits_in_each_language(drafts: list[TopicPage]) -> None:
    found = [(page.locale.language_code, page.category, page.live) for page in drafts]
    assert found == [("zh-hans", "PRO", False), ("en", "PRO", False)]
    assert drafts[0].get_translation(drafts[1].locale).pk == drafts[1].pk


def test_the_draft_says_why_this_field_and_leaves_the_words_to_people(
    drafts: list[TopicPage],
) -> None:
    assert "no other field whose number is shown had more matters" in drafts[1].lead
    assert drafts[1].title.startswith("October 2026: ")
    assert [drafts[1].heard, drafts[1].doing, drafts[1].advice] == ["", "", ""]


def test_it_comes_with_the_report_of_the_month(index: SummaryIndexPage) -> None:
    came = datetime(2026, 10, 12, 9, tzinfo=CHINA)
    for _number in range(12):
        CaseFactory(assigned=True, category="FEE-01", received_at=came)
    with time_machine.travel(FIRST, tick=False):
        assert bulletins.sweep() == 4
    assert [page.category for page in TopicPage.objects.all()] == ["FEE", "FEE"]
    assert ReportPage.objects.count() == 2


def test_a_later_round_finds_nothing_new(drafts: list[TopicPage]) -> None:
    assert prepared(SECOND) == drafts


def test_a_draft_that_was_thrown_away_does_not_come_back(drafts: list[TopicPage]) -> None:
    drafts[0].delete()
    assert [page.pk for page in prepared(SECOND)] == [drafts[1].pk]


def test_by_name_it_can_be_prepared_again(drafts: list[TopicPage], at_the_desk: None) -> None:
    plant("2026-to-10", counted(PRO=40))
    drafts[0].delete()
    call_command("prepare_report", "2026-10")
    assert TopicPage.objects.count() == 2


def test_a_topic_an_editor_wrote_by_hand_is_left_alone(index: SummaryIndexPage) -> None:
    own = write_topic(index, slug="ours", category="FEE")
    october(PRO=40)
    found = prepared()
    assert [page.category for page in found] == ["FEE", "FEE"]
    assert found[0].translation_key == own.translation_key


def test_of_two_workers_at_once_the_slower_makes_no_second_draft(
    index: SummaryIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    october(PRO=40)
    choose = topics.choose

    def overtaken(hospital: Hospital, release: Release) -> Any:
        monkeypatch.undo()
        assert len(topics.prepare(hospital)) == 2
        return choose(hospital, release)

    monkeypatch.setattr(topics, "choose", overtaken)
    assert len(prepared()) == 2


def test_in_a_small_hospital_each_month_of_a_year_has_another_topic(
    index: SummaryIndexPage,
) -> None:
    write_topic(index, date(2026, 9, 1), category="PRO")
    write_topic(index, date(2025, 12, 1), category="FEE")
    plant("2026-10", {**counted(), "left_out": ["by_category"]})
    plant("2026-to-10", counted(PRO=40, FEE=20))
    found = prepared()
    assert [page.category for page in found if page.month == date(2026, 10, 1)] == ["FEE", "FEE"]
    assert "not yet a topic this year" in found[-1].lead


def test_altered_figures_give_no_topic(index: SummaryIndexPage) -> None:
    release = october(PRO=40)
    Release.objects.filter(pk=release.pk).update(document=counted(FEE=40))
    assert not prepared()


# --- At the editor's desk -------------------------------------------------------------------------
def test_the_editor_finds_the_drafts(drafts: list[TopicPage], editor: User) -> None:
    links = [link["href"] for link in panel(editor).select("a")]
    assert links == [f"/admin/pages/{page.pk}/edit/" for page in drafts]


def test_whoever_edits_no_pages_finds_none(drafts: list[TopicPage], officer: User) -> None:
    assert panel(officer) is None


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (counted(PRO=None), Why.WITHHELD),
        ({**counted(), "left_out": ["by_category"]}, Why.LEFT_OUT),
        (counted(), Why.NOTHING),
    ],
)
def test_where_nothing_can_be_chosen_the_editor_is_told_why(
    index: SummaryIndexPage, editor: User, at_the_desk: None, found: Any, why: Why
) -> None:
    plant("2026-10", found)
    assert not prepared()
    assert choosing.obstacle(why, OCTOBER) in panel(editor).text


def test_a_month_later_nobody_is_told_of_it_any_more(index: SummaryIndexPage, editor: User) -> None:
    plant("2026-10", counted(PRO=None))
    prepared()
    with time_machine.travel(datetime(2026, 12, 2, 9, tzinfo=CHINA)):
        assert panel(editor) is None


def test_what_was_written_by_hand_after_all_is_no_longer_missed(
    index: SummaryIndexPage, editor: User, at_the_desk: None
) -> None:
    plant("2026-10", counted(PRO=None))
    prepared()
    write_topic(index)
    assert panel(editor) is None


def send(by: Visitor, page: TopicPage, **changed: str) -> Page:
    sent = fields(page, by, **{"gate-seen": "", **changed})
    return by.post(f"/admin/pages/{page.pk}/edit/", sent)


@pytest.mark.parametrize("missing", ["heard", "doing"])
def test_a_draft_with_an_empty_field_is_not_published(
    drafts: list[TopicPage], editor: User, missing: str
) -> None:
    words = {**WORDS, missing: " ", "action-publish": "1"}
    page = send(Visitor(editor), drafts[1], **words)
    assert page.soup.select_one(
        f"[name={missing}][aria-invalid], #id_{missing}-errors, .error-message"
    )
    assert WORDS["advice"] in page.text
    assert not TopicPage.objects.get(pk=drafts[1].pk).live


def test_no_other_route_publishes_it_empty(drafts: list[TopicPage]) -> None:
    with pytest.raises(ValidationError):
        drafts[0].get_latest_revision().publish()


def test_the_editor_writes_and_publishes(drafts: list[TopicPage], editor: User) -> None:
    send(Visitor(editor), drafts[1], **WORDS, **{"action-publish": "1"})
    assert TopicPage.objects.get(pk=drafts[1].pk).live


def test_a_half_written_draft_is_kept(drafts: list[TopicPage], editor: User) -> None:
    send(Visitor(editor), drafts[1], heard=WORDS["heard"], month="2026-10-17")
    saved = TopicPage.objects.get(pk=drafts[1].pk).get_latest_revision_as_object()
    assert (saved.heard, saved.month) == (WORDS["heard"], date(2026, 10, 1))


def test_a_day_in_a_topic_is_looked_at_before_it_goes_out(
    drafts: list[TopicPage], editor: User
) -> None:
    telling = {**WORDS, "heard": "On 3 October a woman of 47 waited four hours."}
    send(Visitor(editor), drafts[1], **telling, **{"action-publish": "1"})
    assert not TopicPage.objects.get(pk=drafts[1].pk).live


# --- What the public reads ------------------------------------------------------------------------
def test_the_page_tells_what_was_heard_done_and_can_be_done(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    write_topic(index)
    text = visitor.get(TOPIC).text
    assert all(words in text for words in WORDS.values())


def test_its_numbers_come_from_the_public_release(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    release = october(PRO=40)
    plant("2025-10", counted(PRO=20))
    write_topic(index)
    page = visitor.get(TOPIC)
    told = page.soup.select_one(".topic .record__list").get_text(" ", strip=True)
    assert told.startswith("Received 40 A year earlier 20 Answered on time 100% 40 of 40")
    assert "clearly more than a year before" in page.text
    assert release.short_hash in page.text
    links = {a["href"] for a in page.soup.select(".topic a")}
    assert links == {"/en/transparency/statistics/2026-10/", "/en/transparency/data/2026-10/"}


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (35, "No clear change"),
        (90, "clearly less than a year before"),
        (None, "cannot be told: a number is withheld"),
    ],
)
def test_only_what_chance_cannot_explain_is_called_a_change(
    index: SummaryIndexPage, visitor: Visitor, before: int | None, said: str
) -> None:
    october(PRO=40)
    plant("2025-10", counted(PRO=before))
    write_topic(index)
    assert said in visitor.get(TOPIC).text


def test_a_withheld_number_is_called_withheld(index: SummaryIndexPage, visitor: Visitor) -> None:
    october(PRO=None)
    write_topic(index)
    page = visitor.get(TOPIC)
    assert page.soup.select(".topic .withheld")
    assert "stands for withheld" in page.text


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (counted(**{"~PRO\nFEE": 20}), "counted together with others"),
        (counted(ATT=40), "do not count this field apart"),
    ],
)
def test_a_field_not_counted_apart_is_said_to_be_so(
    index: SummaryIndexPage, visitor: Visitor, found: Any, said: str
) -> None:
    plant("2026-10", found)
    write_topic(index)
    page = visitor.get(TOPIC)
    assert said in page.text
    assert not page.soup.select(".topic .record__list")


def test_what_is_too_small_for_the_month_is_told_of_the_year(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    plant("2026-10", {**counted(), "left_out": ["by_category"]})
    plant("2026-to-10", counted(PRO=40))
    write_topic(index)
    told = visitor.get(TOPIC).soup.select_one(".topic").get_text(" ", strip=True)
    assert "it would say too little. January to October 2026 Received 40" in told


@pytest.mark.parametrize("changes", [{"published_at": None}, {"document": counted(PRO=90)}])
def test_figures_not_public_or_altered_are_not_shown(
    index: SummaryIndexPage, visitor: Visitor, changes: Any
) -> None:
    Release.objects.filter(pk=october(PRO=40).pk).update(**changes)
    write_topic(index)
    page = visitor.get(TOPIC)
    assert "figures of this month are not published" in page.text
    assert not page.soup.select(".topic .record__list")


def test_when_the_figures_come_out_the_page_has_them(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    write_topic(index)
    assert "40" not in visitor.get(TOPIC).soup.select_one(".topic").text
    october(PRO=40)
    TransparencyPage.objects.first().save()  # a new edition, as `releases.publish` begins one
    assert "40" in visitor.get(TOPIC).soup.select_one(".topic").text


def test_beside_it_stand_stories_and_measures_of_its_field_only(
    index: SummaryIndexPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    hide_among("FEE-01")
    put_out(write_summary(index, by=editor, title="等候"), by=reviewer)
    put_out(write_summary(index, by=editor, slug="2", category="FEE", title="费用"), by=reviewer)
    site = index.get_parent().get_parent().specific
    write_improvement(site, title="增开窗口")
    write_improvement(site, title="清单", category="FEE")
    page = TransparencyPage.objects.get(locale__language_code="zh-hans")
    page.add_child(
        instance=TopicPage(
            title="十月话题", slug="topic", category="PRO", month=date(2026, 10, 1), **WORDS,
            locale=page.locale,
        )
    )  # fmt: skip
    shown = visitor.get("/transparency/topic/").soup.select(".card__title")
    assert [one.get_text(strip=True) for one in shown] == ["增开窗口", "等候"]


def test_no_more_than_three_of_each_stand_beside_it(
    site: Any, index: SummaryIndexPage, visitor: Visitor
) -> None:
    english = site.get_translations().first().specific
    for number in range(4):
        write_improvement(english, title=f"Measure {number}")
    write_topic(index)
    assert len(visitor.get(TOPIC).soup.select("[aria-labelledby=improvements-alike] .card")) == 3


def test_from_each_topic_lead_ways_to_the_earlier_and_the_newest(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    for month in (8, 10, 9):
        write_topic(index, date(2026, month, 1))
    below = {
        address: [a.get_text() for a in visitor.get(address).soup.select(".topics a")]
        for address in (TOPIC, TOPIC.replace("10", "09"), TOPIC.replace("10", "08"))
    }
    assert list(below.values()) == [
        ["Waiting in September", "Waiting in August"],
        ["The newest topic: Waiting in October", "Waiting in August"],
        ["The newest topic: Waiting in October"],
    ]


def test_the_overview_shows_the_newest_and_leads_to_the_earlier(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    assert not visitor.get(OVERVIEW).soup.select("#newest-topic")
    for month in (10, 9):
        write_topic(index, date(2026, month, 1))
    links = visitor.get(OVERVIEW).soup.select("[aria-labelledby=newest-topic] a")
    assert [a["href"] for a in links] == [TOPIC, f"{TOPIC}#other-topics"]


def test_a_topic_taken_down_is_on_no_page(index: SummaryIndexPage, visitor: Visitor) -> None:
    write_topic(index, date(2026, 9, 1))
    write_topic(index).unpublish()
    assert "October" not in visitor.get(OVERVIEW).soup.select_one("#newest-topic").parent.text
    assert "October" not in visitor.get(TOPIC.replace("10", "09")).soup.main.text


@pytest.mark.parametrize("address", [OVERVIEW, TOPIC])
def test_a_page_costs_a_few_queries(
    index: SummaryIndexPage, visitor: Visitor, django_assert_max_num_queries: Any, address: str
) -> None:
    october(PRO=40)
    for month in (10, 9, 8):
        write_topic(index, date(2026, month, 1))
    visitor.get(address)
    with django_assert_max_num_queries(3):
        visitor.get(address)


# --- Found by others ------------------------------------------------------------------------------
def test_the_feed_tells_of_the_newest_first_and_leads_to_the_overview(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    for month in (9, 10):
        write_topic(index, date(2026, month, 1))
    root = ET.fromstring(visitor.get("/en/transparency/topics.atom").body)  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [one.text for one in root.iterfind(f"{atom}entry/{atom}title")]
    assert titles == ["Waiting in October", "Waiting in September"]
    assert root.find(f"{atom}link").get("href").endswith(OVERVIEW)


def test_search_sitemap_and_those_sent_a_link_are_told_of_it(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    write_topic(index, lead="Not knowing how long it takes.")
    assert TOPIC in {a["href"] for a in visitor.get("/en/search/?q=screen").soup.select("main a")}
    assert TOPIC in visitor.get("/sitemap.xml").body.decode()
    told = visitor.get(TOPIC).soup.select_one("meta[property='og:description']")
    assert told["content"] == "Not knowing how long it takes."


def test_all_fields_an_editor_may_choose_can_be_the_topic(index: SummaryIndexPage) -> None:
    for code in category_names():
        found = choosing.choose(counted(**{code: 10}), Around(), known=list(category_names()))
        assert found.category == code
