"""The rooms of the improvement measures: who reads, who writes, and what is never shown or lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from feedback.models import Case, Category, Improvement
from feedback.services import improving
from feedback.vocabulary import Phase, Sphere
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.feedback.test_improving import begun, in_days, judged
from tests.visitor import Page, Visitor

ROOM = "/admin/cases/improvements/"
EN = {"headers": {"accept-language": "en"}}


def planned(**changed: Any) -> dict[str, Any]:
    return {
        "title": "采血排队", "problem": "等候过久。", "measure": "多开窗口。", "cause": "",
        "category": Category.objects.get(code="PRO-02").pk, "owner": "",
        "department": DepartmentFactory(ward=True).pk, "due_on": in_days(20).isoformat(), **changed,
    }  # fmt: skip


def hidden_from(person: User) -> Case:
    case = CaseFactory(assigned=True)
    case.barred.add(person)
    return case


def test_a_measure_is_planned_from_a_case(officer: User) -> None:
    case, li = CaseFactory(assigned=True), Visitor(officer)
    form = li.get(f"{ROOM}begin/?case={case.pk}").form(0)
    assert (form["department"], form["category"]) == (str(case.lead_id), str(planned()["category"]))
    page = li.post(f"{ROOM}begin/?case={case.pk}", planned())
    measure = Improvement.objects.get()
    assert page.to == f"{ROOM}{measure.pk}/"
    assert list(measure.cases.all()) == [case]


def test_a_measure_is_planned_from_a_category_of_a_report(officer: User) -> None:
    form = Visitor(officer).get(f"{ROOM}begin/?category=PRO-02").form(0)
    assert form["category"] == str(Category.objects.get(code="PRO-02").pk)


def test_of_a_restricted_case_nothing_is_put_into_the_form(officer: User) -> None:
    case = CaseFactory(assigned=True)
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere=Sphere.INTEGRITY)
    page = Visitor(officer).get(f"{ROOM}begin/?case={case.pk}")
    assert page.soup.select_one(".refusal")
    assert (page.form(0)["department"], page.form(0)["category"]) == ("", "")


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "-1", "²"])
def test_a_case_that_is_not_there_leads_to_no_measure(officer: User, number: str) -> None:
    assert Visitor(officer).get(f"{ROOM}begin/", {"case": number}).status == 404


def test_a_foreign_case_leads_to_no_measure(officer: User) -> None:
    case = hidden_from(officer)
    page = Visitor(officer).post(f"{ROOM}begin/?case={case.pk}", planned())
    assert page.status == 404
    assert not Improvement.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("problem", "请打 13800138000"), ("measure", "身份证11010519491231002X"),
        ("due_on", "2020-01-01"), ("due_on", "x"), ("department", "9" * 30), ("title", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_said_and_the_rest_is_kept(
    officer: User, field: str, typed: str
) -> None:
    page = Visitor(officer).post(f"{ROOM}begin/", planned(**{field: typed, "cause": "早上太集中"}))
    assert page.soup.select_one(".error-message")
    assert page.form(0)["cause"] == "早上太集中"
    assert not Improvement.objects.exists()


@pytest.mark.parametrize("person", ["doctor", "oversight", "editor"])
def test_nobody_else_plans(db: None, person: str) -> None:
    visitor = Visitor(UserFactory(**{person: True}))
    assert visitor.get(f"{ROOM}begin/").to == "/admin/"
    assert visitor.post(f"{ROOM}begin/", planned()).to == "/admin/"


def test_the_owner_reports_it_as_done(officer: User, doctor: User) -> None:
    measure, zhao = begun(officer, owner=doctor), Visitor(doctor)
    page = zhao.post(f"{ROOM}{measure.pk}/carry_out/", {"version": 1})
    assert page.to == f"{ROOM}{measure.pk}/"
    done = {"version": 2, "on": in_days(0).isoformat(), "text": "窗口已开。"}
    zhao.post(f"{ROOM}{measure.pk}/done/", done)
    measure.refresh_from_db()
    assert (measure.phase, measure.done_on) == (Phase.CHECK, in_days(0))


def test_the_second_of_two_loses_nothing_that_was_typed(officer: User) -> None:
    measure, li = begun(officer), Visitor(officer)
    improving.carry_out(measure, by=officer)
    typed = {"version": 1, "due_on": in_days(40).isoformat(), "reason": "设备未到货"}
    page = li.post(f"{ROOM}{measure.pk}/postpone/", typed)
    assert (page.status, page.form(0)["reason"]) == (409, "设备未到货")
    assert page.form(0)["version"] == "2"
    assert li.post(f"{ROOM}{measure.pk}/postpone/", page.form(0)).status == 302


def test_a_judgement_says_what_was_looked_at(officer: User) -> None:
    measure = begun(officer)
    improving.carry_out(measure, by=officer)
    improving.done(measure, by=officer, on=in_days(0), text="已开。")
    said = {"version": 3, "effect": "fewer", "evaluation": "写入制度。", "looked_at": ""}
    page = Visitor(officer).post(f"{ROOM}{measure.pk}/evaluate/", said)
    assert page.soup.select_one("#id_looked_at_error")
    assert (
        Visitor(officer).post(f"{ROOM}{measure.pk}/evaluate/", {**said, "looked_at": "前后件数"}).to
    )


def test_a_measure_of_another_ward_does_not_exist(officer: User, chen: User) -> None:
    measure, visitor = begun(officer), Visitor(chen)
    assert visitor.get(f"{ROOM}{measure.pk}/").status == 404
    assert visitor.post(f"{ROOM}{measure.pk}/carry_out/", {"version": 1}).status == 404
    assert measure.title not in visitor.get(f"{ROOM}?show=all").text


def test_the_department_reads_its_measure_and_changes_nothing(officer: User, doctor: User) -> None:
    measure, zhao = begun(officer), Visitor(doctor)
    page = zhao.get(f"{ROOM}{measure.pk}/")
    assert measure.problem in page.text
    assert not page.soup.select(".casehead .acts a")
    assert zhao.get(f"{ROOM}{measure.pk}/change/").to == "/admin/"


def test_nobody_learns_of_a_case_they_may_not_open(officer: User, director: User) -> None:
    shown, hidden = CaseFactory(assigned=True), hidden_from(director)
    measure = begun(officer, cases=[shown])
    improving.link(measure, by=officer, cases=[hidden])
    page = Visitor(director).get(f"{ROOM}{measure.pk}/")
    assert shown.reference in page.text
    assert hidden.reference not in page.text
    assert len(page.soup.select(".diary__entry")) == 1
    cells = Visitor(director).get(ROOM).soup.select(".measures tbody tr td")
    assert cells[-1].get_text() == "1"


def test_cases_are_added_by_their_references(officer: User) -> None:
    first, second = CaseFactory(), CaseFactory()
    measure = begun(officer)
    typed = {"version": 1, "references": f"{first.reference.lower()}，{second.reference}"}
    Visitor(officer).post(f"{ROOM}{measure.pk}/link/", typed)
    assert set(measure.cases.all()) == {first, second}


@pytest.mark.parametrize("typed", ["TS-2026-000000", "???", "TS-2026-000001 " * 60, ""])
def test_what_is_no_case_is_not_added(officer: User, typed: str) -> None:
    measure = begun(officer)
    page = Visitor(officer).post(f"{ROOM}{measure.pk}/link/", {"version": 1, "references": typed})
    assert page.soup.select_one(".error-message")
    assert not measure.cases.exists()


def test_cases_of_the_same_kind_are_offered_to_be_ticked(officer: User) -> None:
    case, other = CaseFactory(assigned=True), CaseFactory(assigned=True, category="ENV-02")
    measure = begun(officer)
    page = Visitor(officer).get(f"{ROOM}{measure.pk}/link/")
    ticks = [box["value"] for box in page.soup.select("[name=cases]")]
    assert ticks == [str(case.pk)] != [str(other.pk)]
    Visitor(officer).post(f"{ROOM}{measure.pk}/link/", {"version": 1, "cases": ticks})
    assert list(measure.cases.all()) == [case]


def test_a_case_is_taken_out_by_its_button(officer: User) -> None:
    case = CaseFactory(assigned=True)
    measure, li = begun(officer, cases=[case]), Visitor(officer)
    page = li.get(f"{ROOM}{measure.pk}/")
    ways = [form.get("action", "") for form in page.soup.select("main form")]
    form = page.form(next(n for n, to in enumerate(ways) if to.endswith("/unlink/")))
    assert li.post(f"{ROOM}{measure.pk}/unlink/", form).to
    assert not measure.cases.exists()


def test_the_case_says_what_it_led_to(officer: User) -> None:
    case = CaseFactory(assigned=True)
    measure = begun(officer, cases=[case])
    link = Visitor(officer).get(f"/admin/cases/{case.pk}/").soup.select_one("#learning ~ ul a")
    assert link["href"] == f"{ROOM}{measure.pk}/"


def test_what_is_overdue_stands_first(officer: User) -> None:
    calm, late = begun(officer, title="平稳"), begun(officer, title="逾期")
    done = judged(begun(officer, title="已评估"), officer)
    Improvement.objects.filter(pk=late.pk).update(due_on=in_days(-2))
    titles = [link.get_text() for link in Visitor(officer).get(ROOM).soup.select("th a")]
    assert titles == [late.title, calm.title]
    shown = Visitor(officer).get(f"{ROOM}?show=all").soup.select("th a")
    assert [link.get_text() for link in shown] == [late.title, calm.title, done.title]


@pytest.mark.parametrize(
    ("query", "found"),
    [("show=mine", 1), ("show=overdue", 0), ("phase=do", 0), ("show=none&phase=x", 2), ("page=z", 2)],
)  # fmt: skip
def test_the_list_is_narrowed(officer: User, query: str, found: int) -> None:
    begun(officer, owner=officer), begun(officer)
    assert len(Visitor(officer).get(f"{ROOM}?{query}").soup.select(".measures tbody tr")) == found


def test_the_list_is_a_file_in_which_nothing_calculates(officer: User) -> None:
    begun(officer, title="=1+1")
    page = Visitor(officer).get(f"{ROOM}?format=csv")
    assert "'=1+1" in page.body.decode()
    assert Visitor(officer).get(f"{ROOM}?format=xlsx").body[:2] == b"PK"


def test_the_oversight_seat_is_told_no_names(officer: User, oversight: User, doctor: User) -> None:
    measure = begun(officer, owner=doctor)
    visitor = Visitor(oversight)
    pages: list[Page] = [visitor.get(f"{ROOM}{measure.pk}/"), visitor.get(ROOM)]
    assert not any(name in page.text for page in pages for name in ("志远", "文静"))
    assert "志远" not in visitor.get(f"{ROOM}?format=csv").body.decode()


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_costs_the_same_however_many(
    officer: User, number: int, django_assert_max_num_queries: Any
) -> None:
    for _count in range(number):
        begun(officer, cases=[CaseFactory()])
    visitor = Visitor(officer)
    visitor.get(ROOM)
    with django_assert_max_num_queries(12):
        visitor.get(ROOM)


def waiting(who: User) -> str:
    page = Visitor(who).get("/admin/")
    found = page.soup.select_one("[aria-labelledby=waiting-measures]")
    return found.get_text(" ") if found else ""


def test_the_director_sees_on_the_start_page_what_is_overdue(officer: User, director: User) -> None:
    begun(officer, title="采血窗口")
    assert not waiting(director)
    Improvement.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "采血窗口" in waiting(director)


def test_an_owner_sees_what_comes_due_and_others_nothing(
    officer: User, doctor: User, chen: User
) -> None:
    begun(officer, title="采血窗口", owner=doctor, due_on=in_days(3))
    assert "采血窗口" in waiting(doctor)
    assert not waiting(chen)
