"""Somebody asks at the command line when an answer is due."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def told(*words: str) -> str:
    out = StringIO()
    call_command("due", *words, stdout=out)
    return out.getvalue().strip()


def test_the_spring_festival_and_its_make_up_days_are_counted() -> None:
    assert told("2026-02-13", "5") == "2026-02-27"


def test_a_year_nobody_has_announced_is_provisional() -> None:
    assert told("2031-03-03", "5") == "2031-03-10 provisional"


def test_calendar_days_end_on_a_working_day() -> None:
    assert told("2026-02-13", "5", "--calendar-days") == "2026-02-24"


@pytest.mark.parametrize(
    ("day", "days"),
    [("tomorrow", "5"), ("2026-02-30", "5"), ("2026-02-13", "x"), ("2026-02-13", "9999")],
)
def test_what_is_no_day_or_no_number_is_said_so(day: str, days: str) -> None:
    with pytest.raises(CommandError):
        told(day, days)
