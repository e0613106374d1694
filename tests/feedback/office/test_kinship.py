"""Merging, splitting and linking at the desk: the other case is looked at first, a hidden one never."""

from typing import Any

import pytest

from feedback import services
from feedback.models import Case, CaseLink
from feedback.vocabulary import Act, Kind, Sphere, Stage
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Page, Visitor

PAIRS = ["merge", "link"]


@pytest.fixture
def li(officer: User) -> Visitor:
    return Visitor(officer)


@pytest.fixture
def barred(officer: User) -> User:
    """Another officer, whom a case may be about."""
    return UserFactory(username="deputy", groups=[roles.OFFICERS])


def send(visitor: Visitor, case: Case, act: str, **typed: Any) -> Page:
    version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    return visitor.post(f"/admin/cases/{case.pk}/{act}/", {"version": version, **typed})


def both(visitor: Visitor, case: Case, act: str, other: Case, **typed: Any) -> Page:
    """Type the reference, look at the other case, and save."""
    shown = send(visitor, case, act, reference=other.reference, **typed)
    return visitor.post(f"/admin/cases/{case.pk}/{act}/", shown.form())


@pytest.mark.parametrize("act", PAIRS)
def test_the_other_case_is_shown_with_its_gist_before_anything_is_done(
    li: Visitor, act: str
) -> None:
    case, other = CaseFactory(accepted=True), CaseFactory(accepted=True, gist="取药排队久")
    page = send(li, case, act, reference=f" {other.reference.lower()} ")
    assert "取药排队久" in page.soup.select_one("[aria-labelledby=other]").get_text()
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_case_is_merged_once_the_other_was_seen(li: Visitor) -> None:
    case, other = CaseFactory(accepted=True), CaseFactory(accepted=True)
    page = both(li, case, "merge", other, text="同一天同一窗口")
    assert page.to == f"/admin/cases/{case.pk}/"
    assert Case.objects.get(pk=case.pk).merged_into == other


def test_another_reference_than_the_one_seen_is_shown_first(li: Visitor) -> None:
    case, other, third = (CaseFactory(accepted=True) for _ in range(3))
    shown = send(li, case, "merge", reference=other.reference)
    page = li.post(shown.path, {**shown.form(), "reference": third.reference})
    assert third.reference in page.soup.select_one("[aria-labelledby=other]").get_text()
    assert Case.objects.get(pk=case.pk).stage == Stage.ACCEPTED


def test_the_answer_that_would_be_given_at_once_is_shown(li: Visitor) -> None:
    case, other = CaseFactory(accepted=True), CaseFactory(replied=True)
    page = send(li, case, "merge", reference=other.reference)
    assert other.diary.get(act=Act.REPLY).text in page.text


@pytest.mark.parametrize("act", [*PAIRS, "unlink"])
def test_a_hidden_case_does_not_exist_at_the_desk(officer: User, barred: User, act: str) -> None:
    case, hidden = CaseFactory(accepted=True), CaseFactory(accepted=True, gist="隐藏的事")
    services.bar(hidden, by=officer, people=[barred])
    typed = send(Visitor(barred), case, act, reference=hidden.reference)
    never = send(Visitor(barred), case, act, reference="TS-2026-000000")
    assert [page.soup.select_one(".error-message").text for page in (typed, never)] == [
        never.soup.select_one(".error-message").text
    ] * 2
    assert "隐藏的事" not in typed.text


@pytest.mark.parametrize("act", [*PAIRS, "unlink"])
def test_a_hidden_case_is_not_reached_by_its_number(officer: User, barred: User, act: str) -> None:
    case, hidden = CaseFactory(accepted=True), CaseFactory(accepted=True, gist="隐藏的事")
    services.bar(hidden, by=officer, people=[barred])
    page = Visitor(barred).get(f"/admin/cases/{case.pk}/{act}/?with={hidden.pk}")
    assert hidden.reference not in page.text
    assert "隐藏的事" not in page.text


@pytest.mark.parametrize("act", PAIRS)
def test_a_confirmed_number_without_its_reference_joins_nothing(
    officer: User, barred: User, act: str
) -> None:
    case, hidden = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.bar(hidden, by=officer, people=[barred])
    send(Visitor(barred), case, act, reference=hidden.reference, confirmed=hidden.pk)
    assert Case.objects.get(pk=hidden.pk).version == hidden.version


def test_the_cases_of_the_same_telephone_are_suggested_but_no_hidden_one(
    officer: User, barred: User
) -> None:
    case, same, hidden = (CaseFactory(accepted=True) for _ in range(3))
    services.bar(hidden, by=officer, people=[barred])
    page = Visitor(barred).get(f"/admin/cases/{case.pk}/merge/")
    assert same.reference in page.text
    assert hidden.reference not in page.text


