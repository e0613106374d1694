"""The system fixes what a measure is compared with, looks three times, and is never talked round."""

from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from home.models import HomePage
from portal import chores
from portal.models import Hospital, SiteSettings, User
from tests.pages import english
from tests.transparency.issued import alter, issue
from tests.transparency.measured import DONE, document, month, months, notice, six_before, typed
from tests.visitor import Visitor
from transparency import judging, windows
from transparency.effect import Verdict
from transparency.models import Baseline, Evaluation, ImprovementPage, Progress, Release
from transparency.periods import Period


def verdicts() -> list[tuple[int, str]]:
    return list(Evaluation.objects.values_list("months", "verdict"))


# --- What it is compared with ---------------------------------------------------------------------
def test_the_half_year_before_is_fixed_once(site: HomePage) -> None:
    notice(site)
    six_before(40)
    assert judging.sweep() == 1
    before = Baseline.objects.get().before
    assert (before["first"], before["last"], before["shown"]) == ("2025-10", "2026-03", 240)
    assert (before["low"], before["high"], before["days"]) == (228, 252, 182)
    assert judging.sweep() == 0


def test_each_number_says_which_release_it_was_read_in(site: HomePage) -> None:
    notice(site)
    releases = six_before(40)
    judging.sweep()
    told = [one["sha256"] for one in Baseline.objects.get().before["releases"]]
    assert told == [release.sha256 for release in releases]


def test_with_five_months_it_waits_for_the_sixth(site: HomePage) -> None:
    notice(site)
    months(-5, 40, 40, 40, 40, 40)
    assert judging.sweep() == 0
    month(-6, 40)
    assert judging.sweep() == 1


def test_when_it_is_time_to_look_fewer_months_will_do(site: HomePage) -> None:
    notice(site)
    months(-2, 40, 40)
    month(1, 40)
    judging.sweep()
    assert Baseline.objects.get().before["months"] == 2


def test_a_gap_ends_what_it_is_compared_with(site: HomePage) -> None:
    notice(site)
    months(-6, 40, 40, 40)
    months(-2, 40, 40)
    month(1, 40)
    judging.sweep()
    assert Baseline.objects.get().before["months"] == 2


def test_without_the_month_before_nothing_is_fixed(site: HomePage) -> None:
    notice(site)
    months(-6, 40, 40, 40, 40, 40)
    month(1, 40)
    assert judging.sweep() == 0


@pytest.mark.parametrize("what", [{"live": False}, {"done": None, "progress": Progress.PLANNED}])
def test_drafts_and_promises_are_not_judged(site: HomePage, what: dict[str, Any]) -> None:
    notice(site, **what)
    six_before()
    assert judging.sweep() == 0


def test_a_notice_behind_a_door_is_not_judged(site: HomePage) -> None:
    page = notice(site)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    six_before()
    assert (judging.sweep(), judging.judge(page)) == (0, 0)


def test_figures_that_are_not_public_are_not_used(site: HomePage) -> None:
    notice(site)
    six_before(published=False)
    assert judging.sweep() == 0


def test_altered_figures_are_not_used(site: HomePage) -> None:
    notice(site)
    alter(six_before()[-1])
    assert judging.sweep() == 0


def test_figures_of_another_hospital_are_not_used(site: HomePage) -> None:
    notice(site)
    SiteSettings.objects.update_or_create(
        site=site.get_site(), defaults={"hospital": Hospital.objects.get(code="main")}
    )
    other = Hospital.objects.create(code="other", name="另一家医院")
    six_before(hospital=other)
    assert judging.sweep() == 0


def test_both_languages_share_what_is_fixed(site: HomePage) -> None:
    page = notice(site)
    notice(english(site), translation_key=page.translation_key, done=date(2026, 2, 1))
    six_before()
    judging.sweep()
    assert Baseline.objects.get().done == date(2026, 4, 1)


