"""A report is prepared when a month is over, waits for people, and shows frozen figures or none."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command

from feedback.vocabulary import Kind
from portal import chores
from portal.models import Hospital, User
from tests.factories import CaseFactory
from tests.transparency.test_two_persons import fields
from tests.visitor import Page, Visitor
from transparency import bulletins, releases
from transparency.models import Release, ReportIndexPage, ReportPage, SummaryIndexPage
from transparency.models.report import SENTENCE, FiguresNotPublic
from transparency.periods import Period

CHINA = ZoneInfo("Asia/Shanghai")
OCTOBER, SO_FAR = Period(2026, 10, 10), Period(2026, 1, 10)
FIRST = datetime(2026, 11, 1, 0, 30, tzinfo=CHINA)
SECOND = datetime(2026, 11, 2, 9, 0, tzinfo=CHINA)
LIST, REPORT = "/en/transparency/reports/", "/en/transparency/reports/2026-10/"


@pytest.fixture
def hospital(index: SummaryIndexPage) -> Hospital:
    """A hospital with its site, to which twelve people wrote in October."""
    came = datetime(2026, 10, 12, 9, 0, tzinfo=CHINA)
    for _ in range(12):
        CaseFactory(received_at=came)
    return Hospital.objects.get(code="main")


@pytest.fixture
def drafts(hospital: Hospital) -> list[ReportPage]:
    """What waits on the first of November, in Chinese and in English."""
    return prepared(FIRST)


@pytest.fixture
def public(drafts: list[ReportPage]) -> ReportPage:
    """The English report, after somebody published the figures and an editor the page."""
    return put_out(drafts[1])


def prepared(moment: datetime) -> list[ReportPage]:
    """Let the house go its round at a moment, and return all reports there are."""
    with time_machine.travel(moment, tick=False):
        chore = next(one for one in chores.all_of_them() if one.work == bulletins.sweep)
        chore.work()
    return list(ReportPage.objects.order_by("path"))


def send(by: Visitor, page: ReportPage, **changed: str) -> Page:
    """Save the editor's form."""
    sent = fields(page, by, **{"body-count": "0", **changed})
    return by.post(f"/admin/pages/{page.pk}/edit/", sent)


def put_out(page: ReportPage) -> ReportPage:
    with time_machine.travel(SECOND):
        for release in Release.objects.all():
            releases.publish(release)
        page.get_latest_revision().publish()
    return ReportPage.objects.get(pk=page.pk)


# --- Preparing ------------------------------------------------------------------------------------
def test_on_the_first_a_draft_waits_in_each_language(drafts: list[ReportPage]) -> None:
    found = [(page.locale.language_code, page.slug, page.live) for page in drafts]
    assert found == [("zh-hans", "2026-10", False), ("en", "2026-10", False)]


def test_the_two_are_each_others_translation(drafts: list[ReportPage]) -> None:
    assert drafts[0].get_translation(drafts[1].locale).pk == drafts[1].pk


def test_month_and_year_so_far_are_frozen_and_nothing_is_published(
    drafts: list[ReportPage],
) -> None:
    assert {one.period for one in Release.objects.all()} == {OCTOBER, SO_FAR}
    assert not Release.objects.published().exists()


def test_a_house_that_stood_still_on_the_first_prepares_on_the_second(hospital: Hospital) -> None:
    assert len(prepared(SECOND)) == 2


@pytest.mark.parametrize("again", [FIRST, SECOND, datetime(2026, 11, 30, 23, 0, tzinfo=CHINA)])
def test_a_later_round_finds_nothing_new(drafts: list[ReportPage], again: datetime) -> None:
    before = drafts, Release.objects.count()
    assert (prepared(again), Release.objects.count()) == before


def test_the_next_month_gets_a_report_of_its_own(drafts: list[ReportPage]) -> None:
    found = prepared(datetime(2026, 12, 1, 0, 5, tzinfo=CHINA))
    assert sorted(page.slug for page in found) == ["2026-10", "2026-10", "2026-11", "2026-11"]


