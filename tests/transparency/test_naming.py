"""The officer's button for a compliment, and the department that is asked about names."""

from typing import Any

import pytest
from wagtail.models import PageLogEntry

from feedback import services
from feedback.models import Case, Department
from home.models import HomePage
from portal.gate import HeldBack
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.transparency.conftest import hide_among
from tests.transparency.praise import NAMES, PRAISE, agree, compliment, draft_of, name, publish
from tests.visitor import Page, Visitor
from transparency import praising
from transparency.models import CommendationPage, NamesAgreed
from transparency.site import lay_transparency
from transparency.wagtail_hooks import commendation_button

ROOM = "/admin/transparency/names/"


@pytest.fixture(autouse=True)
def walls(site: HomePage) -> None:
    lay_transparency(site, site.get_translations().first())
    hide_among("PRO-01")


@pytest.fixture
def case(db: None) -> Case:
    return compliment()


@pytest.fixture
def named(case: Case, officer: User) -> CommendationPage:
    """A commendation in draft with Dr Zhao's name in it."""
    page = draft_of(case, officer)
    page.praise = PRAISE
    page.save_revision()
    return name(page)


def press(case: Case, by: User) -> Page:
    return Visitor(by).post(f"/admin/transparency/commendation/{case.pk}/")


def say(word: str, page: CommendationPage, by: User, names: str = NAMES) -> Page:
    return Visitor(by).post(f"{ROOM}{page.pk}/{word}/", {"names": names})


# --- The officer ----------------------------------------------------------------------------------
def test_the_button_hangs_on_closed_compliments_only(
    case: Case, officer: User, doctor: User
) -> None:
    assert commendation_button(case, officer) is not None
    assert commendation_button(case, doctor) is None
    assert commendation_button(CaseFactory(closed=True), officer) is None
    assert commendation_button(CaseFactory(kind="compliment"), officer) is None


def test_it_stands_on_the_page_of_the_case(case: Case, officer: User) -> None:
    address = f"/admin/transparency/commendation/{case.pk}/"
    soup = Visitor(officer).get(f"/admin/cases/{case.pk}/").soup
    assert soup.select(f"form[action='{address}'], [formaction='{address}']")


def test_the_officer_is_told_what_happens_next(case: Case, officer: User) -> None:
    desk = Visitor(officer)
    page = desk.follow(press(case, officer))
    assert len(page.soup.select("ol li")) == 3


def test_a_second_press_leads_to_the_first_draft(case: Case, officer: User) -> None:
    assert press(case, officer).to == press(case, officer).to
    assert CommendationPage.objects.count() == 1


def test_without_consent_the_officer_is_told_whom_to_ask(officer: User) -> None:
    answer = press(compliment(agreed=False), officer)
    assert answer.status == 409
    assert "查询码" in answer.text or "tracking code" in answer.text


@pytest.mark.parametrize("who", ["doctor", "chen", "editor", "reviewer"])
def test_others_are_told_there_is_nothing(case: Case, request: Any, who: str) -> None:
    assert press(case, request.getfixturevalue(who)).status == 404


def test_a_link_cannot_draft(case: Case, officer: User) -> None:
    path = f"/admin/transparency/commendation/{case.pk}/"
    assert Visitor(officer).get(path).status == 405


@pytest.mark.parametrize("number", [99999, 10**30])
def test_a_case_that_does_not_exist_is_not_found(officer: User, number: int) -> None:
    assert Visitor(officer).post(f"/admin/transparency/commendation/{number}/").status == 404
    assert Visitor(officer).get(f"/admin/transparency/commendation-drafted/{number}/").status == 404


def test_the_editor_finds_the_draft_on_the_start_page(
    case: Case, officer: User, editor: User
) -> None:
    address = f"/admin/pages/{draft_of(case, officer).pk}/edit/"
    assert Visitor(editor).get("/admin/").soup.select(f"a[href='{address}']")


def test_once_it_is_public_the_officer_is_shown_where(case: Case, officer: User) -> None:
    page = publish(draft_of(case, officer), praise=PRAISE)
    desk = Visitor(officer)
    assert desk.follow(press(case, officer)).soup.select(f"a[href$='{page.url}']")


# --- The department -------------------------------------------------------------------------------
def test_the_department_finds_the_question_on_its_start_page(
    named: CommendationPage, doctor: User, chen: User
) -> None:
    address = f"{ROOM}{named.pk}/"
    assert Visitor(doctor).get("/admin/").soup.select(f"a[href='{address}']")
    assert not Visitor(chen).get("/admin/").soup.select(f"a[href^='{ROOM}']")


