"""What a reader learns from improvement notices, also when a measure did not work."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import HomePage
from tests.pages import english, write_improvement
from tests.visitor import Visitor
from transparency.models import Effect, Progress

EVALUATED = {"progress": Progress.EVALUATED, "evaluation": "比较前后各三个月，没有变化。"}


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


@pytest.mark.parametrize("effect", Effect)
def test_the_verdict_is_told_with_its_reasons(
    site: HomePage, visitor: Visitor, effect: Effect
) -> None:
    page = visitor.get(write_improvement(site, effect=effect, **EVALUATED).url)
    assert page.soup.select_one(f".verdict--{effect}").get_text() == str(effect.label)
    assert EVALUATED["evaluation"] in page.text


def test_a_measure_that_did_not_work_says_so_in_the_list(site: HomePage, visitor: Visitor) -> None:
    write_improvement(site, effect=Effect.NOT, **EVALUATED)
    card = visitor.get("/transparency/improvements/").soup.select_one(".card__meta")
    assert str(Effect.NOT.label) in card.get_text()


def test_without_an_evaluation_there_is_no_verdict(site: HomePage, visitor: Visitor) -> None:
    assert not visitor.get(write_improvement(site).url).soup.select(".verdict")


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