def test_of_two_workers_at_once_the_slower_makes_no_second_draft(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze = bulletins._freeze

    def overtaken(*args: Any, **options: Any) -> Any:
        monkeypatch.undo()
        assert len(bulletins.prepare(hospital)) == 2
        return freeze(*args, **options)

    monkeypatch.setattr(bulletins, "_freeze", overtaken)
    assert len(prepared(FIRST)) == Release.objects.count() == 2


def test_a_draft_that_was_thrown_away_does_not_come_back(drafts: list[ReportPage]) -> None:
    drafts[0].delete()
    assert [page.pk for page in prepared(SECOND)] == [drafts[1].pk]


@time_machine.travel(SECOND)
def test_by_name_it_can_be_prepared_again(drafts: list[ReportPage]) -> None:
    drafts[0].delete()
    call_command("prepare_report", "2026-10")
    assert ReportPage.objects.count() == 2


@time_machine.travel(SECOND)
@pytest.mark.parametrize("wrong", [["2026-11"], ["2026-99"], ["--hospital", "x"]])
def test_the_command_refuses_in_a_sentence(hospital: Hospital, wrong: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("prepare_report", *wrong)


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2026, 11, 1), ["2026-10"]),
        (date(2026, 10, 31), ["2026-09", "2026-Q3"]),
        (date(2027, 1, 1), ["2026-12", "2026-Q4", "2026"]),
        (date(2026, 4, 1), ["2026-03", "2026-Q1"]),
    ],
)
def test_quarter_and_year_are_reported_when_they_end(today: date, codes: list[str]) -> None:
    assert [period.code for period in bulletins.ended(today)] == codes


def test_a_site_without_a_list_of_reports_gets_none(hospital: Hospital) -> None:
    ReportIndexPage.objects.all().delete()
    assert not prepared(FIRST)
    assert not Release.objects.exists()


def test_figures_somebody_froze_before_are_taken_as_they_are(hospital: Hospital) -> None:
    with time_machine.travel(FIRST):
        frozen = releases.freeze(hospital, OCTOBER)
    assert prepared(FIRST)[0].release == frozen


def test_the_first_words_tell_the_rounded_number_and_no_other(drafts: list[ReportPage]) -> None:
    assert "10 matters reached the hospital" in drafts[1].opening
    assert "12" not in drafts[1].opening


# --- Before it goes out ---------------------------------------------------------------------------
def test_the_editor_finds_the_drafts_and_the_way_to_their_figures(
    drafts: list[ReportPage], editor: User
) -> None:
    panel = (
        Visitor(editor).get("/admin/").soup.select_one("section[aria-labelledby=waiting-reports]")
    )
    links = {link["href"] for link in panel.select("a")}
    assert links == {
        *(f"/admin/pages/{page.pk}/edit/" for page in drafts),
        f"/admin/transparency/figures/{drafts[0].release_id}/",
    }


def test_whoever_edits_no_pages_finds_none(drafts: list[ReportPage], officer: User) -> None:
    assert not Visitor(officer).get("/admin/").soup.select("#waiting-reports")


def test_publishing_before_the_figures_is_refused_with_the_way_out(
    drafts: list[ReportPage], editor: User
) -> None:
    page = drafts[0]
    answer = send(Visitor(editor), page, **{"action-publish": "1"})
    assert str(SENTENCE) in answer.text
    assert answer.soup.select(f"a[href='/admin/transparency/figures/{page.release_id}/']")
    assert not ReportPage.objects.get(pk=page.pk).live


def test_a_draft_can_be_saved_before_the_figures_are_public(
    drafts: list[ReportPage], editor: User
) -> None:
    send(Visitor(editor), drafts[0], opening="等候是主要问题。")
    saved = ReportPage.objects.get(pk=drafts[0].pk).get_latest_revision_as_object()
    assert saved.opening == "等候是主要问题。"


def test_after_the_figures_the_editor_publishes(drafts: list[ReportPage], editor: User) -> None:
    releases.publish(drafts[0].release)
    send(Visitor(editor), drafts[0], **{"action-publish": "1"})
    assert ReportPage.objects.get(pk=drafts[0].pk).live


