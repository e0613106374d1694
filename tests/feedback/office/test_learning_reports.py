"""What the office learns from: topics, watch list, links, severity and agreement, the KO41a return."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from feedback import services
from feedback.models import Case, CaseTally, Category, SecondCoding, WordTally
from feedback.services import coding, tallies
from feedback.services.handling import Subject
from portal.models import Hospital, User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Page, Visitor

SLUGS = ("topics", "watch", "links", "hcat", "ko41a", "repeats")
pytestmark = pytest.mark.django_db


def report(user: User, slug: str, **asked: str) -> Page:
    return Visitor(user).get(f"/admin/cases/reports/{slug}/", asked)


def cells(page: Page, exhibit: str) -> list[list[str]]:
    rows = page.soup.select(f"#{exhibit} tbody tr")
    return [[" ".join(cell.text.split()) for cell in row.find_all(["th", "td"])] for row in rows]


def classified(officer: User, *codes: str, number: int = 1) -> list[Case]:
    cases = [CaseFactory(stage="accepted") for _number in range(number)]
    subjects = [Subject(Category.objects.get(code=code), severity=2) for code in codes]
    for case in cases:
        services.classify(case, by=officer, primary=subjects[0], others=subjects[1:])
    tallies.count_all()
    return cases


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_house_has_a_sentence_for_it(officer: User, slug: str) -> None:
    assert report(officer, slug).soup.select_one(".exhibit .empty")


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("who", ["director", "oversight"])
def test_management_and_oversight_read_it_too(slug: str, who: str) -> None:
    assert report(UserFactory(**{who: True}), slug).status == 200


@pytest.mark.parametrize("slug", SLUGS)
def test_a_department_does_not(doctor: User, slug: str) -> None:
    assert report(doctor, slug).to == "/admin/"


@pytest.mark.parametrize("slug", SLUGS)
def test_it_asks_at_most_ten_questions_of_its_own(
    officer: User, slug: str, django_assert_max_num_queries: Any
) -> None:
    classified(officer, "COM-01", "PRO-02", number=6)
    visitor = Visitor(officer)
    visitor.get(f"/admin/cases/reports/{slug}/")
    with django_assert_max_num_queries(15):  # five are the frame's: session, person, rights
        visitor.get(f"/admin/cases/reports/{slug}/")


def test_what_comes_together_five_times_is_a_link(officer: User) -> None:
    classified(officer, "COM-01", "PRO-02", number=5)
    (row,) = cells(report(officer, "links"), "pairs")
    assert row[2:] == ["5", "5", "1"]
    assert (row[0][:6], row[1][:6]) == ("COM-01", "PRO-02")


def test_four_times_is_none_yet(officer: User) -> None:
    classified(officer, "COM-01", "PRO-02", number=4)
    assert cells(report(officer, "links"), "pairs") == []


def test_a_complaint_counts_once_for_each_subject(officer: User) -> None:
    classified(officer, "COM-01", "PRO-02", number=3)
    page = report(officer, "ko41a")
    assert [row[1] for row in cells(page, "subjects") if row[1] != "0"] == ["3", "3"]
    assert cells(page, "flow")[-1][2] == "3"


def test_each_line_of_the_return_adds_up(officer: User) -> None:
    classified(officer, "COM-01", number=3)
    for row in cells(report(officer, "ko41a"), "flow"):
        brought, new, resolved, rest, carried = (int(row[at]) for at in (1, 2, 3, 7, 8))
        assert brought + new - resolved + rest == carried


def test_severity_stands_in_its_column(officer: User) -> None:
    classified(officer, "COM-01", number=2)
    rows = cells(report(officer, "hcat"), "domains")
    assert [row[1:] for row in rows if row[-1] != "0"] == [["0", "0", "2", "0", "0", "2"]]


def test_a_word_shows_with_its_share(officer: User) -> None:
    said(timezone.localdate().replace(day=1), {"": 20, "挂号": 8})
    assert cells(report(officer, "topics"), "words") == [["挂号", "8", "40"]]


def test_a_word_of_a_restricted_matter_shows_to_its_team_only(
    officer: User, oversight: User
) -> None:
    said(timezone.localdate().replace(day=1), {"": 20, "红包": 8}, sphere="integrity")
    assert cells(report(oversight, "topics"), "words") == []
    assert len(cells(report(officer, "topics"), "words")) == 1


def test_what_is_told_far_more_often_than_before_is_rising(officer: User) -> None:
    this = timezone.localdate().replace(day=1)
    month = this
    for _back in range(12):
        month = month_before(month)
        said(month, {"": 50, "停车": 1})
    said(this, {"": 50, "停车": 20})
    assert [row[0] for row in cells(report(officer, "topics"), "rising-words")] == ["停车"]


def test_a_department_with_far_more_than_before_is_on_the_watch_list(officer: User) -> None:
    this = timezone.localdate().replace(day=1)
    ward = CaseFactory(assigned=True).lead
    months = [this]
    while len(months) < 15:
        months.append(month_before(months[-1]))
    for back, month in enumerate(months):
        counted(month, {str(ward.pk): 30 if back < 3 else 2, "": 40})
    assert [row[1] for row in cells(report(officer, "watch"), "risen")] == [ward.label]


def test_what_is_drawn_is_coded_by_somebody_else(officer: User, superuser: User) -> None:
    answered(classified(officer, "COM-01", number=6))
    assert coding.draw(timezone.localdate()) == 5
    assert coding.waiting_for(officer).count() == 0
    assert coding.waiting_for(superuser).count() == 5


def test_a_month_is_drawn_once(officer: User) -> None:
    answered(classified(officer, "COM-01", number=6))
    assert (coding.draw(timezone.localdate()), coding.draw(timezone.localdate())) == (5, 0)


def test_the_second_coder_reads_the_words_and_not_the_first_coding(
    superuser: User, officer: User
) -> None:
    answered(classified(officer, "PRO-02", number=1))
    coding.draw(timezone.localdate())
    page = Visitor(superuser).get(f"/admin/cases/second-coding/{SecondCoding.objects.get().pk}/")
    assert page.soup.select_one(".words").text == Case.objects.get().story
    assert not page.soup.select("option[selected][value]:not([value=''])")


def test_whoever_coded_it_first_cannot_open_it(officer: User) -> None:
    answered(classified(officer, "PRO-02", number=1))
    coding.draw(timezone.localdate())
    path = f"/admin/cases/second-coding/{SecondCoding.objects.get().pk}/"
    assert Visitor(officer).get(path).status == 404


def test_both_codings_meet_in_the_report(superuser: User, officer: User) -> None:
    answered(classified(officer, "COM-01", number=2))
    coding.draw(timezone.localdate())
    other = {
        "category": Category.objects.get(code="COM-01"),
        "severity": 2,
        "care_stage": "na",
        "harm": 0,
    }
    for drawn in SecondCoding.objects.all():
        coding.code(drawn, by=superuser, **other)
    rows = cells(report(officer, "hcat"), "agreement")
    assert next(row[1:3] for row in rows if "100" in row[2]) == ["2", "100"]


def test_a_coding_without_an_answer_is_told_and_kept(superuser: User, officer: User) -> None:
    answered(classified(officer, "COM-01", number=1))
    coding.draw(timezone.localdate())
    path = f"/admin/cases/second-coding/{SecondCoding.objects.get().pk}/"
    page = Visitor(superuser).post(path, {"severity": "1"})
    assert page.soup.select_one('[role="alert"]')
    assert page.soup.select_one('input[name="severity"][value="1"][checked]')


def test_of_two_coders_the_second_is_told(superuser: User, officer: User) -> None:
    answered(classified(officer, "COM-01", number=1))
    coding.draw(timezone.localdate())
    drawn = SecondCoding.objects.get()
    SecondCoding.objects.update(coded_at=timezone.now())
    page = Visitor(superuser).post(f"/admin/cases/second-coding/{drawn.pk}/", {})
    assert page.status == 404


def answered(cases: list[Case]) -> None:
    now = timezone.now()
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(answered_at=now, stage="replied")


def said(month: date, words: dict[str, int], sphere: str = "") -> None:
    hospital = Hospital.objects.order_by("pk")[0]
    WordTally.objects.bulk_create(
        WordTally(
            hospital=hospital, month=month, sphere=sphere, kind="complaint", word=word, cases=number
        )
        for word, number in words.items()
    )


def counted(month: date, departments: dict[str, int]) -> None:
    hospital = Hospital.objects.order_by("pk")[0]
    CaseTally.objects.bulk_create(
        CaseTally(
            hospital=hospital, month=month, sphere="", kind="complaint", dimension="department",
            value=value, count="received", number=number,
        )
        for value, number in departments.items()
    )  # fmt: skip


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def test_a_rising_category_leads_to_a_measure_against_it(officer: User, oversight: User) -> None:
    month = timezone.localdate().replace(day=1)
    for back in range(13):
        of_category(month, {"PRO-02": 2 if back else 30, "ENV-01": 40})
        month = month_before(month)
    row = "#rising-categories tbody a"
    found = report(officer, "topics").soup.select_one(row)
    assert found["href"] == "/admin/cases/improvements/begin/?category=PRO-02"
    assert not report(oversight, "topics").soup.select_one(row)


def of_category(month: date, categories: dict[str, int]) -> None:
    counted(month, categories)
    CaseTally.objects.filter(dimension="department").update(dimension="category")
