"""Nurse Sun raises a matter on the staff channel: like everybody, and without being known by it."""

from typing import Any

import pytest

from feedback.models import Case
from feedback.vocabulary import Actor, Channel, Relationship
from portal.models import User
from tests.factories import WANG, DepartmentFactory, UserFactory
from tests.feedback.public.conftest import COMPLAINT
from tests.feedback.public.test_submit import photo
from tests.visitor import Page, Visitor

ROOM = "/feedback/staff/"


def send(visitor: Visitor, room: str = ROOM, **answers: Any) -> Page:
    form = visitor.get(room).form()
    with visitor.expect_private():
        return visitor.post(room, {**form, **COMPLAINT, **answers})


def test_a_matter_comes_in_by_the_staff_channel(visitor: Visitor) -> None:
    page = send(visitor)
    case = Case.objects.get()
    assert (case.channel, case.story) == (Channel.STAFF, COMPLAINT["story"])
    assert case.reference in page.text
    assert page.soup.select(".code_groups")


def test_without_a_name_there_is_no_contact(visitor: Visitor) -> None:
    send(visitor)
    assert not hasattr(Case.objects.get(), "contact")


def test_with_a_name_it_is_a_colleagues(visitor: Visitor) -> None:
    send(visitor, **WANG)
    contact = Case.objects.get().contact
    assert (contact.name, contact.relationship) == (WANG["name"], Relationship.STAFF)


@pytest.mark.parametrize(
    "sent",
    [{"channel": "web"}, {"relationship": "self"}, {"consent_health": "on"}, {"page": "1"}],
)
def test_what_is_not_asked_is_not_believed(visitor: Visitor, sent: dict[str, str]) -> None:
    send(visitor, **sent)
    case = Case.objects.get()
    assert (case.channel, hasattr(case, "contact")) == (Channel.STAFF, False)
    assert [consent.purpose for consent in case.consents.all()] == ["notice"]


@pytest.mark.parametrize("kind", ["compliment", "enquiry", "report", ""])
def test_only_complaints_and_suggestions_are_raised_here(visitor: Visitor, kind: str) -> None:
    page = send(visitor, kind=kind)
    assert not Case.objects.exists()
    assert page.form()["story"] == COMPLAINT["story"]


def test_a_department_no_patient_meets_can_be_named(visitor: Visitor) -> None:
    laundry = DepartmentFactory(code="laundry", public=False)
    send(visitor, department="laundry")
    assert Case.objects.get().about == laundry


def test_a_department_that_is_no_more_cannot(visitor: Visitor) -> None:
    DepartmentFactory(code="laundry", active=False)
    assert send(visitor, department="laundry").soup.select("#id_department_error")


@pytest.mark.parametrize("person", ["nurse", "officer", "doctor"])
def test_of_whoever_is_signed_in_nothing_is_kept(db: None, person: str) -> None:
    somebody: User = UserFactory(**{person: True})
    send(Visitor(somebody))
    case = Case.objects.get()
    first = case.diary.get()
    assert (first.actor, first.by, case.officer) == (Actor.SUBMITTER, None, None)
    assert (hasattr(case, "contact"), case.submitter_key) == (False, "")


def test_a_second_sending_is_the_same_matter(visitor: Visitor) -> None:
    form = {**visitor.get(ROOM).form(), **COMPLAINT}
    with visitor.expect_private():
        codes = [visitor.post(ROOM, form).soup.select_one(".code_groups").text for _ in range(2)]
    assert codes[0] == codes[1]
    assert Case.objects.count() == 1


def test_a_filled_trap_is_taken_in_and_marked(visitor: Visitor) -> None:
    send(visitor, remark="buy now")
    assert Case.objects.get().quarantined


def test_files_come_with_it(visitor: Visitor) -> None:
    send(visitor, attachments=[photo()])
    assert Case.objects.get().attachments.count() == 1


def test_a_mistake_loses_nothing(visitor: Visitor) -> None:
    page = send(visitor, phone="-", email="wrong")
    assert not Case.objects.exists()
    assert page.form()["story"] == COMPLAINT["story"]


def test_the_matter_is_followed_by_its_code(visitor: Visitor) -> None:
    groups = send(visitor).soup.select(".code_groups__group")
    visitor.post("/feedback/track/", {"code": " ".join(group.text for group in groups)})
    with visitor.expect_private():
        assert COMPLAINT["story"] in visitor.get("/feedback/case/").text


def test_the_english_room_makes_an_english_case(visitor: Visitor) -> None:
    send(visitor, "/en/feedback/staff/")
    assert Case.objects.get().language == "en"


@pytest.mark.parametrize("room", [ROOM, "/en/feedback/staff/"])
def test_search_engines_are_kept_out(visitor: Visitor, room: str) -> None:
    page = visitor.get(room)
    assert "noindex" in page.response.headers["X-Robots-Tag"]
    assert page.soup.select("meta[name=robots][content*=noindex]")


@pytest.mark.parametrize("address", ["/", "/sitemap.xml", "/robots.txt", "/feedback/submit/"])
def test_no_public_way_leads_there(site: Any, visitor: Visitor, address: str) -> None:
    assert "/staff/" not in visitor.get(address).body.decode()


@pytest.mark.parametrize("person", ["officer", "doctor", "director"])
def test_those_who_work_on_cases_find_the_way_on_their_start_page(site: Any, person: str) -> None:
    page = Visitor(UserFactory(**{person: True})).get("/admin/")
    assert page.soup.select(f"a[href='{ROOM}']")


def test_the_office_finds_it_beside_the_register(officer: User) -> None:
    assert Visitor(officer).get("/admin/cases/register/").soup.select(f"a[href='{ROOM}']")
