"""Fingerprints: any copied run is met, however it is written; without the key they say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback import fingerprints
from feedback.fingerprints import RUN, Alike, compare, holds_a_run, normalised, of

KEY = b"a key that protects nothing"
STORY = "换药时间每天都不一样，问过两次，都说等通知，我们只是想提前知道，好安排家里人过来陪着。"
LETTERS = st.text(st.characters(codec="utf-8", categories=("Lo", "Ll", "Nd")), max_size=80)
RUNS = st.text("医生护士病房门诊药费排队窗口等候", min_size=RUN, max_size=40)


@given(RUNS, LETTERS, LETTERS, LETTERS, LETTERS)
def test_any_copied_run_is_met(run: str, before: str, after: str, head: str, tail: str) -> None:
    one, other = before + run + after, head + run + tail
    # What changes when it is composed with its neighbour is no longer the same run.
    if run in normalised(one) and run in normalised(other):
        assert of(one, key=KEY) & of(other, key=KEY)


@pytest.mark.parametrize(
    "written",
    [
        STORY.replace("，", " , "),
        STORY.replace("，", "\n\n"),
        f"  {STORY}！！！",
        STORY.replace("两", "两\u3000"),
    ],
)
def test_spacing_and_punctuation_do_not_hide_a_copy(written: str) -> None:
    assert of(written, key=KEY) == of(STORY, key=KEY)


def test_width_and_case_do_not_hide_a_copy() -> None:
    assert of("ＣＴ室１２号 Ward B", key=KEY) == of("ct室12号ward b", key=KEY)


@pytest.mark.parametrize("text", ["脏", "服务态度差", "排队两个多小时没有人", "a" * (RUN - 1)])
def test_a_short_text_has_one_fingerprint(text: str) -> None:
    assert len(of(text, key=KEY)) == 1


@pytest.mark.parametrize("text", ["", " \n", "！？……", "🙏🙏🙏"])
def test_a_text_without_letters_has_none(text: str) -> None:
    assert of(text, key=KEY) == set()


def test_another_key_makes_other_fingerprints() -> None:
    assert not of(STORY, key=KEY) & of(STORY, key=b"another key")


def test_every_fingerprint_fits_a_column_of_the_database() -> None:
    assert all(0 <= value < 2**63 for value in of(STORY * 20, key=KEY))


def test_fingerprints_are_a_seventh_of_the_characters() -> None:
    text = "".join(chr(0x4E00 + number * 37 % 20_000) for number in range(7_000))
    assert 900 < len(of(text, key=KEY)) < 1_100


@pytest.mark.parametrize(
    ("shared", "one", "other", "alike"),
    [
        (30, 40, 45, Alike.SAME),
        (1, 1, 1, Alike.SAME),
        (12, 40, 60, Alike.PASSAGES),
        (40, 40, 400, Alike.PASSAGES),
        (4, 26, 90, Alike.PASSAGES),
        (4, 28, 90, None),
        (3, 7, 30, Alike.PASSAGES),
        (3, 8, 30, None),
        (2, 3, 20, Alike.PASSAGES),
        (2, 4, 20, None),
        (1, 2, 9, None),
        (5, 60, 80, None),
        (0, 0, 12, None),
    ],
)
def test_how_alike_two_texts_are(shared: int, one: int, other: int, alike: Alike | None) -> None:
    assert compare(shared, one=one, other=other) == alike
    assert compare(shared, one=other, other=one) == alike


def test_a_courtesy_is_no_run() -> None:
    assert not holds_a_run("好的，谢谢你们！")
    assert holds_a_run(STORY)


def test_the_window_is_as_wide_as_the_run_needs() -> None:
    assert fingerprints.PIECE + fingerprints.WINDOW - 1 == RUN
