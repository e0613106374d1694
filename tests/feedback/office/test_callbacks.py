"""The callback centre at the desk: the lists, one call at a time, and what is not shown there."""

from typing import Any

import pytest
from django.utils import timezone

from feedback import services
from feedback.models import Callback, Case
from feedback.vocabulary import Act, Reading, Sphere, Stage
from portal import roles
from portal.models import User
from tests.factories import WANG, CaseFactory, UserFactory
from tests.visitor import Page, Visitor

LIST = "/admin/cases/callbacks/"
SAID = {"resolution": "resolved", "satisfaction": "4", "remark": "都好了。", "send": "1"}


@pytest.fixture
def tang(caller: User) -> Visitor:
    return Visitor(caller)


@pytest.fixture
def case(officer: User) -> Case:
    return CaseFactory(replied=True)


def address(case: Case) -> str:
    return f"{LIST}{case.pk}/"


def sent(who: Visitor, case: Case, **said: Any) -> Page:
    version = Case.objects.get(pk=case.pk).version
    return who.post(address(case), {"version": version, **SAID, **said})


def reached(case: Case, by: User, *, drawn: bool = True, **said: Any) -> Callback:
    said = {"resolution": "resolved", "satisfaction": 5, **said}
    services.call_back(Case.objects.get(pk=case.pk), by=by, draw=lambda: drawn, **said)
    return Callback.objects.latest("pk")


def test_the_list_names_the_case_and_nobody(tang: Visitor, case: Case) -> None:
    page = tang.get(LIST)
    assert case.gist in page.text
    assert case.reference in page.text
    assert WANG["name"] not in page.text
    assert page.soup.select_one(f"form[action='{address(case)}'][method=post]")


def test_the_most_overdue_stands_first_and_who_was_tried_today_last(
    tang: Visitor, caller: User
) -> None:
    tried, late, later = (CaseFactory(replied=True) for _number in range(3))
    Case.objects.filter(pk=late.pk).update(callback_by=timezone.localdate().replace(year=2020))
    Case.objects.filter(pk=tried.pk).update(callback_by=timezone.localdate().replace(year=2019))
    reached(tried, caller, resolution="unreachable")
    links = [link["href"] for link in tang.get(LIST).soup.select(".calls__title")]
    assert links == [address(one) for one in (late, later, tried)]


def test_name_and_number_are_shown_on_asking_and_it_is_noted(
    tang: Visitor, caller: User, case: Case
) -> None:
    assert WANG["phone"] not in tang.get(address(case)).text
    assert not case.readings.filter(reading=Reading.CONTACT).exists()
    page = tang.post(address(case))
    assert WANG["name"] in page.text
    assert page.soup.select_one(f"a[href='tel:{WANG['phone']}']")
    assert case.readings.get(reading=Reading.CONTACT).by == caller


def test_the_page_has_the_script_and_the_answer_and_not_the_story(
    tang: Visitor, case: Case
) -> None:
    page = tang.get(address(case))
    assert len(page.soup.select(".script li")) == 6
    assert case.diary.get(act=Act.REPLY).text in page.text
    assert case.story not in page.text


def test_a_call_is_written_down_and_leads_back_to_the_list(
    tang: Visitor, caller: User, case: Case
) -> None:
    page = sent(tang, case)
    case.refresh_from_db()
    assert (page.to, case.callback_resolution) == (LIST, "resolved")
    call = case.callbacks.get()
    assert (call.by, call.satisfaction, call.text) == (caller, 4, "都好了。")
    assert not tang.follow(page).soup.select(".calls__one")


def test_a_double_click_is_one_call(tang: Visitor, case: Case) -> None:
    form = {"version": case.version, **SAID}
    first, second = tang.post(address(case), form), tang.post(address(case), form)
    assert (first.status, second.status, case.callbacks.count()) == (302, 404, 1)
    assert "都好了。" in second.text


def test_what_happened_meanwhile_is_told_and_nothing_typed_is_lost(
    tang: Visitor, case: Case
) -> None:
    form = {"version": case.version, **SAID}
    services.rate(case, satisfaction=5, resolution="resolved")
    page = tang.post(address(case), form)
    assert (page.status, page.form(-1)["remark"]) == (409, "都好了。")
    assert tang.post(address(case), {**page.form(-1), "send": "1"}).to == LIST


@pytest.mark.parametrize(
    "wrong",
    [
        {"resolution": ""},
        {"resolution": "maybe"},
        {"satisfaction": "9"},
        {"version": "x"},
        {"again": "on"},
        {"again": "on", "reason": "又发生了。", "resolution": "unreachable"},
        {"remark": "a\x00b"},
    ],
)
def test_an_error_keeps_what_was_typed_and_the_number(
    tang: Visitor, case: Case, wrong: dict[str, str]
) -> None:
    page = sent(tang, case, **{"reason": "", **wrong})
    assert page.status == 200
    assert WANG["phone"] in page.text
    assert not Callback.objects.exists()


def test_what_is_not_settled_is_taken_up_again_on_the_spot(
    tang: Visitor, caller: User, case: Case
) -> None:
    sent(tang, case, resolution="unresolved", again="on", reason="昨天又等了两个小时。")
    case.refresh_from_db()
    assert (case.stage, case.diary.latest("seq").by) == (Stage.REOPENED, caller)
    assert case.callbacks.get().resolution == "unresolved"


