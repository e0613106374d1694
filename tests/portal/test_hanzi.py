"""Characters are compared in their simplified form, each in its place."""

import pytest

from portal.hanzi import simplified


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("王桂蘭", "王桂兰"),
        ("醫護人員", "医护人员"),
        ("兒女", "儿女"),
        ("王桂兰", "王桂兰"),
        ("Ward 3", "Ward 3"),
    ],
)
def test_either_script_reads_the_same(text: str, simple: str) -> None:
    assert simplified(text) == simple


def test_every_character_stays_in_its_place() -> None:
    text = "「後來」護士說：請您在3號窗口等候。"
    assert len(simplified(text)) == len(text)
    assert simplified(text)[-1] == "。"
