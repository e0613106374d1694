"""The papers: what stands on each, for whom, and the person only after a reason."""

import pytest

from feedback import services
from feedback.models import Attachment, Case
from feedback.vocabulary import Act, Actor, Reading
from portal import roles
from portal.models import User
from tests.factories import WANG, CaseFactory, UserFactory
from tests.visitor import Visitor

PAPERS = ["sheet", "route-notice", "file"]
NAMING = ["sheet", "file"]


def address(case: Case, paper: str) -> str:
    return f"/admin/cases/{case.pk}/{paper}/"


@pytest.mark.parametrize("paper", PAPERS)
def test_each_opening_of_a_paper_is_noted(officer: User, paper: str) -> None:
    case = CaseFactory(accepted=True)
    Visitor(officer).get(address(case, paper))
    assert case.readings.filter(reading=Reading.PRINT, by=officer).count() == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_says_by_itself_who_it_was(officer: User, paper: str) -> None:
    page = Visitor(officer).get(address(CaseFactory(accepted=True), paper))
    assert not [word for word in WANG.values() if word in page.text]


@pytest.mark.parametrize("paper", NAMING)
def test_for_a_reason_the_person_stands_on_it_once(officer: User, paper: str) -> None:
    case, visitor = CaseFactory(accepted=True), Visitor(officer)
    page = visitor.post(address(case, paper), {"reason": "当面签字"})
    assert all(word in page.text for word in WANG.values())
    assert WANG["name"] not in visitor.get(address(case, paper)).text


@pytest.mark.parametrize("paper", NAMING)
def test_that_it_was_printed_with_the_person_is_noted(officer: User, paper: str) -> None:
    case = CaseFactory(accepted=True)
    Visitor(officer).post(address(case, paper), {"reason": "当面签字"})
    assert case.diary.last().act == Act.REVEAL
    noted = case.readings.filter(reason="当面签字").values_list("reading", flat=True)
    assert set(noted) == {Reading.CONTACT, Reading.PRINT}


@pytest.mark.parametrize("reason", ["", "  ", "x" * 121, "\x00"])
@pytest.mark.parametrize("paper", NAMING)
def test_without_a_reason_it_does_not(officer: User, paper: str, reason: str) -> None:
    case = CaseFactory(accepted=True)
    page = Visitor(officer).post(address(case, paper), {"reason": reason})
    assert WANG["name"] not in page.text
    assert page.soup.select_one("#reason-error")
    assert not case.readings.filter(reading=Reading.CONTACT).exists()


def test_the_route_notice_names_nobody_even_for_a_reason(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assert Visitor(officer).post(address(case, "route-notice"), {"reason": "x"}).to == "/admin/"


@pytest.mark.parametrize("paper", NAMING)
def test_an_officer_who_may_not_see_persons_gets_none(officer: User, paper: str) -> None:
    deputy = UserFactory(username="deputy", groups=[roles.OFFICERS])
    group = deputy.groups.get()
    group.permissions.remove(group.permissions.get(codename="see_contact"))
    case = CaseFactory(accepted=True)
    page = Visitor(deputy).get(address(case, paper))
    assert page.soup.select_one("#reason") is None
    assert Visitor(deputy).post(address(case, paper), {"reason": "x"}).to == "/admin/"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_department_prints_nothing(doctor: User, paper: str) -> None:
    case = CaseFactory(assigned=True)
    assert Visitor(doctor).get(address(case, paper)).to == "/admin/"
    assert not case.readings.filter(reading=Reading.PRINT).exists()


@pytest.mark.parametrize("paper", PAPERS)
def test_the_oversight_seat_prints_nothing(oversight: User, paper: str) -> None:
    assert Visitor(oversight).get(address(CaseFactory(), paper)).to == "/admin/"


@pytest.mark.parametrize("paper", PAPERS)
def test_another_ward_finds_no_paper(chen: User, paper: str) -> None:
    case = CaseFactory(assigned=True)
    assert Visitor(chen).get(address(case, paper)).status == 404


@pytest.mark.parametrize("paper", PAPERS)
def test_a_barred_officer_finds_no_paper(officer: User, director: User, paper: str) -> None:
    case = CaseFactory()
    services.bar(case, by=officer, people=[officer])
    assert Visitor(officer).get(address(case, paper)).status == 404
    assert Visitor(officer).post(address(case, paper), {"reason": "x"}).status == 404


def test_the_management_prints_the_file_without_the_person(director: User) -> None:
    case = CaseFactory(accepted=True)
    page = Visitor(director).get(address(case, "file"))
    assert case.story in page.text
    assert Visitor(director).post(address(case, "file"), {"reason": "x"}).to == "/admin/"
    assert Visitor(director).get(address(case, "sheet")).to == "/admin/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("paper", ["sheet", "route-notice"])
def test_what_the_submitter_signs_is_in_the_submitters_language(
    officer: User, paper: str, language: str
) -> None:
    case = CaseFactory(accepted=True, language=language)
    sheet = Visitor(officer).get(address(case, paper)).soup.select_one(".paper")
    assert sheet["lang"] == language
    assert (case.hospital.name in sheet.text) == (language == "zh-hans")


def test_the_notice_lists_the_five_routes(officer: User) -> None:
    page = Visitor(officer).get(address(CaseFactory(language="en"), "route-notice"))
    assert len(page.soup.select(".paper ol.paper__ways > li")) == 5
    assert "30 working days" in page.text
    assert "48 hours" in page.text


def test_the_sheet_leaves_lines_where_nothing_is_agreed_yet(officer: User) -> None:
    page = Visitor(officer).get(address(CaseFactory(registered=True), "sheet"))
    assert page.soup.select_one(".paper__lines")


def test_the_problem_as_agreed_stands_on_the_sheet(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.restate(case, by=officer, problem="窗口排队两小时无人解释。")
    assert "窗口排队两小时无人解释。" not in Visitor(officer).get(address(case, "sheet")).text
    services.confirm(case, by=officer, text="电话确认")
    assert "窗口排队两小时无人解释。" in Visitor(officer).get(address(case, "sheet")).text


def test_the_tracking_code_stands_on_no_sheet(officer: User) -> None:
    case = CaseFactory()
    page = Visitor(officer).get(address(case, "sheet"))  # the visitor looks for codes itself
    assert case.tracking_code not in page.text


def test_the_file_has_its_four_parts_and_the_whole_diary(officer: User) -> None:
    case = CaseFactory(closed=True)
    page = Visitor(officer).get(address(case, "file"))
    assert len(page.soup.select(".paper__part > h3")) == 4
    assert len(page.soup.select(".paper__diary > li")) == case.diary.count()


def test_the_file_lists_each_attachment_with_its_hash(officer: User) -> None:
    case = CaseFactory()
    Attachment.objects.create(
        case=case, name="x.jpg", actor=Actor.SUBMITTER, kind="jpeg", size=1, sha256="c" * 64
    )
    page = Visitor(officer).get(address(case, "file"))
    assert page.soup.select_one("code.paper__hash").text == "c" * 64


def test_the_file_names_no_case_that_its_reader_may_not_open(officer: User) -> None:
    deputy = UserFactory(username="deputy", groups=[roles.OFFICERS])
    case, hidden = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.link(case, by=officer, other=hidden)
    services.bar(hidden, by=officer, people=[deputy])
    assert hidden.reference in Visitor(officer).get(address(case, "file")).text
    assert hidden.reference not in Visitor(deputy).get(address(case, "file")).text
