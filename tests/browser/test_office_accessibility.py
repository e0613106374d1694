"""What a tool can see of accessibility at the desk: axe finds nothing in the rooms of the office."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from feedback.models import Case
from tests.browser.conftest import DESK, PHONE
from tests.browser.journey import sign_in
from tests.browser.test_accessibility import STANDARD
from tests.factories import CaseFactory, DepartmentFactory, UserFactory

ROOMS = [
    "",
    "cases/",
    "cases/{pk}/",
    "cases/{pk}/close/",
    "cases/{pk}/classify/",
    "cases/{pk}/link/",
]
BLANK = ["cases/register/", "cases/on-the-spot/", "cases/due/"]


@pytest.fixture
def case(transactional_db: None) -> Case:
    """A case with all that can stand beside it, among others that wait."""
    CaseFactory(overdue=True)
    CaseFactory(assigned=True, anonymous=True, lead=DepartmentFactory(ward=True))
    return CaseFactory(replied=True)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_no_fault_at_the_desk(
    person: Callable[..., Page], case: Case, size: dict[str, int]
) -> None:
    UserFactory(officer=True)
    page, faults = person(size), []
    sign_in(page, "li")
    for room in (*ROOMS, *BLANK):
        page.goto(f"/admin/{room.format(pk=case.pk)}")
        assert page.get_attribute("html", "lang") == "zh-hans"
        found = Axe().run(page, options=STANDARD).response["violations"]
        faults += [
            f"/{room}: {fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:200]} {len(fault['nodes'])}"
            for fault in found
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"/{room} is {wide} pixels wide"] * (wide > size["width"])
    assert not faults, "\n".join(faults)
