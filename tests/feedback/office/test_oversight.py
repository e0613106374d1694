"""The oversight seat reads what was done when, and neither words nor persons; it does nothing."""

import pytest

from feedback import services
from feedback.models import Attachment, Case
from feedback.vocabulary import Actor, FileState
from portal import roles
from portal.models import User
from tests.factories import WANG, CaseFactory, UserFactory
from tests.feedback.office.doors import KEY, address, tried
from tests.visitor import Page, Visitor

WORDS = [
    "her own story",
    "said between us",
    "more was told",
    "we are sorry",
    "x-ray.jpg",
    "both ask",
]
# Rooms in which nothing is done, and that say no more than the case page.
READ = {"get case", "get presence"}


@pytest.fixture
def wu(oversight: User) -> Visitor:
    return Visitor(oversight)


@pytest.fixture
def case(officer: User) -> Case:
    """A case with words and persons in every place where there can be any."""
    case = CaseFactory(assigned=True, story="her own story", gist="queue at the desk")
    services.note(case, by=officer, text="said between us")
    services.message(case, text="more was told")
    services.link(case, by=officer, other=CaseFactory(), why="both ask")
    Attachment.objects.create(
        case=case, key=KEY, name="x-ray.jpg", actor=Actor.SUBMITTER, kind="jpeg", size=5,
        sha256="0" * 64, original="x", safe="x", safe_type="image/jpeg", state=FileState.SAFE,
    )  # fmt: skip
    services.reply(case, by=officer, answer="we are sorry")
    return case


def unnamed(page: Page, officer: User) -> bool:
    names = [*WANG.values(), officer.get_full_name(), "赵志远"]
    return not any(word in page.body.decode() for word in [*WORDS, *names])


def test_the_page_says_what_was_done_when_and_names_nobody(
    wu: Visitor, case: Case, officer: User
) -> None:
    page = wu.get(address("case", case))
    assert {case.reference, case.gist} <= {*page.text.split(), case.gist}
    assert page.soup.select(".diary__entry, .diary li")
    assert unnamed(page, officer)


def test_the_inbox_names_nobody(wu: Visitor, case: Case, officer: User) -> None:
    page = wu.get("/admin/cases/")
    assert case.gist in page.text
    assert unnamed(page, officer)


@pytest.mark.parametrize("room", ["case", "presence"])
def test_it_is_not_told_who_else_is_on_the_case(
    wu: Visitor, case: Case, officer: User, room: str
) -> None:
    Visitor(officer).get(address("case", case))
    assert unnamed(wu.get(address(room, case)), officer)


def test_every_other_door_is_closed_and_nothing_changes(wu: Visitor, case: Case) -> None:
    inside = {door for door, page in tried(wu, case) if page.status not in {302, 403, 404, 405}}
    assert inside <= READ
    assert Case.objects.get(pk=case.pk).version == case.version


def test_an_attachment_is_not_opened_from_either_side(wu: Visitor, case: Case) -> None:
    assert wu.get(address("attachment", case)).status in {302, 403, 404}
    assert wu.get(f"/feedback/attachment/{KEY}/").status == 404
    assert not case.readings.filter(reading="attachment").exists()


@pytest.mark.parametrize("room", ["export/", "bulk/", "register/", "on-the-spot/"])
def test_it_neither_exports_nor_acts_nor_registers(wu: Visitor, case: Case, room: str) -> None:
    page = wu.post(f"/admin/cases/{room}", {"case": [case.pk], "act": "remind", "do": "1"})
    assert page.to == "/admin/"


def test_a_telephone_number_finds_nothing(wu: Visitor, case: Case) -> None:
    assert case.reference not in wu.post("/admin/cases/", {"q": WANG["phone"]}).text


def test_its_opening_is_noted_too(wu: Visitor, case: Case, oversight: User) -> None:
    wu.get(address("case", case))
    assert case.readings.filter(by=oversight).exists()


def test_an_officer_on_the_seat_stays_an_officer(case: Case) -> None:
    both = UserFactory(username="both", groups=[roles.OVERSIGHT, roles.OFFICERS])
    assert "her own story" in Visitor(both).get(address("case", case)).text


def test_the_director_reads_the_words_and_not_who_spoke(case: Case, director: User) -> None:
    page = Visitor(director).get(address("case", case))
    assert all(word in page.text for word in WORDS)
    assert not any(word in page.body.decode() for word in WANG.values())