def test_no_other_route_publishes_it_before_its_figures(drafts: list[ReportPage]) -> None:
    with pytest.raises(FiguresNotPublic):
        drafts[0].get_latest_revision().publish()


# --- What the public reads ------------------------------------------------------------------------
def test_the_report_shows_words_figures_and_where_they_come_from(
    public: ReportPage, visitor: Visitor
) -> None:
    page = visitor.get(REPORT)
    assert [one.get_text(" ", strip=True) for one in page.soup.select("main h2")][:3] == [
        "What stood out", "October 2026 in figures", "Beside it: the year so far",
    ]  # fmt: skip
    assert public.release.short_hash in page.text
    assert "/en/transparency/statistics/2026-10/" in {a["href"] for a in page.soup.select("a")}


def test_what_is_too_small_for_the_month_is_told_of_the_year(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    for month, number in ((9, 12), (10, 2)):
        for kind in (Kind.COMPLAINT, Kind.ENQUIRY):
            came = datetime(2026, month, 12, 9, 0, tzinfo=CHINA)
            CaseFactory.create_batch(number, kind=kind, received_at=came)
    put_out(prepared(FIRST)[1])
    assert "January to October 2026" in visitor.get(REPORT).soup.select_one("#report-by_kind").text


def test_figures_that_were_altered_are_not_shown_nor_their_words(
    public: ReportPage, visitor: Visitor
) -> None:
    Release.objects.filter(pk=public.release_id).update(
        document={**public.release.document, "x": 1}
    )
    page = visitor.get(REPORT)
    assert "not what was frozen" in page.text
    assert not page.soup.select(".measure")
    assert "10 matters" not in page.text


def test_a_page_whose_figures_are_not_public_says_so_and_is_not_listed(
    drafts: list[ReportPage], visitor: Visitor
) -> None:
    ReportPage.objects.filter(pk=drafts[1].pk).update(live=True)
    assert "not published yet" in visitor.get(REPORT).text
    assert not visitor.get(REPORT).soup.select(".measure")
    assert not visitor.get(LIST).soup.select(".reports__link")


def test_the_search_keeps_back_words_about_altered_figures(public: ReportPage) -> None:
    assert public.may_be_found
    Release.objects.filter(pk=public.release_id).update(
        document={**public.release.document, "x": 1}
    )
    assert not ReportPage.open_to_search().get().may_be_found


def test_a_corrected_report_says_when_and_leads_to_the_change(
    public: ReportPage, hospital: Hospital, visitor: Visitor
) -> None:
    CaseFactory.create_batch(20, received_at=datetime(2026, 10, 20, 9, 0, tzinfo=CHINA))
    with time_machine.travel(datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)):
        releases.publish(releases.freeze(hospital, OCTOBER, reason=("补录", "Late letters.")))
    note = visitor.get(REPORT).soup.select_one(".report__correction")
    assert "20 November 2026" in note.text
    assert "Late letters." in note.text
    assert note.select("a[href='/en/transparency/corrections/']")


def test_the_list_stands_by_year_the_newest_first(public: ReportPage, visitor: Visitor) -> None:
    put_out(prepared(datetime(2027, 1, 1, 1, 0, tzinfo=CHINA))[-1])
    page = visitor.get(LIST)
    assert [one.get_text() for one in page.soup.select("main h2")] == ["Reports of 2026"]
    assert [one["href"] for one in page.soup.select(".reports__link")][-1] == REPORT


def test_before_the_first_report_the_list_says_when_one_comes(
    hospital: Hospital, visitor: Visitor
) -> None:
    assert "No report has been published yet." in visitor.get(LIST).text


@pytest.mark.parametrize(("address", "queries"), [(LIST, 3), (REPORT, 3)])
def test_a_page_costs_a_few_queries(
    public: ReportPage, visitor: Visitor, django_assert_max_num_queries: Any,
    address: str, queries: int,
) -> None:  # fmt: skip
    visitor.get(address)
    with django_assert_max_num_queries(queries):
        visitor.get(address)
