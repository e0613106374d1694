"""Both clocks of an order are shown to the office, and the earlier one decides; the submitter reads ours."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from feedback.models import Case
from feedback.services import alarms
from feedback.vocabulary import Channel
from portal.models import User
from tests.factories import CaseFactory
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def order(external: int | None, own: int = 5, **wanted: object) -> Case:
    """Return a case whose dates are so many days away."""
    case = CaseFactory(**{"assigned": True, "channel": Channel.H12345, **wanted})
    outside = None if external is None else day(external)
    Case.objects.filter(pk=case.pk).update(due_on=day(own), external_due_on=outside)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize(
    ("external", "own", "late"), [(-1, 5, True), (5, -1, True), (1, 5, False), (None, -1, True)]
)
def test_a_case_is_overdue_once_the_earlier_date_has_passed(
    external: int | None, own: int, late: bool
) -> None:
    case = order(external, own)
    assert Case.objects.overdue(on=timezone.localdate()).exists() is late
    assert case.is_overdue(on=timezone.localdate()) is late


def test_the_inbox_stands_in_the_order_of_the_earlier_dates(officer: User) -> None:
    for gist, external, own in (("自己的", None, 3), ("热线的", 1, 9), ("最后的", 8, 9)):
        order(external, own, gist=gist)
    page = Visitor(officer).get("/admin/cases/")
    assert [link.text for link in page.soup.select(".inbox__case > a")] == [
        "热线的",
        "自己的",
        "最后的",
    ]


def test_what_the_hotline_wants_today_stands_among_what_is_due(officer: User) -> None:
    order(0, 5, gist="今天要")
    assert "今天要" in Visitor(officer).get("/admin/cases/", {"show": "due"}).text


def test_a_case_shows_both_dates_to_the_office(officer: User) -> None:
    case = order(2, 6)
    text = Visitor(officer).get(f"/admin/cases/{case.pk}/").soup.select_one(".casehead").text
    assert all(date_format(one, "DATE_FORMAT") in text for one in (day(2), day(6)))


def test_the_submitter_reads_our_own_date_only(visitor: Visitor) -> None:
    case = CaseFactory(assigned=True, channel=Channel.H12345)
    Case.objects.filter(pk=case.pk).update(due_on=day(6), external_due_on=day(-2))
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    with visitor.expect_private():
        text = visitor.get("/feedback/case/").text
    assert date_format(day(6), "DATE_FORMAT") in text
    assert date_format(day(-2), "DATE_FORMAT") not in text


def test_one_is_reminded_by_the_earlier_date() -> None:
    case = order(0, 60)
    Case.objects.filter(pk=case.pk).update(
        external_due_on=date(2026, 3, 4), due_on=date(2026, 9, 1)
    )
    assert alarms.sweep(on=date(2026, 3, 4)) == 1
    assert Case.objects.get().alarm_due_on == date(2026, 3, 4)
