"""A plain page with something in it that belongs to somebody, and the tongue of the gate."""

from typing import Any

import pytest

from home.models import PlainPage
from portal import gate
from portal.gate import Finding

TELEPHONE = "13912345678"


@pytest.fixture
def page(site: Any) -> PlainPage:
    """A plain page, live and clean."""
    page = PlainPage(title="停车", slug="parking-here", lead="车停在东门。", locale=site.locale)
    site.add_child(instance=page)
    return page


@pytest.fixture
def leaking(page: PlainPage) -> PlainPage:
    """A draft of it in which somebody's telephone number stands."""
    page.lead = f"有事找停车场师傅，电话 {TELEPHONE}。"
    page.save_revision()
    return page


def kinds(found: list[Finding]) -> list[str]:
    return [one.kind for one in found]


def held(page: Any) -> list[str]:
    """Return what holds a page back, by kind."""
    return kinds(gate.findings(page))
