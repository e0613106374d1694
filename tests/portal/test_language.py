"""Texts are compared in one form, however they were typed."""

import pytest

from portal.language import searchable


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("ＣＴ 检查", "ct 检查"),
        ("１２３４５", "12345"),
        ("Ward\u3000Round\n at  NINE", "ward round at nine"),
        ("", ""),
    ],
)
def test_a_text_is_searched_in_one_form(typed: str, form: str) -> None:
    assert searchable([typed]) == form


def test_every_piece_stands_on_a_line_of_its_own() -> None:
    assert searchable(["标题", " ", "正文"]) == "标题\n正文"