def test_whoever_moves_the_month_later_moves_nothing(site: HomePage) -> None:
    page = notice(site)
    six_before()
    judging.sweep()
    ImprovementPage.objects.filter(pk=page.pk).update(done=date(2026, 1, 1), category="CLN")
    months(1, 20)
    judging.sweep()
    kept = Baseline.objects.get()
    assert (kept.done, kept.category) == (date(2026, 4, 1), "PRO")
    assert Evaluation.objects.get().after == 20


def test_a_corrected_release_changes_nothing_that_was_fixed(site: HomePage) -> None:
    notice(site)
    six_before(40)
    judging.sweep()
    month(-1, 90, version=2)
    judging.sweep()
    assert Baseline.objects.get().before["shown"] == 240


# --- What is found --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("after", "said"),
    [
        ([20] * 6, ["fewer", "fewer", "fewer"]),
        ([40] * 6, ["unclear", "unclear", "unclear"]),
        ([80] * 6, ["more", "more", "more"]),
        ([15, 15, 15, 40, 40, 45], ["fewer", "fewer", "came_back"]),
    ],
)
def test_it_looks_after_one_three_and_six_months(
    site: HomePage, after: list[int], said: list[str]
) -> None:
    notice(site)
    six_before(40)
    months(1, *after)
    judging.sweep()
    assert verdicts() == list(zip((1, 3, 6), said, strict=True))


def test_each_look_waits_for_its_figures_and_is_never_done_again(site: HomePage) -> None:
    notice(site)
    six_before(40)
    month(1, 20)
    judging.sweep()
    first = Evaluation.objects.get()
    month(1, 60, version=2)
    months(2, 20, 20)
    judging.sweep()
    assert verdicts() == [(1, "fewer"), (3, "unclear")]
    assert Evaluation.objects.get(months=1).at == first.at


def test_the_month_in_which_it_was_done_belongs_to_neither_side(site: HomePage) -> None:
    notice(site)
    six_before(40)
    month(0, 500)
    month(1, 40)
    judging.sweep()
    assert verdicts() == [(1, "unclear")]


def test_few_before_tell_nothing(site: HomePage) -> None:
    notice(site)
    months(-6, 10, 0, 0, 0, 0, 0)
    months(1, 0, 0, 0, 0, 0, 0)
    judging.sweep()
    assert {verdict for _span, verdict in verdicts()} == {Verdict.TOO_FEW}


def test_visits_are_used_where_every_month_has_them(site: HomePage) -> None:
    notice(site)
    six_before(40, visits=10_000)
    month(1, 40, visits=30_000)
    judging.sweep()
    found = Evaluation.objects.get()
    assert (found.exposure["by"], found.verdict) == ("visits", Verdict.FEWER)


def test_days_are_used_where_one_month_has_no_visits(site: HomePage) -> None:
    notice(site)
    six_before(40, visits=10_000)
    month(1, 40)
    judging.sweep()
    found = Evaluation.objects.get()
    assert (found.exposure["by"], found.verdict) == ("days", Verdict.UNCLEAR)


def test_a_withheld_month_counts_as_at_most_what_the_table_leaves(site: HomePage) -> None:
    notice(site)
    six_before(40)
    month(1, None)
    judging.sweep()
    found = Evaluation.objects.get()
    assert found.after is None
    # The whole of 110 says at most 112, the others of 100 at least 98.
    assert found.exposure["between"][1] == [0, 14]
    assert found.verdict == Verdict.FEWER


def test_a_table_that_was_left_out_is_too_little_to_tell(site: HomePage) -> None:
    notice(site)
    six_before(40)
    silent = {**document(40), "by_category": [], "left_out": ["by_category"]}
    issue(windows.later(DONE, 1).code, document=silent)
    judging.sweep()
    assert verdicts() == [(1, "too_few")]


def test_where_even_the_whole_is_withheld_nothing_is_computed(site: HomePage) -> None:
    notice(site)
    six_before(40)
    nothing = {"total": {"received": None}, "by_category": [], "activity": {}}
    issue(windows.later(DONE, 1).code, document=nothing)
    judging.sweep()
    found = Evaluation.objects.get()
    assert (found.ratio_low, found.ratio_high, found.verdict) == (None, None, Verdict.TOO_FEW)


