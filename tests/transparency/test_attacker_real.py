"""The attacker against releases made of real petitions: all months, quarters and the year together."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import ExtractYear

from feedback import figures
from feedback.figures import Figures
from feedback.models import Case
from tests.feedback.ledgers import bring, shared
from tests.transparency.test_attacker import by_end, leaks
from transparency import releases
from transparency.periods import Period, whole_year

FILES = ("health_labelled.dev.jsonl", "health_replies.dev.jsonl")


class Imported:
    """The hospital that has the petitions."""

    def __init__(self) -> None:
        self.hospital = Case.objects.first().hospital

    def raw(self, period: Period) -> Figures:
        return figures.count(hospital_id=self.hospital.pk, start=period.start, end=period.end)


@pytest.fixture
def imported(db: None, tmp_path: Any) -> Iterator[Imported]:
    with transaction.atomic():
        for name in FILES:
            bring(shared(f"zh_petitions/{name}"), tmp_path)
        yield Imported()
        transaction.set_rollback(True)


def test_the_releases_of_real_petitions_betray_nothing_small(imported: Imported) -> None:
    years = Case.objects.filter(date_known=True).values_list(ExtractYear("received_at"))
    busiest = years.annotate(cases=Count("pk")).order_by("-cases").first()[0]
    kept = [p for p in whole_year(busiest) if p.is_month or "Q" in p.code or p.length == 12]
    documents = {
        period: releases.freeze(imported.hospital, period).document
        for period in sorted(kept, key=by_end)
    }
    assert len(documents) == 17
    assert leaks(imported, documents) == []