def test_who_dealt_with_the_case_is_told_that_others_call(officer: User, case: Case) -> None:
    li = Visitor(officer)
    page = li.get(LIST)
    assert not page.soup.select(".calls__one")
    assert page.response.context["own"] == 1
    for answer in (li.get(address(case)), li.post(address(case)), sent(li, case)):
        assert answer.status == 403
        assert WANG["phone"] not in answer.text
    assert not Callback.objects.exists()


def test_another_officer_calls(second_officer: User, case: Case) -> None:
    zhou = Visitor(second_officer)
    assert zhou.post(address(case)).soup.select_one("a[href^='tel:']")
    assert sent(zhou, case).to == LIST


@pytest.mark.parametrize("who", ["doctor", "director", "oversight", "editor", "reviewer"])
def test_nobody_else_enters(who: str, case: Case) -> None:
    visitor = Visitor(UserFactory(**{who: True}))
    for room in ("", "discharged/", "rechecks/", "list/", f"{case.pk}/"):
        assert visitor.get(LIST + room).to == "/admin/", room
    assert visitor.post(address(case)).to == "/admin/"


@pytest.mark.parametrize(
    "kept", [{"restricted": True, "sphere": Sphere.OTHER}, {"dispute": True}, {"quarantined": True}]
)
def test_what_the_centre_may_not_know_of_is_not_there(
    tang: Visitor, case: Case, kept: dict[str, Any]
) -> None:
    Case.objects.filter(pk=case.pk).update(**kept)
    assert not tang.get(LIST).soup.select(".calls__one")
    assert (tang.get(address(case)).status, tang.post(address(case)).status) == (404, 404)


@pytest.mark.parametrize("trait", ["assigned", "withdrawn", "declined", "merged"])
def test_no_number_can_be_had_by_guessing_addresses(tang: Visitor, trait: str) -> None:
    case = CaseFactory(**{trait: True})
    page = tang.post(address(case))
    assert page.status == 404
    assert WANG["phone"] not in page.text


def test_a_caller_opens_no_case(tang: Visitor, case: Case) -> None:
    assert tang.get(f"/admin/cases/{case.pk}/").status in {302, 404}
    assert tang.get("/admin/cases/").to == "/admin/"


def test_the_start_page_and_the_menu_lead_a_caller_to_the_lists(tang: Visitor, case: Case) -> None:
    page = tang.get("/admin/")
    assert page.soup.select_one(f".calltabs a[href='{LIST}'] strong").get_text() == "1"
    assert LIST in page.body.decode()


def test_the_start_page_leads_an_officer_to_the_roving_desk(officer: User) -> None:
    page = Visitor(officer).get("/admin/")
    assert page.soup.select_one(".callpanel a[href='/admin/cases/register/?channel=roving']")


def test_the_second_caller_does_not_see_the_first_result(
    second_officer: User, caller: User, case: Case
) -> None:
    first = reached(case, caller, text="很满意，谢谢。")
    page = Visitor(second_officer).post(f"{LIST}rechecks/{first.pk}/")
    assert page.soup.select_one("a[href^='tel:']")
    assert "很满意，谢谢。" not in page.text
    assert not page.soup.select("main input[type=radio][name=resolution][checked]")


def test_a_call_made_again_tells_both_results_afterwards(
    second_officer: User, caller: User, case: Case
) -> None:
    first, zhou = reached(case, caller), Visitor(second_officer)
    form = {**SAID, "version": Case.objects.get(pk=case.pk).version, "resolution": "unresolved"}
    shown = zhou.follow(zhou.post(f"{LIST}rechecks/{first.pk}/", form))
    assert "已解决、很满意" in shown.text
    assert "未解决、满意" in shown.text
    assert shown.response.context["agreement"] == (1, 1)
    assert first.recheck.by == second_officer


def test_nobody_finds_the_own_call_among_those_to_make_again(
    tang: Visitor, caller: User, officer: User, case: Case
) -> None:
    room = f"{LIST}rechecks/{reached(case, caller).pk}/"
    assert not tang.get(f"{LIST}rechecks/").soup.select(".calls__one")
    assert (tang.get(room).status, tang.post(room, SAID).status) == (404, 404)
    assert (Visitor(officer).get(room).status, Callback.objects.count()) == (404, 1)


def test_a_call_that_was_not_drawn_is_not_made_again(
    second_officer: User, caller: User, case: Case
) -> None:
    first = reached(case, caller, drawn=False)
    assert Visitor(second_officer).get(f"{LIST}rechecks/{first.pk}/").status == 404


@pytest.mark.parametrize(("number", "most"), [(2, 13), (30, 13)])
def test_a_longer_list_asks_no_more_queries(
    tang: Visitor, caller: User, number: int, most: int, django_assert_max_num_queries: Any
) -> None:
    for _number in range(number):
        CaseFactory(replied=True)
    tang.get(LIST)
    with django_assert_max_num_queries(most):
        assert tang.get(LIST).soup.select(".calls__one")


def test_the_list_is_leafed_through(tang: Visitor, officer: User) -> None:
    for _number in range(26):
        CaseFactory(replied=True)
    assert len(tang.get(LIST).soup.select(".calls__one")) == 25
    assert len(tang.get(f"{LIST}?page=2").soup.select(".calls__one")) == 1
    assert tang.get(f"{LIST}?page=x").status == 200


def test_a_department_contact_who_also_calls_stays_out_of_the_own_case(doctor: User) -> None:
    case = CaseFactory(replied=True)
    case.diary.filter(act=Act.DRAFT).update(by=doctor)
    doctor.groups.add(*UserFactory(caller=True).groups.all())
    assert roles.CALLERS in {group.name for group in doctor.groups.all()}
    assert sent(Visitor(User.objects.get(pk=doctor.pk)), case).status == 403
