"""Somebody calls or stands at the counter, and Officer Li writes it down."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from feedback.models import Case
from feedback.vocabulary import STAFF_CHANNELS, Channel, Kind, Stage
from portal.models import User
from tests.factories import WANG, DepartmentFactory
from tests.visitor import Page, Visitor

ADDRESS = "/admin/cases/register/"
TOLD = {
    "channel": Channel.PHONE,
    "kind": Kind.COMPLAINT,
    "story": "  等了三个小时。\r\n没有人解释。😀",
}


@pytest.fixture
def li(officer: User) -> Visitor:
    return Visitor(officer)


def registered(li: Visitor, **told: Any) -> Page:
    return li.post(ADDRESS, {**li.get(ADDRESS).form(), **TOLD, **told})


def test_what_was_told_becomes_a_case_and_its_page_opens(li: Visitor) -> None:
    page = registered(li, **WANG)
    case = Case.objects.get()
    assert (page.to, case.stage) == (f"/admin/cases/{case.pk}/", Stage.REGISTERED)
    assert case.contact.phone == WANG["phone"]


def test_the_story_keeps_its_line_breaks_and_signs(li: Visitor) -> None:
    registered(li)
    assert Case.objects.get().story == "  等了三个小时。\n没有人解释。😀"


def test_a_double_click_is_one_case(li: Visitor) -> None:
    form = {**li.get(ADDRESS).form(), **TOLD}
    first, second = li.post(ADDRESS, form), li.post(ADDRESS, form)
    assert first.to == second.to
    assert Case.objects.count() == 1


@pytest.mark.parametrize("channel", STAFF_CHANNELS)
def test_the_office_registers_through_each_of_its_channels(li: Visitor, channel: str) -> None:
    registered(li, channel=channel, place="门诊大厅")
    case = Case.objects.get()
    assert (case.channel, case.place) == (channel, "门诊大厅" if channel == Channel.ROVING else "")


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.IMPORT, "", "pigeon"])
def test_it_does_not_register_through_those_of_others(li: Visitor, channel: str) -> None:
    assert registered(li, channel=channel).soup.select_one(".error-message")
    assert not Case.objects.exists()


def test_a_work_order_keeps_its_number_and_deadline(li: Visitor) -> None:
    day = timezone.localdate() + timedelta(days=4)
    registered(li, channel=Channel.H12345, external_number="GD-77", external_due_on=day)
    case = Case.objects.get()
    assert (case.external_number, case.external_due_on) == ("GD-77", day)


def test_a_story_of_any_length_is_taken_down(li: Visitor) -> None:
    registered(li, story="长" * 30000)
    assert len(Case.objects.get().story) == 30000


@pytest.mark.parametrize(
    "wrong",
    [
        {"story": " \r\n "},
        {"story": "a\x00b"},
        {"happened_on": "2999-01-01"},
        {"happened_on": "yesterday"},
        {"email": "not an address"},
        {"department": "999999"},
    ],
)
def test_an_error_keeps_what_was_typed(li: Visitor, wrong: dict[str, str]) -> None:
    page = registered(li, gist="what it is about", **wrong)
    assert page.soup.select_one(".error-message")
    assert page.form()["gist"] == "what it is about"
    assert not Case.objects.exists()


def test_the_department_concerned_is_kept(li: Visitor) -> None:
    ward = DepartmentFactory(ward=True)
    registered(li, department=ward.pk)
    assert Case.objects.get().about == ward


def test_a_department_contact_does_not_register(doctor: User) -> None:
    page = Visitor(doctor).post(ADDRESS, {**TOLD, "form_key": "x" * 32})
    assert page.to == "/admin/"
    assert not Case.objects.exists()


def test_the_case_page_offers_to_show_the_code(li: Visitor) -> None:
    page = li.follow(registered(li))
    assert page.soup.select_one("form[action$='/show_code/']")