def test_a_judged_measure_is_called_evaluated_in_both_languages(site: HomePage) -> None:
    page = notice(site)
    notice(english(site), translation_key=page.translation_key)
    six_before(40)
    month(1, 20)
    judging.sweep()
    assert set(ImprovementPage.objects.values_list("progress", flat=True)) == {Progress.EVALUATED}


# --- Of quarters and months -----------------------------------------------------------------------
MARCH, QUARTER = Period(2026, 3, 3), Period(2026, 1, 3)


def test_a_quarter_is_read_instead_of_its_months_where_it_leaves_less_open() -> None:
    documents = {one: document(40) for one in QUARTER.months} | {QUARTER: document(120)}
    found = windows.known(documents, QUARTER.months, "PRO")
    assert (found.shown, found.low, found.high, found.periods) == (120, 118, 122, (QUARTER,))


def test_months_are_read_where_the_quarter_withholds() -> None:
    documents = {one: document(40) for one in QUARTER.months} | {QUARTER: document(None)}
    found = windows.known(documents, QUARTER.months, "PRO")
    assert (found.shown, found.periods) == (120, tuple(QUARTER.months))


def test_a_quarter_is_not_used_for_a_part_of_it() -> None:
    assert windows.known({QUARTER: document(120)}, QUARTER.months[:2], "PRO") is None


def test_a_run_over_the_year_is_read_from_both_years() -> None:
    december = Period(2025, 12, 12)
    documents = {december: document(40), Period(2026, 1, 1): document(30)}
    found = windows.known(documents, windows.run(Period(2026, 1, 1), 2), "PRO")
    assert (found.shown, found.days) == (70, 62)


def test_what_stands_together_with_others_is_no_more_than_all_of_them() -> None:
    together = {"code": "~PRO\nFEE", "counts": {"received": 15}}
    found = {"total": {"received": 40}, "by_category": [together]}
    assert windows.received(found, "PRO") == (None, 0, 17)


# --- When -----------------------------------------------------------------------------------------
def test_publishing_figures_judges_at_once(site: HomePage, superuser: User) -> None:
    notice(site)
    releases = six_before(published=False)
    found = {"release": [one.pk for one in releases]}
    Visitor(superuser).post("/admin/transparency/figures/publish-all/", found)
    assert Baseline.objects.count() == 1


def test_publishing_one_release_judges_at_once(site: HomePage, superuser: User) -> None:
    notice(site)
    *_others, last = six_before()
    Release.objects.filter(pk=last.pk).update(published_at=None)
    Visitor(superuser).post(f"/admin/transparency/figures/{last.pk}/publish/")
    assert Baseline.objects.count() == 1


def test_publishing_a_notice_judges_it_at_once(site: HomePage, superuser: User) -> None:
    page = notice(site, live=False)
    page.save_revision()
    six_before()
    sent = typed(page, **{"action-publish": "1"})
    Visitor(superuser).post(f"/admin/pages/{page.pk}/edit/", sent)
    assert Baseline.objects.count() == 1


def test_the_round_of_the_house_judges(site: HomePage) -> None:
    notice(site)
    six_before()
    next(one for one in chores.all_of_them() if "judge" in one.name).work()
    assert Baseline.objects.count() == 1


def test_a_page_that_was_kept_shows_the_verdict_at_once(site: HomePage, visitor: Visitor) -> None:
    page = notice(site)
    six_before(40)
    month(1, 20)
    assert not visitor.get(page.url).soup.select(".verdict")
    judging.sweep()
    assert visitor.get(page.url).soup.select(".verdict--fewer")


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_at_once_each_row_comes_once(site: HomePage) -> None:
    notice(site)
    six_before(40)
    month(1, 20)
    ready, wrong = Barrier(2), []

    def work() -> None:
        try:
            ready.wait()
            judging.sweep()
        except Exception as error:  # noqa: BLE001 - a thread tells nobody
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (wrong, Baseline.objects.count(), Evaluation.objects.count()) == ([], 1, 1)
