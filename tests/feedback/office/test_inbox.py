"""Officer Li opens the inbox and sees at once what is pressing."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from feedback.models import Case, Category
from feedback.vocabulary import Channel, Kind, Stage
from portal.models import User
from tests.factories import WANG, CaseFactory, DepartmentFactory
from tests.visitor import Page, Visitor


def days_ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def order(page: Page, *cases: Case) -> list[Case]:
    return sorted(cases, key=lambda case: page.text.index(case.reference))


def test_overdue_stands_first_then_by_due_date_and_what_has_ended_last(officer: User) -> None:
    ended, fresh = CaseFactory(declined=True), CaseFactory()
    waiting, late = CaseFactory(waiting=True, received_at=days_ago(40)), CaseFactory(overdue=True)
    page = Visitor(officer).get("/admin/cases/")
    assert order(page, ended, fresh, waiting, late) == [late, fresh, waiting, ended]


def test_how_late_a_case_is_stands_in_words(officer: User) -> None:
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(due_on=timezone.localdate() - timedelta(days=3))
    page = Visitor(officer).get("/admin/cases/", headers={"accept-language": "en"})
    assert page.soup.select_one(".due--overdue")


def test_while_the_submitter_is_asked_a_case_is_not_overdue(officer: User) -> None:
    CaseFactory(waiting=True, received_at=days_ago(40))
    page = Visitor(officer).get("/admin/cases/")
    assert page.soup.select_one(".due--resting")
    assert not page.soup.select_one(".due--overdue")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (f"stage={Stage.WAITING}", "waiting"),
        (f"kind={Kind.SUGGESTION}", "suggestion"),
        (f"channel={Channel.PHONE}", "called"),
        ("show=overdue", "late"),
        ("show=ended", "ended"),
        ("category=ATT", "curt"),
        ("category=ATT-01", "curt"),
        ("q=lost+property", "called"),
    ],
)
def test_a_filter_leaves_the_cases_asked_for(officer: User, query: str, wanted: str) -> None:
    cases = {
        "waiting": CaseFactory(waiting=True),
        "suggestion": CaseFactory(kind=Kind.SUGGESTION),
        "called": CaseFactory(registered=True, gist="lost property"),
        "late": CaseFactory(overdue=True),
        "ended": CaseFactory(declined=True),
        "curt": CaseFactory(assigned=True, category="ATT-01"),
    }
    page = Visitor(officer).get(f"/admin/cases/?{query}")
    assert [name for name, case in cases.items() if case.reference in page.text] == [wanted]


def test_a_department_is_found_by_what_it_leads_or_was_named_in(officer: User) -> None:
    ward, other = DepartmentFactory(ward=True), DepartmentFactory(other_ward=True)
    led, named = CaseFactory(assigned=True, lead=ward), CaseFactory(about=ward)
    elsewhere = CaseFactory(about=other)
    page = Visitor(officer).get(f"/admin/cases/?department={ward.pk}")
    assert {led.reference, named.reference} <= set(page.text.split())
    assert elsewhere.reference not in page.text


def test_a_filter_nobody_offered_is_ignored(officer: User) -> None:
    case = CaseFactory()
    page = Visitor(officer).get("/admin/cases/?stage=nonsense&department=x&page=999&sort=;--")
    assert case.reference in page.text


def test_a_telephone_number_finds_its_cases_whatever_the_spacing(officer: User) -> None:
    case, other = CaseFactory(), CaseFactory(anonymous=True)
    page = Visitor(officer).post("/admin/cases/", {"q": "138 0013-8000"})
    assert case.reference in page.text
    assert other.reference not in page.text


def test_a_telephone_number_in_the_address_finds_nothing(officer: User) -> None:
    case = CaseFactory()
    assert case.reference not in Visitor(officer).get("/admin/cases/?q=13800138000").text


def test_a_department_contact_cannot_ask_whose_number_it_is(doctor: User) -> None:
    case = CaseFactory(assigned=True, lead=DepartmentFactory(ward=True))
    page = Visitor(doctor).post("/admin/cases/", {"q": WANG["phone"]})
    assert case.reference not in page.text


def test_a_reference_is_found_by_its_beginning(officer: User) -> None:
    case = CaseFactory()
    page = Visitor(officer).post("/admin/cases/", {"q": f" {case.reference.lower()[:11]} "})
    assert case.reference in page.text


def test_the_counts_say_what_is_open_overdue_and_new(officer: User) -> None:
    CaseFactory(), CaseFactory(overdue=True), CaseFactory(accepted=True), CaseFactory(closed=True)
    page = Visitor(officer).get("/admin/cases/")
    counts = [int(count.get_text()) for count in page.soup.select(".figures__count")]
    assert counts == [3, 1, 2, 0, 0]


def test_a_long_list_is_cut_into_pages(officer: User) -> None:
    first = CaseFactory(received_at=days_ago(60))
    copies(first, 60)
    page = Visitor(officer).get("/admin/cases/?page=2")
    assert len(page.soup.select(".inbox__row")) == 11


def test_no_story_is_decrypted_for_the_list(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    CaseFactory()
    Case.objects.update(story="not to be deciphered")
    monkeypatch.setattr("portal.crypto.EncryptedTextField.from_db_value", refuse)
    assert Visitor(officer).get("/admin/cases/").status == 200


def refuse(*args: Any) -> str:
    raise AssertionError("the list deciphers something")


@pytest.mark.parametrize("rows", [1, 50])
def test_the_inbox_costs_the_same_queries_however_long_it_is(
    officer: User, rows: int, django_assert_max_num_queries: Any
) -> None:
    copies(CaseFactory(assigned=True), rows - 1)
    visitor = Visitor(officer)
    visitor.get("/admin/cases/")
    with django_assert_max_num_queries(21):
        visitor.get("/admin/cases/")


def test_a_filter_says_what_is_chosen_and_then_nothing_again(officer: User) -> None:
    visitor = Visitor(officer)
    pages = ["/admin/cases/", "/admin/cases/?kind=complaint", "/admin/cases/"]
    chosen = [visitor.get(page).soup.select_one("#id_kind option[selected]") for page in pages]
    assert [option["value"] for option in chosen if option] == ["", "complaint", ""]


def test_a_department_that_was_just_added_can_be_chosen(officer: User) -> None:
    visitor = Visitor(officer)
    visitor.get("/admin/cases/")
    added = DepartmentFactory()
    assert visitor.get("/admin/cases/").soup.select(f'#id_department option[value="{added.pk}"]')


def test_an_empty_inbox_says_so(officer: User) -> None:
    assert Visitor(officer).get("/admin/cases/").soup.select_one(".empty")


def copies(case: Case, number: int) -> None:
    """Make more of the same, without walking each one's way."""
    for count in range(number):
        case.pk, case.reference = None, f"TS-1999-{count:06}"
        case.code_digest = case.form_key = None
        case._state.adding = True
        case.save()


def test_categories_without_a_case_are_offered_all_the_same(officer: User) -> None:
    page = Visitor(officer).get("/admin/cases/")
    offered = {option["value"] for option in page.soup.select("#id_category option")}
    assert set(Category.objects.values_list("code", flat=True)) <= offered
