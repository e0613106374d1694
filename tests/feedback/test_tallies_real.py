"""Real petitions, counted by the roll-ups and once more by plain questions to the cases themselves."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count as Number
from django.db.models.functions import TruncMonth
from django.utils import timezone

from feedback import figures
from feedback.counting import SINGLE
from feedback.models import Case, CaseTally
from feedback.services import tallies
from feedback.vocabulary import Count, Dimension
from tests.feedback.ledgers import bring, shared
from tests.feedback.test_import_real import FILES, OVER_ALL


@pytest.fixture(scope="module")
def counted(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Both files imported and counted once for all tests of this module."""
    paths = [shared(f"zh_petitions/{name}") for name in FILES]
    folder = tmp_path_factory.mktemp("ledgers")
    with django_db_blocker.unblock(), transaction.atomic():
        for path in paths:
            bring(path, folder)
        tallies.sweep()
        yield
        transaction.set_rollback(True)


def by_roll_up(count: str, dimension: str = Dimension.TOTAL) -> Counter[tuple[str, str]]:
    rows = CaseTally.objects.filter(dimension=dimension, count=count)
    found: Counter[tuple[str, str]] = Counter()
    for month, value, number in rows.values_list("month", "value", "number"):
        found[f"{month:%Y-%m}", value] += number
    return found


def by_question(moment: str, value: str = "") -> Counter[tuple[str, str]]:
    cases = Case.objects.exclude(**{moment: None}).order_by().annotate(month=TruncMonth(moment))
    by = ("month", value) if value else ("month",)
    return Counter(
        {
            (f"{timezone.localdate(row[0]):%Y-%m}", str(row[1]) if value else ""): row[-1]
            for row in cases.values_list(*by).annotate(number=Number("pk"))
        }
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("count", "moment"),
    [(Count.RECEIVED, "received_at"), (Count.ANSWERED, "answered_at"), (Count.CLOSED, "closed_at")],
)
def test_each_month_agrees_with_a_plain_question(counted: None, count: str, moment: str) -> None:
    assert by_roll_up(count) == by_question(moment)


@pytest.mark.django_db
def test_each_channel_agrees_with_a_plain_question(counted: None) -> None:
    assert by_roll_up(Count.RECEIVED, Dimension.CHANNEL) == by_question("received_at", "channel")


@pytest.mark.django_db
@pytest.mark.parametrize("count", ["received", "answered", "closed", "due", "on_time", "undated"])
def test_the_roll_ups_agree_with_the_public_figures(counted: None, count: str) -> None:
    hospital = Case.objects.first().hospital_id
    public = figures.count(hospital_id=hospital, **OVER_ALL).total[count]
    assert by_roll_up(count).total() == public


@pytest.mark.django_db
def test_what_is_open_now_is_the_stock_of_the_running_month(counted: None) -> None:
    month = f"{timezone.localdate():%Y-%m}"
    assert by_roll_up(Count.OPEN)[month, ""] == Case.objects.open().count()


@pytest.mark.django_db
def test_along_each_dimension_everything_adds_up(counted: None) -> None:
    total = {count: by_roll_up(count).total() for count in Count}
    for dimension in SINGLE:
        assert {count: by_roll_up(count, dimension).total() for count in Count} == total