def test_a_suggestion_is_shown_back_at_once(li: Visitor) -> None:
    case, other = CaseFactory(accepted=True), CaseFactory(accepted=True)
    page = li.get(f"/admin/cases/{case.pk}/merge/?with={other.pk}")
    assert page.form()["confirmed"] == str(other.pk)
    assert li.post(page.path, page.form()).to == f"/admin/cases/{case.pk}/"


@pytest.mark.parametrize("wrong", ["", "x", "-1", "9" * 40, "٣"])
def test_a_wrong_number_shows_the_empty_form(li: Visitor, wrong: str) -> None:
    page = li.get(f"/admin/cases/{CaseFactory(accepted=True).pk}/merge/?with={wrong}")
    assert page.form()["reference"] == ""


def test_a_refused_merge_keeps_what_was_typed(li: Visitor, officer: User) -> None:
    case, other = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.restrict(other, by=officer, sphere=Sphere.STAFF)
    page = both(li, case, "merge", other, text="同一天同一窗口")
    assert page.soup.select_one(".error-message")
    assert page.form()["text"] == "同一天同一窗口"


def test_what_has_moved_on_is_told(li: Visitor) -> None:
    case, other = CaseFactory(replied=True), CaseFactory(accepted=True)
    page = send(li, case, "merge", reference=other.reference, confirmed=other.pk)
    assert page.status == 409


def test_a_part_is_split_off_and_opened(li: Visitor) -> None:
    case = CaseFactory(accepted=True)
    page = send(li, case, "split", story="停车场太小。", kind=Kind.SUGGESTION, gist="停车")
    part = Case.objects.get(split_from=case)
    assert page.to == f"/admin/cases/{part.pk}/"
    assert (part.story, part.kind, part.gist) == ("停车场太小。", Kind.SUGGESTION, "停车")


def test_the_story_stands_in_the_form_to_be_shortened(li: Visitor) -> None:
    case = CaseFactory(accepted=True)
    assert li.get(f"/admin/cases/{case.pk}/split/").form()["story"] == case.story


def test_a_merged_case_is_handled_separately_again(li: Visitor) -> None:
    case = CaseFactory(merged=True)
    send(li, case, "unmerge", text="另有新情况")
    assert Case.objects.get(pk=case.pk).stage == Stage.ACCEPTED


def test_a_link_is_made_and_removed(li: Visitor) -> None:
    case, other = CaseFactory(), CaseFactory()
    both(li, case, "link", other, why="同一窗口")
    assert CaseLink.objects.get().why == "同一窗口"
    page = li.get(f"/admin/cases/{other.pk}/unlink/?with={case.pk}")
    li.post(page.path, page.form())
    assert not CaseLink.objects.exists()


def test_the_case_page_shows_what_belongs_to_it(li: Visitor, officer: User) -> None:
    case, other, into = (CaseFactory(accepted=True) for _ in range(3))
    services.link(case, by=officer, other=other, why="同一窗口")
    part = services.split(case, by=officer, story="停车场太小。")
    services.merge(case, by=officer, into=into)
    panel = li.get(f"/admin/cases/{case.pk}/").soup.select_one("[aria-labelledby=relatives]").text
    assert all(one.reference in panel for one in (other, part, into))
    assert "同一窗口" in panel


def test_it_shows_no_hidden_one_and_the_diary_does_not_name_it(officer: User, barred: User) -> None:
    case, hidden = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.link(case, by=officer, other=hidden)
    services.bar(hidden, by=officer, people=[barred])
    page = Visitor(barred).get(f"/admin/cases/{case.pk}/")
    assert hidden.reference not in page.text
    assert page.soup.select_one("[aria-labelledby=relatives]") is None


@pytest.mark.parametrize("act", ["merge", "link", "unlink", "split"])
def test_a_department_joins_nothing(doctor: User, act: str) -> None:
    case, other = CaseFactory(assigned=True), CaseFactory(assigned=True)
    typed = {"reference": other.reference, "confirmed": other.pk, "story": "x", "kind": "complaint"}
    assert send(Visitor(doctor), case, act, **typed).to == "/admin/"
    assert Case.objects.get(pk=case.pk).version == case.version


@pytest.mark.parametrize("act", ["merge", "link", "unlink", "split", "unmerge"])
def test_another_ward_finds_no_such_room(chen: User, act: str) -> None:
    case = CaseFactory(assigned=True)
    assert send(Visitor(chen), case, act).status == 404
