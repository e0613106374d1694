import logging

import pytest

from portal.logs import NumbersFilter


@pytest.mark.parametrize(
    "line", ["Not Found: /feedback/case/54771828304455667788/", "code 5477 1828 3044 5566 7788"]
)
def test_a_long_number_does_not_reach_the_log(line: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (line,), None)
    NumbersFilter().filter(record)
    assert "[number]" in record.getMessage()
    assert "7788" not in record.getMessage()


def test_a_reference_stays_readable_in_the_log() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "TS-2026-583104 at 2026-11-22", (), None)
    NumbersFilter().filter(record)
    assert record.getMessage() == "TS-2026-583104 at 2026-11-22"
