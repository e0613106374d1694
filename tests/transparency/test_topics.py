"""The topic of a month is drafted once, waits for an editor, and goes out with words only."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command

from portal.models import Hospital, User
from tests.factories import CaseFactory
from tests.transparency.monthly import OCTOBER, WORDS, counted, october, write_topic
from tests.transparency.planted import plant
from tests.transparency.test_two_persons import fields
from tests.visitor import Page, Visitor
from transparency import bulletins, choosing, topics
from transparency.choosing import Why
from transparency.models import Release, ReportPage, SummaryIndexPage, TopicPage

CHINA = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 11, 1, 0, 30, tzinfo=CHINA)
SECOND = datetime(2026, 11, 2, 9, 0, tzinfo=CHINA)


def prepared(moment: datetime = FIRST) -> list[TopicPage]:
    """Look for the topic of the last month at a moment, and return all topics there are."""
    with time_machine.travel(moment, tick=False):
        topics.prepare(Hospital.objects.get(code="main"))
    return list(TopicPage.objects.order_by("path"))


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
