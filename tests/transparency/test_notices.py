"""From the office's measure to a public notice, and how the notice follows the measure from then on."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from feedback.models import Category, Improvement
from feedback.services import improving
from feedback.vocabulary import Effect, Phase
from home.models import HomePage
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.pages import write_improvement
from tests.transparency.measured import notice, six_before, typed
from tests.visitor import Visitor
from transparency import judging, noticing
from transparency.models import ImprovementIndexPage, ImprovementPage, Progress

OFFICE = "/admin/transparency/notice"


@pytest.fixture
def measure(site: HomePage, officer: User) -> Improvement:
    """What Officer Li plans against waiting."""
    return Improvement.objects.create(
        hospital=DepartmentFactory(ward=True).hospital,
        title="周一采血排队",
        problem="多人反映周一采血等候过久。",
        cause="八点同时送检。",
        measure="提前半小时开五个窗口。",
        category=Category.objects.get(code="PRO-02"),
        department=DepartmentFactory(ward=True),
        owner=officer,
        due_on=date(2026, 5, 20),
        by=officer,
        at=timezone.now(),
    )


def told(measure: Improvement) -> ImprovementPage:
    return ImprovementPage.objects.get(measure_number=measure.pk)


def changed(measure: Improvement, **columns: Any) -> None:
    Improvement.objects.filter(pk=measure.pk).update(**columns)


# --- The button -----------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["officer", "director"])
def test_who_reads_all_measures_drafts_a_notice(
    measure: Improvement, request: pytest.FixtureRequest, who: str
) -> None:
    staff = Visitor(request.getfixturevalue(who))
    room = staff.get(f"/admin/cases/improvements/{measure.pk}/")
    assert room.soup.select_one(f"form[action='{OFFICE}/{measure.pk}/']")
    answer = staff.follow(staff.post(f"{OFFICE}/{measure.pk}/"))
    assert measure.title in answer.text


@pytest.mark.parametrize("who", ["doctor", "editor", "reviewer", "oversight"])
def test_nobody_else_is_offered_one_or_gets_one(
    measure: Improvement, request: pytest.FixtureRequest, who: str
) -> None:
    staff = Visitor(request.getfixturevalue(who))
    room = staff.get(f"/admin/cases/improvements/{measure.pk}/")
    assert not room.soup.select(f"form[action^='{OFFICE}']")
    assert staff.post(f"{OFFICE}/{measure.pk}/").status == 404
    assert not ImprovementPage.objects.exists()


@pytest.mark.parametrize("number", [0, 10**6, 10**30])
def test_a_measure_that_is_not_there_is_not_found(
    site: HomePage, officer: User, number: int
) -> None:
    assert Visitor(officer).post(f"{OFFICE}/{number}/").status == 404


def test_a_notice_that_is_not_there_is_not_found(site: HomePage, officer: User) -> None:
    for number in (0, 10**30):
        assert Visitor(officer).get(f"/admin/transparency/notice-drafted/{number}/").status == 404


def test_looking_drafts_nothing(measure: Improvement, officer: User) -> None:
    assert Visitor(officer).get(f"{OFFICE}/{measure.pk}/").status == 405


def test_the_draft_holds_the_measures_words_and_no_person(
    measure: Improvement, officer: User
) -> None:
    Visitor(officer).post(f"{OFFICE}/{measure.pk}/")
    page = told(measure)
    assert (page.said, page.cause, page.measure) == (
        measure.problem,
        measure.cause,
        measure.measure,
    )
    assert (page.category, page.responsible) == ("PRO", measure.department.name)
    assert (page.live, page.due, page.progress) == (False, date(2026, 5, 1), Progress.PLANNED)
    content = str(page.get_latest_revision().content)
    assert officer.last_name not in content


def test_a_second_press_finds_the_first(measure: Improvement, officer: User) -> None:
    for _press in range(2):
        Visitor(officer).post(f"{OFFICE}/{measure.pk}/")
    assert told(measure)


def test_a_measure_without_a_category_is_drafted_too(measure: Improvement, officer: User) -> None:
    changed(measure, category=None)
    Visitor(officer).post(f"{OFFICE}/{measure.pk}/")
    assert told(measure).category == ""


def test_without_a_list_the_officer_is_told_whom_to_ask(
    measure: Improvement, officer: User
) -> None:
    for index in ImprovementIndexPage.objects.all():
        index.delete()
    answer = Visitor(officer).post(f"{OFFICE}/{measure.pk}/")
    assert answer.status == 409
    assert answer.soup.select(".help-warning")


def test_the_next_turn_of_the_wheel_is_another_notice(
    measure: Improvement, officer: User, site: HomePage
) -> None:
    page = notice(site, measure_number=measure.pk)
    six_before()
    judging.judge(page)
    second, is_new = noticing.draft(measure.pk, by=officer)
    assert is_new
    assert second.done is None
    assert noticing.draft(measure.pk, by=officer) == (second, False)


def test_the_draft_waits_on_the_editors_start_page(
    measure: Improvement, officer: User, editor: User
) -> None:
    page, _new = noticing.draft(measure.pk, by=officer)
    start = Visitor(editor).get("/admin/")
    assert start.soup.select_one(f"#waiting-notices ~ table a[href='/admin/pages/{page.pk}/edit/']")
    assert not Visitor(officer).get("/admin/").soup.select("#waiting-notices")


# --- What follows by itself -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("columns", "facts"),
    [
        ({"phase": Phase.DO}, ("underway", date(2026, 5, 1), None)),
        ({"due_on": date(2026, 8, 9)}, ("planned", date(2026, 8, 1), None)),
        (
            {"phase": Phase.CHECK, "done_on": date(2026, 4, 30)},
            ("done", date(2026, 5, 1), date(2026, 4, 1)),
        ),
    ],
)
def test_a_notice_follows_its_measure(
    measure: Improvement, officer: User, columns: dict[str, Any], facts: tuple[Any, ...]
) -> None:
    noticing.draft(measure.pk, by=officer)
    changed(measure, **columns)
    assert noticing.sweep() == 1
    page = told(measure)
    assert (page.progress, page.due, page.done) == facts
    assert noticing.sweep() == 0


@time_machine.travel(datetime(2026, 6, 2, tzinfo=UTC), tick=False)
def test_overdue_is_public_whether_an_editor_does_anything_or_not(
    measure: Improvement, officer: User, visitor: Visitor
) -> None:
    page, _new = noticing.draft(measure.pk, by=officer)
    page.get_latest_revision().publish()
    assert visitor.get(told(measure).url).soup.select(".overdue")


def test_an_older_draft_does_not_bring_the_old_facts_back(
    measure: Improvement, officer: User
) -> None:
    page, _new = noticing.draft(measure.pk, by=officer)
    changed(measure, phase=Phase.CHECK, done_on=date(2026, 4, 30))
    noticing.sweep()
    Revision.objects.get(pk=page.latest_revision_id).publish()
    assert (told(measure).progress, told(measure).done) == ("done", date(2026, 4, 1))


def test_what_follows_cannot_be_typed(measure: Improvement, officer: User, superuser: User) -> None:
    page, _new = noticing.draft(measure.pk, by=officer)
    typing = {"progress": "done", "done": "2026-01-01", "due": "2027-01-01", "said": "改过的话。"}
    sent = typed(page, **typing, **{"action-publish": "1"})
    answer = Visitor(superuser).post(f"/admin/pages/{page.pk}/edit/", sent)
    page = told(measure)
    assert (answer.status, page.live, page.said) == (302, True, "改过的话。")
    assert (page.progress, page.due, page.done) == ("planned", date(2026, 5, 1), None)


def test_words_an_editor_typed_are_never_touched(measure: Improvement, officer: User) -> None:
    page, _new = noticing.draft(measure.pk, by=officer)
    ImprovementPage.objects.filter(pk=page.pk).update(said="编辑的话。")
    changed(measure, problem="内部的话。", phase=Phase.DO)
    noticing.sweep()
    assert told(measure).said == "编辑的话。"


def test_once_it_is_compared_it_follows_no_more(measure: Improvement, site: HomePage) -> None:
    page = notice(site, measure_number=measure.pk)
    six_before()
    judging.judge(page)
    noticing.sweep()
    assert told(measure).done == date(2026, 4, 1)


def test_a_notice_of_no_measure_is_left_alone(site: HomePage) -> None:
    page = write_improvement(site)
    assert noticing.sweep() == 0
    page.refresh_from_db()
    assert page.voices_counted is None


def test_a_measure_that_is_gone_leaves_its_notice_standing(site: HomePage) -> None:
    write_improvement(site, measure_number=10**6, live=False)
    assert noticing.sweep() == 0


# --- Voices ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(("linked", "kept"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10)])
def test_voices_are_kept_as_they_may_be_shown(
    measure: Improvement, site: HomePage, linked: int, kept: int | None
) -> None:
    page = write_improvement(site, measure_number=measure.pk)
    measure.cases.set(CaseFactory.create_batch(linked))
    noticing.sweep()
    page.refresh_from_db()
    assert (page.voices, page.voices_counted) == (kept, timezone.localdate())


def test_voices_are_counted_once_a_month(measure: Improvement, site: HomePage) -> None:
    page = write_improvement(site, measure_number=measure.pk)
    with time_machine.travel(datetime(2026, 5, 10, tzinfo=UTC), tick=False):
        noticing.sweep()
        measure.cases.set(CaseFactory.create_batch(8))
        noticing.sweep()
        page.refresh_from_db()
        assert page.voices == 0
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=False):
        noticing.sweep()
    page.refresh_from_db()
    assert page.voices == 10


def test_a_draft_counts_nobody(measure: Improvement, officer: User) -> None:
    noticing.draft(measure.pk, by=officer)
    noticing.sweep()
    assert told(measure).voices_counted is None


# --- The whole way --------------------------------------------------------------------------------
def test_from_the_office_to_the_verdict(
    measure: Improvement, officer: User, superuser: User, visitor: Visitor
) -> None:
    UserProfile.objects.create(user=superuser, preferred_language="en")
    page, _new = noticing.draft(measure.pk, by=officer)
    sent = typed(page, lead="提前开窗。", **{"action-publish": "1"})
    Visitor(superuser).post(f"/admin/pages/{page.pk}/edit/", sent)
    measure.refresh_from_db()
    improving.carry_out(measure, by=officer)
    improving.done(measure, by=officer, on=date(2026, 4, 20), text="已开。")
    improving.evaluate(
        measure, by=officer, effect=Effect.TOO_FEW, looked_at="件数", evaluation="看。"
    )
    six_before()
    noticing.sweep()
    judging.sweep()
    assert "2025年10月" in visitor.get(told(measure).url).text
