"""The keys of the office: each act has its letter, no letter two acts, and nothing is inline."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from feedback.office.desks import DESKS
from portal.models import User
from tests.factories import CaseFactory
from tests.visitor import Visitor

SCRIPT = "feedback/office.js"
# What leads elsewhere is no letter of an act.
TAKEN = {"g", "j", "k", "?", "/"}


@pytest.fixture
def script() -> str:
    """The script of the office."""
    return Path(finders.find(SCRIPT)).read_text()


@pytest.fixture
def letters(script: str) -> dict[str, str]:
    """Return the letter of each act."""
    table = re.search(r"LETTERS = \{(.*?)\};", script, re.DOTALL)
    return dict(re.findall(r'(\w+): "(\w)"', table[1]))


def test_every_act_at_a_desk_has_a_letter(letters: dict[str, str]) -> None:
    assert {act.value for act in DESKS} == {*letters}


def test_no_two_acts_have_the_same_letter(letters: dict[str, str]) -> None:
    assert len(set(letters.values())) == len(letters)
    assert not TAKEN & set(letters.values())


def test_the_script_stays_small(script: str) -> None:
    assert len(script.encode()) <= 6500


@pytest.mark.parametrize("room", ["", "register/", "{pk}/", "{pk}/note/"])
def test_the_rooms_load_the_script_and_list_the_keys(officer: User, room: str) -> None:
    case = CaseFactory(accepted=True)
    page = Visitor(officer).get(f"/admin/cases/{room.format(pk=case.pk)}")
    assert [one for one in page.soup.select("script[src]") if SCRIPT in one["src"]]
    assert page.soup.select_one("template#office-keys")


def test_no_key_of_the_browser_is_taken_away(officer: User) -> None:
    page = Visitor(officer).get(f"/admin/cases/{CaseFactory(accepted=True).pk}/")
    assert not page.soup.select(".office [accesskey]")
