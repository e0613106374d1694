"""The month on one page is one page of A4, however full the month was, in both languages."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from wagtail.users.models import UserProfile

from feedback.models import CaseTally, Category, Improvement, ImprovementEvent, WordTally
from feedback.vocabulary import Count, Dimension, Effect, Kind, Phase
from portal.models import Hospital, User
from tests.browser.conftest import DESK, PHONE
from tests.browser.journey import sign_in
from tests.factories import DepartmentFactory, HospitalFactory, UserFactory

LEAF = re.compile(rb"/Type\s*/Page[^s]")
MONTHS = (date(2026, 10, 1), date(2026, 9, 1), date(2025, 10, 1))
TITLE = (
    "检查预约改为分时段到检并由分诊台逐一说明延误原因与预计时间（含互联网医院复诊预约及医技检查）"
)


@pytest.fixture
def full_month(transactional_db: None) -> User:
    """A month in which everything happened; of everything as much as the page takes."""
    hospital, officer = HospitalFactory(), UserFactory(officer=True)
    CaseTally.objects.bulk_create([*_totals(hospital), *_topics(hospital), *_thanks(hospital)])
    WordTally.objects.bulk_create(
        WordTally(hospital=hospital, month=MONTHS[0], kind=Kind.COMPLAINT, word=f"{'候诊等待' * 3}{n}", cases=99 - n)
        for n in range(12)
    )  # fmt: skip
    known = {"hospital": hospital, "department": DepartmentFactory(), "by": officer}
    for effect in [*Effect] * 5:
        measure = Improvement.objects.create(
            **known, title=TITLE, due_on=MONTHS[0], phase=Phase.DO, at=timezone.now()
        )
        ImprovementEvent.objects.create(
            improvement=measure, seq=1, phase_after=Phase.ACT, act="evaluate", by=officer,
            facts={"effect": effect}, at=timezone.now().replace(year=2026, month=10, day=9),
        )  # fmt: skip
    return officer


def tally(hospital: Hospital, month: date, dimension: str, count: str, **more: object) -> CaseTally:
    known = {"hospital": hospital, "month": month, "kind": Kind.COMPLIMENT, "number": 98_765}
    return CaseTally(**{**known, "dimension": dimension, "count": count, **more})


def _totals(hospital: Hospital) -> list[CaseTally]:
    return [tally(hospital, month, Dimension.TOTAL, count) for month in MONTHS for count in Count]


def _topics(hospital: Hospital) -> list[CaseTally]:
    """Rising ones beside frequent ones, with the longest names there are."""
    codes = sorted(Category.objects.subjects(), key=lambda one: -len(one.name_en))[:9]
    return [
        tally(hospital, month, Dimension.CATEGORY, Count.RECEIVED, value=one.code, number=number)
        for place, one in enumerate(codes)
        for month, number in ((MONTHS[0], 900 if place < 6 else 60), (MONTHS[1], 900 if place < 6 else 1))
    ]  # fmt: skip


def _thanks(hospital: Hospital) -> list[CaseTally]:
    return [
        tally(hospital, month, Dimension.DEPARTMENT, Count.RECEIVED, value=str(unit.pk))
        for unit in DepartmentFactory.create_batch(5, name_en="Emergency and intensive care")
        for month in MONTHS
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_is_printed_on_one_page(
    person: Callable[..., Page], full_month: User, language: str
) -> None:
    UserProfile.objects.create(user=full_month, preferred_language=language)
    page = person(DESK)
    sign_in(page, "li")
    page.goto("/admin/cases/reports/month/?month=2026-10")
    assert page.locator(".month__part").count() == 6
    assert len(LEAF.findall(page.pdf(prefer_css_page_size=True))) == 1


def test_on_a_phone_it_is_as_wide_as_the_phone(
    person: Callable[..., Page], full_month: User
) -> None:
    page = person(PHONE)
    sign_in(page, "li")
    page.goto("/admin/cases/reports/month/?month=2026-10")
    assert page.evaluate("document.querySelector('.office').scrollWidth") <= PHONE["width"]
