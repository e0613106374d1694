"""What stands on the page of a case, for whom, and what reading it leaves behind."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from wagtail import hooks

from feedback import services
from feedback.models import Attachment, Case, Category
from feedback.services import files
from feedback.services.handling import Subject
from feedback.vocabulary import Actor, FileState, Reading, Stage
from portal.buttons import Button
from portal.models import User
from tests.factories import WANG, CaseFactory, DepartmentFactory, UserFactory
from tests.visitor import Page, Visitor

STORY = "第一行 😀\n\n１２３４５\n<script>alert(1)</script>\n结尾。"


def opened(user: User, case: Case) -> Page:
    return Visitor(user).get(f"/admin/cases/{case.pk}/")


def test_the_story_is_shown_as_it_was_told(officer: User) -> None:
    page = opened(officer, CaseFactory(story=STORY))
    assert page.soup.select_one(".words").get_text() == STORY


def test_the_contact_is_hidden_until_somebody_says_why(officer: User) -> None:
    page = opened(officer, CaseFactory())
    assert not any(word in page.body.decode() for word in WANG.values())


def test_the_contact_is_shown_for_a_reason_and_the_showing_is_noted(officer: User) -> None:
    case = CaseFactory()
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/contact/", {"reason": "to call back"})
    assert all(word in page.text for word in WANG.values())
    reading = case.readings.get(reading=Reading.CONTACT)
    assert (reading.by, reading.reason) == (officer, "to call back")


@pytest.mark.parametrize("reason", ["", "   ", "\x00", "x" * 121])
def test_without_a_reason_the_contact_stays_hidden(officer: User, reason: str) -> None:
    case = CaseFactory()
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/contact/", {"reason": reason})
    assert WANG["name"] not in page.text
    assert not case.readings.filter(reading=Reading.CONTACT).exists()


def test_a_department_contact_sees_the_story_but_not_who_told_it(doctor: User) -> None:
    case = CaseFactory(assigned=True, lead=DepartmentFactory(ward=True))
    page = opened(doctor, case)
    assert case.story in page.text
    assert not page.soup.select("form[action$='/contact/']")
    assert not any(word in page.body.decode() for word in WANG.values())


def test_a_department_contact_works_on_the_matter_and_no_more(doctor: User) -> None:
    page = opened(doctor, CaseFactory(assigned=True))
    ways = {link["href"].split("/")[-2] for link in page.soup.select(".acts a")}
    assert ways == {"note", "draft", "attach", "return", "ask_time"}
    posts = [form["action"].split("/")[-2] for form in page.soup.select(".acts form")]
    assert posts == ["take_on"]


@pytest.mark.parametrize("stage", list(Stage))
def test_at_most_six_buttons_stand_open_and_the_others_lie_in_menus(
    officer: User, stage: str
) -> None:
    bar = opened(officer, CaseFactory(stage=stage)).soup.select_one(".acts")
    inside = set(map(id, bar.select("details .button")))
    assert sum(id(button) not in inside for button in bar.select(".button")) <= 6
    assert all(menu.summary and menu.select(".button") for menu in bar.select("details"))


def test_an_assisting_department_sees_the_case_too(chen: User) -> None:
    case = CaseFactory(assigned=True, assisting=[DepartmentFactory(other_ward=True)])
    assert opened(chen, case).status == 200


def test_opening_a_case_is_noted_once_in_ten_minutes(officer: User) -> None:
    case = CaseFactory()
    for _ in range(3):
        opened(officer, case)
    assert case.readings.filter(reading=Reading.CASE).count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        opened(officer, case)
    assert case.readings.filter(reading=Reading.CASE).count() == 2


def test_two_people_reading_leave_two_traces(officer: User, doctor: User) -> None:
    case = CaseFactory(assigned=True)
    opened(officer, case), opened(doctor, case)
    assert {reading.by for reading in case.readings.all()} == {officer, doctor}


def test_the_diary_says_what_the_submitter_sees(officer: User) -> None:
    case = CaseFactory(replied=True)
    entries = opened(officer, case).soup.select(".diary__entry")
    public = [("diary__entry--public" in entry["class"]) for entry in entries]
    assert public == [event.public for event in case.diary.order_by("-seq")]


def test_the_diary_names_the_department_a_case_went_to(officer: User) -> None:
    ward = DepartmentFactory(ward=True)
    page = opened(officer, CaseFactory(assigned=True, lead=ward))
    assert any(ward.name in entry.get_text() for entry in page.soup.select(".diary__entry"))


@pytest.mark.parametrize("stage", list(Stage))
def test_a_case_in_any_stage_can_be_opened(officer: User, stage: str) -> None:
    assert opened(officer, CaseFactory(stage=stage)).status == 200


def test_other_cases_from_the_same_number_are_shown_to_the_office(officer: User) -> None:
    first, second = CaseFactory(), CaseFactory()
    assert first.reference in opened(officer, second).text


def test_the_title_of_the_page_names_no_person(officer: User) -> None:
    case = CaseFactory()
    assert opened(officer, case).soup.title.get_text().strip().startswith(case.reference)


def test_another_storey_hangs_its_button_on_the_page(officer: User) -> None:
    def button(case: Case, user: User) -> Button:
        return Button("A button from above", f"/elsewhere/{case.pk}/")

    with hooks.register_temporarily("register_case_button", button):
        page = opened(officer, CaseFactory(closed=True))
    assert page.soup.select_one("form[action^='/elsewhere/'] button")


def test_an_attachment_is_fenced_in_and_its_opening_noted(officer: User) -> None:
    attachment = attached(CaseFactory(), "application/pdf")
    answer = Visitor(officer).get(where(attachment)).response
    assert answer.content == b"%PDF-safe"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert attachment.case.readings.filter(reading=Reading.ATTACHMENT).count() == 1


def test_an_attachment_nobody_has_checked_is_not_handed_out(officer: User) -> None:
    attachment = attached(CaseFactory(), "application/pdf", state=FileState.RECEIVED)
    assert Visitor(officer).get(where(attachment)).status == 404


def test_an_attachment_of_another_case_is_not_found_under_this_one(officer: User) -> None:
    attachment, case = attached(CaseFactory(), "image/jpeg"), CaseFactory()
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/attachment/{attachment.key}/")
    assert page.status == 404


@pytest.mark.parametrize("notes", [0, 20])
def test_the_case_page_costs_the_same_queries_however_much_happened(
    officer: User, django_assert_max_num_queries: Any, notes: int
) -> None:
    case, visitor = CaseFactory(closed=True), Visitor(officer)
    for number in range(notes):
        services.note(case, by=officer, text=f"note {number}")
    visitor.get(f"/admin/cases/{case.pk}/")
    with django_assert_max_num_queries(25):  # five of them are the sign-in and Wagtail's own frame
        visitor.get(f"/admin/cases/{case.pk}/")


def where(attachment: Attachment) -> str:
    return f"/admin/cases/{attachment.case_id}/attachment/{attachment.key}/"


def attached(case: Case, kind: str, state: str = FileState.SAFE) -> Attachment:
    return Attachment.objects.create(
        case=case, name="报告.pdf", actor=Actor.SUBMITTER, kind="pdf", size=9, state=state,
        safe=files._store(b"%PDF-safe"), safe_type=kind,
    )  # fmt: skip


def test_a_department_contact_is_not_told_the_work_order_number(
    officer: User, doctor: User
) -> None:
    case = CaseFactory(assigned=True, lead=DepartmentFactory(ward=True))
    Case.objects.filter(pk=case.pk).update(external_number="GD-20260301-77")
    assert "GD-20260301-77" in opened(officer, case).text
    assert "GD-20260301-77" not in opened(doctor, case).text


@pytest.mark.parametrize(
    ("stage", "acts"),
    [
        (Stage.ACCEPTED, ["classify"]),
        (Stage.ASSIGNED, []),
        (Stage.INVESTIGATING, []),
        (Stage.DRAFTING, ["reply"]),
        (Stage.REPLIED, []),
        (Stage.CALLBACK, ["close"]),
        (Stage.REOPENED, ["assign"]),
        (Stage.CLOSED, []),
    ],
)
def test_what_comes_next_stands_first(officer: User, stage: str, acts: list[str]) -> None:
    assert pressed_for(officer, CaseFactory(stage=stage)) == acts


def test_once_classified_a_case_is_assigned(officer: User) -> None:
    case = CaseFactory(accepted=True)
    subject = Subject(Category.objects.get(code="PRO-02"))
    services.classify(case, by=officer, primary=subject)
    assert pressed_for(officer, case) == ["assign"]


def test_while_the_department_has_it_the_reply_is_offered_but_not_pressed_for(
    officer: User,
) -> None:
    page = opened(officer, CaseFactory(assigned=True))
    assert "button-secondary" in page.soup.select_one(".acts a[href$='/reply/']")["class"]


def test_who_did_not_deal_with_a_case_calls_back_before_it_is_closed(officer: User) -> None:
    case, other = CaseFactory(replied=True), UserFactory(second_officer=True)
    assert pressed_for(other, case) == ["call_back"]
    ways = [one["href"] for one in opened(officer, case).soup.select(".acts a")]
    assert not [way for way in ways if way.endswith("/call_back/")]


def test_without_a_telephone_number_the_case_is_closed_next(officer: User) -> None:
    assert pressed_for(officer, CaseFactory(replied=True, anonymous=True)) == ["close"]


def test_what_nobody_classified_is_classified_before_it_is_closed(officer: User) -> None:
    case = CaseFactory(accepted=True, anonymous=True)
    services.reply(case, by=officer, answer="已处理。")
    assert pressed_for(officer, case) == ["classify"]


def pressed_for(user: User, case: Case) -> list[str]:
    """Return the act whose button stands out."""
    buttons = opened(user, case).soup.select(".casehead .acts a.button")
    prime = [one["href"] for one in buttons if "button-secondary" not in one["class"]]
    return [way.split("/")[-2] for way in prime]


def test_a_case_nobody_summed_up_is_named_by_what_is_known_and_can_be_summed_up(
    officer: User,
) -> None:
    case = CaseFactory(gist="", about=DepartmentFactory(ward=True))
    page = opened(officer, case)
    name = page.soup.select_one(".casehead__gist")
    assert "心内科" in name.get_text() or "Cardiology" in name.get_text()
    assert name.select_one(f"a[href='/admin/cases/{case.pk}/classify/#id_gist']")


def test_who_cannot_sum_it_up_is_not_asked_to(director: User) -> None:
    page = opened(director, CaseFactory(gist=""))
    assert not page.soup.select(".casehead__gist a")
