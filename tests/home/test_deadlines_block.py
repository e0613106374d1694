"""What the public pages promise is what the office's clocks run by."""

import pytest

from feedback.models import DeadlinePolicy
from feedback.promises import promises
from feedback.vocabulary import Complexity
from home.models import HomePage, PlainPage
from portal.models import Hospital
from tests.visitor import Visitor


@pytest.fixture
def page(site: HomePage) -> PlainPage:
    page = PlainPage(title="期限", slug="deadlines", locale=site.locale, body=[("deadlines", None)])
    return site.add_child(instance=page)


def test_a_page_shows_the_deadlines_of_the_office(visitor: Visitor, page: PlainPage) -> None:
    shown = visitor.get("/deadlines/").soup.select(".promises__number")
    assert [" ".join(number.get_text().split()) for number in shown] == [
        "当场", "5 个工作日", "10 个工作日",
    ]  # fmt: skip


def test_it_follows_when_the_office_changes_one(visitor: Visitor, page: PlainPage) -> None:
    visitor.get("/deadlines/")
    policy = DeadlinePolicy.objects.get(complexity="several", kind="", channel="")
    policy.days = 8
    policy.save()
    assert "8 个工作日" in visitor.get("/deadlines/").text


def test_a_row_for_the_web_form_goes_before_one_for_complaints(site: HomePage) -> None:
    hospital = Hospital.objects.get()
    for kind, channel, days in [("complaint", "", 6), ("", "web", 4)]:
        DeadlinePolicy.objects.create(
            hospital=hospital, clock="reply", kind=kind, channel=channel, days=days
        )
    found = {promise.complexity: promise.days for promise in promises(hospital.pk)}
    assert found[Complexity.STANDARD] == 4


def test_a_hospital_without_deadlines_promises_nothing(visitor: Visitor, page: PlainPage) -> None:
    for policy in DeadlinePolicy.objects.all():
        policy.delete()
    assert visitor.get("/deadlines/").soup.select(".promises") == []
