"""What a reader learns from improvement notices, also when a measure did not work."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from home.models import HomePage
from portal import edition
from portal.models import User
from tests.pages import english, write_improvement
from tests.transparency.measured import judged, month, months, notice, six_before, typed
from tests.visitor import Page, Visitor
from transparency import judging
from transparency.effect import Verdict
from transparency.models import Baseline, Evaluation, ImprovementPage, Progress
from transparency.models.told import between


def shown(visitor: Visitor, address: str = "/transparency/improvements/") -> list[str]:
    return [one.get_text(strip=True) for one in visitor.get(address).soup.select(".card__title")]


def test_a_notice_tells_the_whole_story(site: HomePage, visitor: Visitor) -> None:
    page = write_improvement(site)
    text = visitor.get(page.url).text
    for part in (page.said, page.cause, page.measure, page.responsible, "2026年5月"):
        assert part in text


@pytest.mark.parametrize(("cause", "told"), [("Too few desks.", True), ("", False)])
def test_a_cause_stands_there_when_it_is_known(
    site: HomePage, visitor: Visitor, cause: str, told: bool
) -> None:
    page = write_improvement(english(site), cause=cause)
    assert ("Why it was so" in visitor.get(page.url).text) is told


@pytest.mark.parametrize(("progress", "station"), [*zip(Progress.values, range(4), strict=True)])
def test_the_steps_show_how_far_it_is(
    site: HomePage, visitor: Visitor, progress: str, station: int
) -> None:
    steps = visitor.get(write_improvement(site, progress=progress).url).soup.select(".steps__item")
    assert [step.has_attr("aria-current") for step in steps].index(True) == station


# --- Did it work? ---------------------------------------------------------------------------------
def test_the_verdict_is_printed_by_the_system(site: HomePage, visitor: Visitor) -> None:
    page = visitor.get(judged(english(site), 20, 20, 20).url)
    assert page.soup.select_one(".verdict--fewer").get_text() == "Fewer than before"
    assert "In the three months after it, 24% to 70% fewer came in." in page.text


def test_the_newest_look_has_the_word(site: HomePage, visitor: Visitor) -> None:
    page = visitor.get(judged(english(site), 15, 15, 15, 40, 40, 45).url)
    assert page.soup.select_one(".verdict--came_back").get_text() == "It came back"
    assert "no longer clearly fewer than before" in page.text


def test_each_look_stands_in_the_table_with_its_rates(site: HomePage, visitor: Visitor) -> None:
    page = visitor.get(judged(english(site), 20, 20, 20).url)
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.soup.select("table tbody tr")
    ]
    assert [row[:2] + row[3:] for row in rows] == [
        ["1", "Fewer than before", "240", "20", "39.6", "19.4"],
        ["3", "Fewer than before", "240", "60", "39.6", "19.6"],
    ]


def test_rates_are_told_for_visits_where_these_are_known(site: HomePage, visitor: Visitor) -> None:
    page = notice(english(site))
    six_before(40, visits=20_000)
    month(1, 40, visits=40_000)
    judging.sweep()
    row = visitor.get(page.url).soup.select_one("table tbody tr").get_text("|", strip=True)
    assert row.endswith("|240|40|20.0|10.0")


def test_a_withheld_count_stays_withheld(site: HomePage, visitor: Visitor) -> None:
    page = visitor.get(judged(english(site), None).url)
    assert page.soup.select_one("table tbody td:nth-of-type(4) .withheld")
    assert "withheld" in page.soup.select_one(".data_table__note").get_text()


def test_it_says_what_it_is_compared_with_and_since_when(site: HomePage, visitor: Visitor) -> None:
    page = judged(english(site), 20)
    Baseline.objects.update(fixed_at=datetime(2026, 5, 2, 9, tzinfo=UTC))
    edition.forget()
    text = visitor.get(page.url).text
    assert "compared with the 6 months before it, October 2025 to March 2026" in text
    assert "This was fixed on 2 May 2026" in text or "This was fixed on May 2, 2026" in text
    assert "could be known by then" not in text


def test_what_was_fixed_late_says_so(site: HomePage, visitor: Visitor) -> None:
    page = judged(english(site), 20)
    Baseline.objects.update(fixed_at=datetime(2026, 6, 1, 9, tzinfo=UTC))
    edition.forget()
    assert "could be known by then" in visitor.get(page.url).text


def test_the_next_look_is_announced_until_the_last(site: HomePage, visitor: Visitor) -> None:
    page = judged(english(site), 20)
    assert "after three months, follows when the figures of July 2026" in visitor.get(page.url).text
    months(2, 20, 20, 20, 20, 20)
    judging.sweep()
    assert "The next look" not in visitor.get(page.url).text


def test_the_figures_it_was_read_from_are_linked(site: HomePage, visitor: Visitor) -> None:
    page = visitor.get(judged(site, 20).url)
    links = [link["href"] for link in page.soup.select(".effect a")]
    assert links[0] == "/transparency/statistics/2025-10/"
    assert links[-1] == "/transparency/statistics/2026-05/"
    assert all(visitor.get(link).status == 200 for link in links)


def test_the_verdict_says_what_it_cannot_say(site: HomePage, visitor: Visitor) -> None:
    text = visitor.get(judged(english(site), 20).url).text
    for doubt in ("season", "easier to tell us", "whole hospital", "becomes less by itself"):
        assert doubt in text


def test_both_languages_show_the_same_verdict(site: HomePage, visitor: Visitor) -> None:
    page = judged(site, 20)
    twin = notice(english(site), translation_key=page.translation_key)
    assert visitor.get(twin.url).soup.select(".verdict--fewer")


def test_the_editors_words_stand_beside_the_verdict(site: HomePage, visitor: Visitor) -> None:
    page = judged(english(site), 40, evaluation="We timed it on the spot.")
    shown = visitor.get(page.url)
    assert "We timed it on the spot." in shown.text
    assert shown.soup.select_one(".verdict").get_text() == "No clear change"


def test_a_verdict_stands_in_the_list_too(site: HomePage, visitor: Visitor) -> None:
    judged(site, 20)
    card = visitor.get("/transparency/improvements/").soup.select_one(".card__meta")
    assert str(Verdict.FEWER.label) in card.get_text()


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"done": None, "progress": "planned"}, "It is not done yet"),
        ({}, "As soon as the figures before and after it are public"),
    ],
)
def test_before_the_figures_it_says_what_will_stand_there(
    site: HomePage, visitor: Visitor, other: dict[str, Any], told: str
) -> None:
    page = visitor.get(notice(english(site), **other).url)
    assert told in page.text
    assert not page.soup.select(".verdict")


def test_a_notice_costs_so_many_questions(
    site: HomePage, visitor: Visitor, django_assert_num_queries: Any
) -> None:
    page = judged(site, 20, 20, 20)
    visitor.get("/transparency/improvements/")
    with django_assert_num_queries(13):
        visitor.get(page.url)


# --- Overdue --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("progress", "due", "late"),
    [
        ("planned", date(2026, 4, 1), True),
        ("underway", date(2026, 4, 1), True),
        ("underway", date(2026, 5, 1), False),  # its month has begun and is not over
        ("done", date(2026, 4, 1), False),
        ("planned", None, False),
    ],
)
@time_machine.travel(datetime(2026, 5, 20, tzinfo=UTC), tick=False)
def test_overdue_is_said_plainly(
    site: HomePage, visitor: Visitor, progress: str, due: date | None, late: bool
) -> None:
    page = write_improvement(english(site), progress=progress, due=due)
    assert ("should have been done by April 2026" in visitor.get(page.url).text) is late
    assert shown(visitor, "/en/transparency/improvements/?progress=overdue") == [page.title] * late
    card = visitor.get("/en/transparency/improvements/").soup.select_one(".card__meta")
    assert ("overdue, was due April 2026" in card.get_text()) is late


# --- Voices ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("voices", "told"),
    [(None, "fewer than eight"), (15, "about 15"), (0, "")],
)
def test_how_many_voices_led_to_it_is_told_as_far_as_it_may_be(
    site: HomePage, visitor: Visitor, voices: int | None, told: str
) -> None:
    counted = {"voices": voices, "voices_counted": date(2026, 5, 1)}
    text = visitor.get(write_improvement(english(site), **counted).url).text
    assert (f"Voices that led to it {told}" in text) is bool(told)


def test_voices_that_nobody_counted_are_not_called_few(site: HomePage, visitor: Visitor) -> None:
    assert "Voices" not in visitor.get(write_improvement(english(site)).url).text


# --- What an editor may write ---------------------------------------------------------------------
@pytest.fixture
def root(superuser: User) -> User:
    """The IT person, who reads the admin in English."""
    UserProfile.objects.create(user=superuser, preferred_language="en")
    return superuser


def sent(page: ImprovementPage, by: User, **changes: str) -> Page:
    return Visitor(by).post(f"/admin/pages/{page.pk}/edit/", typed(page, **changes))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"done": ""}, "Say in which month"),
        ({"progress": "planned"}, "choose “Done, not yet evaluated”"),
        ({"done": "2099-01-01"}, "has not come yet"),
        ({"progress": "evaluated"}, "Select a valid choice"),
        ({"done": "x"}, "Enter a valid date"),
    ],
)
def test_month_and_progress_agree(
    site: HomePage, root: User, changes: dict[str, str], told: str
) -> None:
    page = notice(site)
    answer = sent(page, root, said="很多人说的话。", **changes)
    assert told in answer.text
    assert "很多人说的话。" in answer.text


@pytest.mark.parametrize(
    "changes", [{"done": "2026-01-01"}, {"category": "COM"}, {"done": "", "progress": "underway"}]
)
def test_once_it_is_compared_nothing_is_moved(
    site: HomePage, root: User, changes: dict[str, str]
) -> None:
    page = judged(site)
    answer = sent(page, root, said="很多人说的话。", **changes)
    assert "could be chosen to please" in answer.text
    assert "很多人说的话。" in answer.text


def test_other_words_may_still_be_changed(site: HomePage, root: User) -> None:
    page = judged(site, 20)
    page.refresh_from_db()
    answer = sent(page, root, said="很多人说的话。", done="2026-04-17", **{"action-publish": "1"})
    page.refresh_from_db()
    assert (answer.status, page.said, page.done) == (302, "很多人说的话。", date(2026, 4, 1))


def test_an_older_draft_does_not_take_the_verdict_back(site: HomePage) -> None:
    page = notice(site)
    older = page.save_revision().pk
    six_before()
    month(1, 20)
    judging.sweep()
    Revision.objects.get(pk=older).publish()
    page.refresh_from_db()
    assert page.progress == Progress.EVALUATED


# --- The list -------------------------------------------------------------------------------------
def test_the_list_can_be_narrowed_to_one_point(site: HomePage, visitor: Visitor) -> None:
    for progress in Progress.values:
        write_improvement(site, title=progress, progress=progress)
    assert shown(visitor, "/transparency/improvements/?progress=done") == ["done"]


@pytest.mark.parametrize("progress", ["", "x", "%00", "DONE"])
def test_an_unknown_point_shows_all(site: HomePage, visitor: Visitor, progress: str) -> None:
    write_improvement(site)
    assert len(shown(visitor, f"/transparency/improvements/?progress={progress}")) == 1


def test_a_point_that_no_measure_is_at_says_so(site: HomePage, visitor: Visitor) -> None:
    write_improvement(site)
    page = visitor.get("/transparency/improvements/?progress=done")
    assert page.soup.select("main .notice")
    assert page.soup.select_one("option[selected]")["value"] == "done"


def test_an_empty_list_says_what_will_stand_there(site: HomePage, visitor: Visitor) -> None:
    write_improvement(site, live=False)
    page = visitor.get("/transparency/improvements/")
    assert page.soup.select("main .notice")
    assert not page.soup.select("main form")


def test_the_overview_shows_the_newest_three(site: HomePage, visitor: Visitor) -> None:
    for number in range(4):
        write_improvement(site, title=f"改进{number}").save_revision().publish()
    cards = visitor.get("/transparency/").soup.select("[aria-labelledby=newest-improvements] .card")
    assert len(cards) == 3


@pytest.mark.parametrize(("days", "told"), [(0, False), (40, True)])
def test_a_notice_brought_up_to_date_says_so(
    site: HomePage, visitor: Visitor, days: int, told: bool
) -> None:
    first = timezone.now() - timedelta(days=days)
    page = write_improvement(english(site), first_published_at=first)
    page.save_revision().publish()
    assert ("Brought up to date" in visitor.get(page.url).text) is told


# --- The interval in words ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.309, 0.751, "24% to 70% fewer"),
        (1.204, 1.609, "20% to 61% more"),
        (0.8, 1.349, "20% fewer to 35% more"),
        (0.5, 1.0, "50% fewer to as many"),
        (1.2, None, "at least 20% more"),
        (0.0, None, ""),
        (None, None, ""),
    ],
)
def test_the_change_is_told_in_per_cent_rounded_outwards(
    low: float | None, high: float | None, told: str
) -> None:
    with translation.override("en"):
        assert between(Evaluation(ratio_low=low, ratio_high=high)) == told
