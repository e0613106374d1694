"""The office sees which public page somebody wrote about."""

from feedback.models import Case
from home.models import HomePage
from portal.models import User
from tests.factories import CaseFactory
from tests.pages import write_news
from tests.visitor import Visitor


def about(number: int) -> Case:
    case = CaseFactory()
    case.diary.update(facts={"channel": "web", "page": number})
    return case


def read(officer: User, case: Case) -> str:
    return str(Visitor(officer).get(f"/admin/cases/{case.pk}/").soup.select_one("#facts ~ .pairs"))


def test_the_officer_is_led_to_the_page(site: HomePage, officer: User) -> None:
    page = write_news(site)
    assert f'<a href="{page.url}">{page.title}</a>' in read(officer, about(page.pk))


def test_the_officer_is_told_what_a_closed_page_was_called(site: HomePage, officer: User) -> None:
    page = write_news(site, live=False)
    shown = read(officer, about(page.pk))
    assert page.title in shown
    assert "href" not in shown


def test_a_deleted_page_leaves_no_fault(site: HomePage, officer: User) -> None:
    assert "href" not in read(officer, about(999999))