def test_it_reads_the_text_and_the_names(named: CommendationPage, doctor: User) -> None:
    page = Visitor(doctor).get(f"{ROOM}{named.pk}/")
    assert PRAISE in page.text
    assert NAMES in page.soup.select_one("main").get_text()


def test_its_head_is_asked_as_well(named: CommendationPage, case: Case) -> None:
    nurse = UserFactory(nurse=True)
    Department.objects.filter(pk=case.about_id).update(head=nurse)
    assert praising.asked_about(named.pk, by=nurse)


def test_it_agrees(named: CommendationPage, doctor: User) -> None:
    assert say("agree", named, doctor).to == ROOM
    word = NamesAgreed.objects.get()
    assert (word.names, word.agreed_by, word.agreed_number) == (NAMES, doctor, doctor.pk)
    assert publish(named).names_shown == NAMES


def test_pressing_twice_is_one_word(named: CommendationPage, doctor: User) -> None:
    say("agree", named, doctor)
    say("agree", named, doctor)
    assert NamesAgreed.objects.count() == 1


def test_it_declines_and_the_names_go_from_the_draft(named: CommendationPage, doctor: User) -> None:
    say("decline", named, doctor)
    assert CommendationPage.objects.get().get_latest_revision_as_object().names == ""
    assert publish(named).live
    assert praising.asked(doctor) == []


def test_it_takes_its_word_back_later(named: CommendationPage, doctor: User) -> None:
    agree(named, doctor)
    publish(named)
    desk = Visitor(doctor)
    assert desk.get(ROOM).soup.select(f"a[href='{ROOM}{named.pk}/']")
    assert len(desk.get(f"{ROOM}{named.pk}/").soup.select("main form button")) == 1
    say("decline", named, doctor)
    page = CommendationPage.objects.get()
    assert (page.live, page.names, NamesAgreed.objects.count()) == (True, "", 0)


def test_what_it_said_stands_in_the_history_of_the_page(
    named: CommendationPage, doctor: User
) -> None:
    say("agree", named, doctor)
    say("decline", named, doctor)
    said = PageLogEntry.objects.filter(page=named.pk, user=doctor).values_list("action", flat=True)
    assert {praising.AGREED, praising.TAKEN_BACK} <= set(said)
    assert NAMES not in str(list(PageLogEntry.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("word", ["agree", "decline"])
def test_names_that_changed_meanwhile_have_to_be_read_again(
    named: CommendationPage, doctor: User, word: str
) -> None:
    answer = say(word, named, doctor, names="赵志")
    assert answer.to == f"{ROOM}{named.pk}/"
    assert not NamesAgreed.objects.exists()
    assert praising.asked_about(named.pk, by=doctor).names == NAMES


@pytest.mark.parametrize("who", ["chen", "officer", "editor", "reviewer", "superuser"])
def test_nobody_else_gives_its_word(named: CommendationPage, request: Any, who: str) -> None:
    user = request.getfixturevalue(who)
    assert Visitor(user).get(f"{ROOM}{named.pk}/").status == 404
    assert say("agree", named, user).status == 404
    assert not NamesAgreed.objects.exists()


def test_a_link_says_nothing(named: CommendationPage, doctor: User) -> None:
    assert Visitor(doctor).get(f"{ROOM}{named.pk}/agree/").status == 405


@pytest.mark.parametrize("path", ["99999/", f"{10**30}/", "99999/agree/"])
def test_what_is_not_there_is_not_found(doctor: User, path: str) -> None:
    desk = Visitor(doctor)
    assert (desk.post if path.endswith("agree/") else desk.get)(f"{ROOM}{path}").status == 404


def test_another_word_is_none(named: CommendationPage, doctor: User) -> None:
    assert say("perhaps", named, doctor).status == 404


def test_a_commendation_without_names_asks_nobody(case: Case, officer: User, doctor: User) -> None:
    page = draft_of(case, officer)
    assert praising.asked_about(page.pk, by=doctor) is None
    assert Visitor(doctor).get(ROOM).status == 200


def test_the_list_costs_the_same_for_many(
    case: Case, officer: User, doctor: User, django_assert_max_num_queries: Any
) -> None:
    for _number in range(6):
        name(draft_of(compliment(), officer))
    with django_assert_max_num_queries(4):
        assert len(praising.asked(doctor)) == 6


def test_consent_that_ended_is_no_question_of_names(
    named: CommendationPage, case: Case, doctor: User
) -> None:
    agree(named, doctor)
    services.agree_to_publication(case, agreed=False)
    with pytest.raises(HeldBack):
        publish(named)
    assert not CommendationPage.objects.get().live
