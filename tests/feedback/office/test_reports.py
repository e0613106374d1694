"""The reports: who may read them, what they show of few and of many, as a page and as a file."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from feedback import services
from feedback.models import Case, CaseTally, SphereTeam, TallyMark
from feedback.office.reports.shelf import REPORTS
from feedback.services import tallies
from feedback.vocabulary import Cohort, Count, Dimension, Kind, Sphere
from portal import roles
from portal.models import Hospital, User
from tests.factories import CaseFactory, DepartmentFactory, HospitalFactory, UserFactory
from tests.visitor import Page, Visitor

pytestmark = pytest.mark.django_db

OURS = ("volume", "rates", "on-time", "days", "reopened", "backlog")
NOVEMBER = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
MONTHS = {"first": "2026-01", "last": "2026-06"}


def report(user: User, slug: str, **asked: str) -> Page:
    return Visitor(user).get(f"/admin/cases/reports/{slug}/", asked)


def cells(page: Page, exhibit: str) -> list[list[str]]:
    rows = page.soup.select(f"#{exhibit} tbody tr")
    return [[" ".join(cell.text.split()) for cell in row.find_all(["th", "td"])] for row in rows]


def tally(
    month: str,
    number: int,
    count: str,
    dimension: str = Dimension.TOTAL,
    value: str = "",
    **more: str,
) -> None:
    CaseTally.objects.create(
        hospital=HospitalFactory(), month=date.fromisoformat(f"{month}-01"), number=number,
        count=count, dimension=dimension, value=value, **{"kind": Kind.COMPLAINT, **more},
    )  # fmt: skip


@pytest.mark.parametrize("slug", [one.slug for one in REPORTS])
@pytest.mark.parametrize("who", ["officer", "director", "oversight", "superuser"])
def test_office_management_and_oversight_read_every_report(slug: str, who: str) -> None:
    assert report(UserFactory(**{who: True}), slug).status == 200


@pytest.mark.parametrize("slug", [one.slug for one in REPORTS])
@pytest.mark.parametrize("who", ["doctor", "chen", "editor", "reviewer"])
def test_nobody_else_reads_any(slug: str, who: str) -> None:
    assert report(UserFactory(**{who: True}), slug).to == "/admin/"


def test_a_report_that_does_not_exist_is_not_found(officer: User) -> None:
    assert report(officer, "no-such-report").status == 404


def test_the_list_names_every_report_with_its_question(officer: User) -> None:
    page = Visitor(officer).get("/admin/cases/reports/")
    assert len(page.soup.select(".shelf li")) == len(REPORTS)


@pytest.mark.parametrize("slug", OURS)
def test_an_empty_house_is_told_so_in_a_sentence(officer: User, slug: str) -> None:
    assert report(officer, slug).soup.select(".exhibit .empty, .exhibit tbody")


@pytest.mark.parametrize("slug", OURS)
def test_a_report_asks_at_most_ten_questions_of_its_own(
    officer: User, slug: str, django_assert_max_num_queries: Any
) -> None:
    for stage in ("closed", "replied", "accepted", "declined"):
        CaseFactory(**{stage: True}, received_at=timezone.now() - timedelta(days=40))
    tallies.sweep()
    visitor = Visitor(officer)
    visitor.get(f"/admin/cases/reports/{slug}/")
    with django_assert_max_num_queries(15):  # five are the frame's: session, person, rights
        visitor.get(f"/admin/cases/reports/{slug}/")


@pytest.mark.parametrize(
    "asked",
    [
        {"first": "May"},
        {"first": "2026-05", "last": "2026-01"},
        {"first": "1900-01"},
        {"kind": "x"},
    ],
)
@pytest.mark.parametrize("slug", ["volume", "rates"])
def test_months_that_are_none_are_refused_with_a_sentence(
    officer: User, slug: str, asked: Any
) -> None:
    page = report(officer, slug, **asked)
    assert page.status == 200
    assert page.soup.select("[role=alert]")


def test_a_rate_that_does_not_exist_is_refused_with_a_sentence(officer: User) -> None:
    assert report(officer, "rates", rate="luck").soup.select("[role=alert]")


def test_months_stand_beside_the_same_month_of_the_year_before(officer: User) -> None:
    tally("2025-03", 7, Count.RECEIVED)
    tally("2026-03", 12, Count.RECEIVED)
    row = cells(report(officer, "volume", **MONTHS), "months")[2]
    assert (row[1], row[6]) == ("12", "7")


@time_machine.travel(NOVEMBER)
def test_a_season_is_an_index_over_whole_years(officer: User) -> None:
    for back in range(24):
        year, month = 2024 + (10 + back) // 12, (10 + back) % 12 + 1
        tally(f"{year}-{month:02}", 220 if month == 2 else 100, Count.RECEIVED)
    season = cells(report(officer, "volume"), "season")
    assert [row[1] for row in season] == ["91", "200", *["91"] * 10]


@time_machine.travel(NOVEMBER)
def test_less_than_two_years_show_no_season(officer: User) -> None:
    for month in range(1, 11):
        tally(f"2026-{month:02}", 50, Count.RECEIVED)
    assert report(officer, "volume").soup.select("#season .empty")


def test_a_rate_of_fewer_than_ten_is_only_so_many_of_so_many(officer: User) -> None:
    for value, number in (("web", 9), ("phone", 10)):
        tally("2026-02", number, Count.DUE, Dimension.CHANNEL, value)
        tally("2026-02", 5, Count.ON_TIME, Dimension.CHANNEL, value)
    phone, web = cells(report(officer, "on-time", **MONTHS), "channel")
    assert phone[1:] == ["5", "10", "50", "23.7", "76.3"]
    assert web[1:] == ["5", "9", "–", "–", "–"]


def test_what_was_reopened_is_said_of_what_was_answered(officer: User) -> None:
    tally("2026-02", 40, Count.ANSWERED)
    tally("2026-02", 6, Cohort.REOPENED)
    assert cells(report(officer, "reopened", **MONTHS), "months")[1][1:4] == ["6", "40", "15"]
    assert cells(report(officer, "reopened", **MONTHS), "kind")[0][1:4] == ["6", "40", "15"]


def test_half_is_answered_later_when_much_is_still_open(officer: User) -> None:
    ward = str(DepartmentFactory(ward=True).pk)
    for days, number in (("2", 10), ("8", 15), ("30+", 5)):
        tally("2026-02", number, Count.RECEIVED, Dimension.DAYS, days)
        tally("2026-02", number, Count.RECEIVED, Dimension.DEPARTMENT_DAYS, f"{ward}|{days}")
    page = report(officer, "days", **MONTHS)
    assert cells(page, "months")[1][1:] == ["30", "5", "8", "–"]
    assert cells(page, "departments")[0][1:] == ["30", "5", "8", "–"]


def test_the_backlog_shows_ages_in_working_days(officer: User) -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        for days in (1, 8, 20, 60, 200):
            CaseFactory(accepted=True, received_at=NOVEMBER - timedelta(days=days))
        CaseFactory(waiting=True, received_at=NOVEMBER - timedelta(days=1))
        ages = cells(report(officer, "backlog"), "ages")
    assert [row[1] for row in ages] == ["2", "1", "1", "1", "1", "6"]
    assert ages[-1][2:] == ["4", "1"]


def test_the_backlog_counts_only_what_somebody_may_open(officer: User, oversight: User) -> None:
    case = CaseFactory(accepted=True)
    services.restrict(case, by=officer, sphere=Sphere.STAFF, team=[officer])
    other = UserFactory(username="other", groups=[roles.OFFICERS])
    SphereTeam.objects.create(sphere=Sphere.STAFF).members.add(officer)
    found = [cells(report(one, "backlog"), "ages")[-1][1] for one in (officer, other, oversight)]
    assert found == ["1", "0", "0"]


@pytest.mark.parametrize("slug", OURS[:-1])
def test_what_is_restricted_is_in_no_sum_of_others(oversight: User, slug: str) -> None:
    case = CaseFactory(replied=True, received_at=timezone.now() - timedelta(days=40))
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere=Sphere.PRIVACY)
    tallies.sweep()
    numbers = [
        cell
        for key in ("months", "rates")
        for row in cells(report(oversight, slug), key)
        for cell in row[1:]
    ]
    assert not {cell for cell in numbers if cell.isdigit()} - {"0"}


def test_the_rates_tell_hospital_and_submitters_apart(officer: User) -> None:
    for count, number in (
        (Cohort.BOTH, 20),
        (Cohort.BOTH_HOSPITAL, 18),
        (Cohort.BOTH_SUBMITTER, 9),
    ):
        tally("2026-02", number, count)
    assert "45.0" in report(officer, "rates", **MONTHS).soup.select_one("#resolved").text


def test_what_a_rate_leaves_out_is_said_with_its_number(officer: User) -> None:
    for count, number in ((Count.RECEIVED, 30), (Cohort.ANSWERED, 20), (Cohort.WITHDRAWN, 3)):
        tally("2026-02", number, count)
    page = report(officer, "rates", **MONTHS)
    assert cells(page, "rates")[0][1:3] == ["20", "27"]
    assert cells(page, "left-out")[0][2] == "3"


def test_one_rate_is_followed_by_month(officer: User) -> None:
    tally("2026-02", 20, Count.ANSWERED)
    tally("2026-02", 15, Count.SILENT)
    page = report(officer, "rates", rate="silent", **MONTHS)
    assert cells(page, "months")[1][1:4] == ["15", "20", "75"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("slug", OURS)
def test_every_exhibit_comes_as_a_file(officer: User, slug: str, form: str) -> None:
    CaseFactory(replied=True)
    tallies.sweep()
    links = report(officer, slug).soup.select(f".exhibit__files a[href*='format={form}']")
    files = [Visitor(officer).get(f"/admin/cases/reports/{slug}/{link['href']}") for link in links]
    assert links
    assert {file.status for file in files} == {200}


def test_an_exhibit_that_does_not_exist_is_not_found(officer: User) -> None:
    assert report(officer, "volume", exhibit="no-such").status == 404


def test_another_hospital_counts_as_well(officer: User) -> None:
    tally("2026-02", 3, Count.RECEIVED)
    other = Hospital.objects.create(code="second", name="二院")
    CaseTally.objects.create(
        hospital=other, month=date(2026, 2, 1), number=4, count=Count.RECEIVED, kind=Kind.COMPLAINT,
        dimension=Dimension.TOTAL,
    )  # fmt: skip
    assert cells(report(officer, "volume", **MONTHS), "months")[1][1] == "7"


def test_a_report_says_when_it_was_counted(officer: User) -> None:
    before = report(officer, "volume").soup.select_one("main .panel__meta").text
    TallyMark.objects.create(name=tallies.CASES, at=NOVEMBER)
    after = report(officer, "volume").soup.select_one("main .panel__meta").text
    assert "2026-11-18 10:00" in after
    assert "2026-11-18" not in before
