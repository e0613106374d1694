"""The case library: what is taken in names nobody, everybody at the office reads it, few write it."""

from typing import Any

import pytest

from feedback.models import Access, Case, Lesson
from feedback.services import library
from feedback.services.library import Words
from feedback.services.step import NotAllowed
from feedback.vocabulary import Reading, Sphere, Stage
from portal.models import User
from tests.factories import WANG, CaseFactory, UserFactory
from tests.visitor import Page, Visitor

ROOM = "/admin/cases/library/"
SAID = {
    "title": "没人接的电话", "category": "", "happened": "一位患者多次致电无人接听。",
    "handled": "核实后设专线。", "learnt": "首日就说明何时回电。", "training": "早会情景演练。",
}  # fmt: skip


def words(**changed: Any) -> Words:
    return Words(**{**SAID, "category": None, **changed})


def taught(by: User, **changed: Any) -> Lesson:
    return library.take(CaseFactory(closed=True), words(**changed), by=by)


def take(by: User, case: Case, **typed: str) -> Page:
    return Visitor(by).post(f"/admin/cases/{case.pk}/lesson/", {**SAID, **typed})


def test_a_closed_case_is_taken_in_and_that_is_noted(officer: User) -> None:
    case = CaseFactory(closed=True)
    page = take(officer, case)
    lesson = Lesson.objects.get(case=case)
    assert page.to == f"{ROOM}{lesson.pk}/"
    assert Access.objects.filter(case=case, by=officer, reading=Reading.EXTRACT).count() == 1


def test_the_form_knows_what_is_coded_and_never_the_story(officer: User) -> None:
    case = CaseFactory(closed=True)
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/lesson/")
    form = page.form(0)
    assert form["happened"] == case.finding
    assert case.get_outcome_display() in form["handled"]
    assert case.story not in page.text


@pytest.mark.parametrize(
    "typed",
    [
        {"happened": "患者电话13800138000"}, {"title": "wang.guilan@example.org"},
        {"learnt": "身份证11010519491231002X"}, {"training": f"请向{WANG['name']}致歉"},
        {"handled": ""}, {"title": "长" * 121},
    ],
)  # fmt: skip
def test_what_gives_somebody_away_is_refused_and_nothing_is_lost(
    officer: User, typed: dict[str, str]
) -> None:
    page = take(officer, CaseFactory(closed=True), **typed)
    assert page.soup.select_one(".error-message")
    assert {**SAID, **typed}.items() <= page.form(0).items()
    assert not Lesson.objects.exists()


@pytest.mark.parametrize(
    "changed", [{"restricted": True}, {"dispute": True}, {"stage": Stage.REPLIED}]
)
def test_what_is_restricted_disputed_or_open_is_not_taken_in(
    officer: User, changed: dict[str, Any]
) -> None:
    case = CaseFactory(closed=True)
    Case.objects.filter(pk=case.pk).update(**changed)
    assert Visitor(officer).get(f"/admin/cases/{case.pk}/lesson/").status == 409
    assert take(officer, case).soup.select_one(".error-message")
    assert not Lesson.objects.exists()


def test_a_case_is_taken_in_once(officer: User) -> None:
    case = CaseFactory(closed=True)
    take(officer, case), take(officer, case)
    assert Lesson.objects.count() == 1


def test_a_case_this_officer_may_not_open_is_not_taken_in(officer: User) -> None:
    case = CaseFactory(closed=True)
    case.barred.add(officer)
    assert take(officer, case).status == 404
    with pytest.raises(NotAllowed):
        library.take(case, words(), by=officer)


@pytest.mark.parametrize("person", ["doctor", "chen", "director", "oversight"])
def test_who_works_on_cases_reads_and_does_not_write(officer: User, person: str) -> None:
    lesson, visitor = taught(officer), Visitor(UserFactory(**{person: True}))
    assert lesson.learnt in visitor.get(f"{ROOM}{lesson.pk}/").text
    assert lesson.title in visitor.get(ROOM).text
    assert visitor.post(f"{ROOM}{lesson.pk}/change/", SAID).to == "/admin/"
    assert visitor.post(f"{ROOM}{lesson.pk}/remove/").to == "/admin/"


def test_only_who_sees_the_case_finds_the_way_to_it(officer: User, chen: User) -> None:
    lesson = taught(officer)
    reference = lesson.case.reference
    assert reference in Visitor(officer).get(f"{ROOM}{lesson.pk}/").text
    assert reference not in Visitor(chen).get(f"{ROOM}{lesson.pk}/").text


def test_what_became_restricted_since_is_gone_for_the_others(officer: User, chen: User) -> None:
    lesson = taught(officer)
    Case.objects.update(restricted=True, sphere=Sphere.OTHER)
    assert Visitor(chen).get(f"{ROOM}{lesson.pk}/").status == 404
    assert lesson.title not in Visitor(chen).get(ROOM).text
    assert Visitor(officer).get(f"{ROOM}{lesson.pk}/").status == 200


@pytest.mark.parametrize(
    ("query", "found"), [("电话", 1), ("专线 演练", 1), ("电话 手术", 0), ("%", 0), ("", 1)]
)
def test_it_is_searched_in_all_its_texts(officer: User, query: str, found: int) -> None:
    taught(officer)
    page = Visitor(officer).post(ROOM, {"q": query})
    assert len(page.soup.select(".lessons__one")) == found


def test_several_stand_side_by_side(officer: User, doctor: User) -> None:
    numbers = [taught(officer, title=f"第{number}课").pk for number in range(2)]
    page = Visitor(doctor).get(f"{ROOM}compare/", {"lesson": numbers})
    assert len(page.soup.select("thead th")) == 2
    assert page.text.count(SAID["learnt"]) == 2
    assert "临床科室" in page.text


@pytest.mark.parametrize("number", [0, 1, 5])
def test_one_is_not_compared_nor_five(officer: User, number: int) -> None:
    numbers = [taught(officer).pk for _count in range(number)]
    page = Visitor(officer).get(f"{ROOM}compare/", {"lesson": [*numbers, "x", "9" * 40]})
    assert page.soup.select_one(".refusal")
    assert not page.soup.select("table")


def test_a_lesson_is_put_better_and_taken_out(officer: User) -> None:
    lesson, li = taught(officer), Visitor(officer)
    li.post(f"{ROOM}{lesson.pk}/change/", {**SAID, "title": "电话要有人接"})
    lesson.refresh_from_db()
    assert lesson.title == "电话要有人接"
    assert li.get(f"{ROOM}{lesson.pk}/remove/").status == 405
    li.post(f"{ROOM}{lesson.pk}/remove/")
    assert not Lesson.objects.exists()


def test_the_sheet_is_for_a_training_and_names_nobody(officer: User, doctor: User) -> None:
    lesson = taught(officer)
    paper = Visitor(doctor).get(f"{ROOM}{lesson.pk}/sheet/").soup.select_one(".paper")
    assert SAID["training"] in paper.get_text()
    assert lesson.case.reference not in paper.get_text()


def test_the_library_is_a_file(officer: User) -> None:
    taught(officer, title="=1+1")
    page = Visitor(officer).post(ROOM, {"format": "csv"})
    assert "'=1+1" in page.body.decode()
    assert WANG["name"] not in page.body.decode()


@pytest.mark.parametrize("number", [1, 8])
def test_the_shelf_costs_the_same_however_long(
    officer: User, number: int, django_assert_max_num_queries: Any
) -> None:
    for _count in range(number):
        taught(officer)
    visitor = Visitor(officer)
    visitor.get(ROOM)
    with django_assert_max_num_queries(14):
        visitor.get(ROOM)
