"""Officer Li opens the inbox and sees at once what is pressing."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from feedback import services
from feedback.models import Absence, Case, Category, SphereTeam
from feedback.vocabulary import Channel, ExtendReason, Kind, Priority, Sphere, Stage
from portal import roles
from portal.models import User
from tests.factories import WANG, CaseFactory, DepartmentFactory, UserFactory
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
    queues = ("open", "overdue", "new", "waiting", "answered")
    counts = [page.soup.select_one(f".figures__one--{queue} .figures__count") for queue in queues]
    assert [int(count.get_text()) for count in counts] == [3, 1, 2, 0, 0]


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
    with django_assert_max_num_queries(12):
        visitor.get("/admin/cases/")


def test_a_page_of_every_part_of_the_list_costs_one_query_more_for_each(
    officer: User, django_assert_max_num_queries: Any
) -> None:
    for how in ("assigned", "waiting", "replied", "closed"):
        CaseFactory(**{how: True})
    visitor = Visitor(officer)
    visitor.get("/admin/cases/")
    with django_assert_max_num_queries(12 + 3):
        assert len(visitor.get("/admin/cases/").soup.select(".inbox__row")) == 4


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


def test_what_is_in_my_charge_is_a_way_to_those_cases(officer: User) -> None:
    own, others = CaseFactory(accepted=True), CaseFactory()
    page = Visitor(officer).get("/admin/cases/?show=mine")
    assert own.reference in page.text
    assert others.reference not in page.text


def test_a_deputy_finds_what_waits_for_the_officer_who_is_away(officer: User) -> None:
    own, deputy = CaseFactory(accepted=True), colleague()
    today = timezone.localdate()
    Absence.objects.create(officer=officer, deputy=deputy, start=today, end=today)
    assert own.reference in Visitor(deputy).get("/admin/cases/?show=mine").text


def test_after_the_absence_the_deputy_finds_it_no_more(officer: User) -> None:
    own, deputy = CaseFactory(accepted=True), colleague()
    last = timezone.localdate() - timedelta(days=1)
    Absence.objects.create(officer=officer, deputy=deputy, start=last, end=last)
    assert own.reference not in Visitor(deputy).get("/admin/cases/?show=mine").text


def test_what_came_back_is_marked_and_found(officer: User) -> None:
    case = CaseFactory(assigned=True)
    services.message(case, text="又想起一件事。")
    page = Visitor(officer).get("/admin/cases/?show=back", headers={"accept-language": "en"})
    assert case.reference in page.text
    assert page.soup.select_one(".inbox__meta b")


def test_the_director_finds_what_is_to_be_approved(officer: User, director: User) -> None:
    asked, other = CaseFactory(assigned=True), CaseFactory(drafting=True)
    later = asked.due_on + timedelta(days=9)
    services.ask_time(asked, by=officer, to=later, reason=ExtendReason.PAPERS)
    page = Visitor(director).get("/admin/cases/?show=approve")
    assert asked.reference in page.text
    assert other.reference not in page.text


def test_a_draft_in_a_pressing_case_is_to_be_approved(director: User) -> None:
    case = CaseFactory(drafting=True)
    Case.objects.filter(pk=case.pk).update(priority=Priority.URGENT)
    assert case.reference in Visitor(director).get("/admin/cases/?show=approve").text


def test_a_department_sees_its_own_and_what_is_to_be_taken_on(doctor: User) -> None:
    own, taken_on = CaseFactory(assigned=True), CaseFactory(stage=Stage.INVESTIGATING)
    elsewhere = CaseFactory(assigned=True, lead=DepartmentFactory(other_ward=True))
    page = Visitor(doctor).get("/admin/cases/?show=take_on")
    assert own.reference in page.text
    assert not {taken_on.reference, elsewhere.reference} & set(page.text.split())


def test_the_officer_in_charge_is_named_and_can_be_chosen(officer: User) -> None:
    mine, nobodys = CaseFactory(accepted=True), CaseFactory()
    page = Visitor(officer).get(f"/admin/cases/?officer={officer.pk}")
    assert officer.get_full_name() in page.soup.select_one(".inbox__row").get_text()
    assert nobodys.reference not in page.text
    assert mine.reference not in Visitor(officer).get("/admin/cases/?officer=0").text


def test_the_earlier_external_deadline_is_what_the_row_counts_by(officer: User) -> None:
    case = CaseFactory(accepted=True)
    yesterday = timezone.localdate() - timedelta(days=1)
    Case.objects.filter(pk=case.pk).update(external_due_on=yesterday)
    row = Visitor(officer).get("/admin/cases/").soup.select_one(".inbox__row--overdue")
    assert yesterday.isoformat() in row.get_text()


@pytest.mark.parametrize("reader", ["doctor", "director", "oversight"])
def test_who_only_reads_ticks_nothing(db: None, reader: str) -> None:
    CaseFactory(assigned=True)
    page = Visitor(UserFactory(**{reader: True})).get("/admin/cases/")
    assert page.soup.select_one(".inbox__row")
    assert not page.soup.select("input[type=checkbox]")


@pytest.mark.parametrize("words", ["reference", "gist", "phone"])
def test_a_restricted_case_of_another_team_is_not_found(officer: User, words: str) -> None:
    case = CaseFactory(gist="only for the team")
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere=Sphere.INTEGRITY)
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(colleague())
    typed = {"reference": case.reference, "gist": "only for the team", "phone": WANG["phone"]}
    page = Visitor(officer).post("/admin/cases/", {"q": typed[words]})
    assert page.soup.select_one(".empty")


def colleague() -> User:
    """Another officer of the complaint office."""
    return UserFactory(username="second", groups=[roles.OFFICERS])
