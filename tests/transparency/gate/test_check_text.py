"""A text is checked before anybody writes it into the site."""

import json
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command


def check(text: str, monkeypatch: Any) -> tuple[list[dict[str, Any]], int]:
    said = StringIO()
    monkeypatch.setattr("sys.stdin", StringIO(text))
    with suppress(SystemExit):
        call_command("check_text", stdout=said)
        return _lines(said), 0
    return _lines(said), 1


def _lines(said: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.getvalue().splitlines()]


@pytest.mark.django_db
def test_what_blocks_is_printed_and_ends_with_one(monkeypatch: Any) -> None:
    found, status = check("电话 13912345678，67岁", monkeypatch)
    assert [one["match"] for one in found] == ["13912345678", "67岁"]
    assert [one["level"] for one in found] == ["block", "soft"]
    assert status == 1


@pytest.mark.django_db
def test_a_clean_text_prints_nothing(monkeypatch: Any) -> None:
    assert check("患者甲等候过长。", monkeypatch) == ([], 0)
