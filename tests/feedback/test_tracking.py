import os
import re

import pytest

from feedback import tracking
from feedback.tracking import Malformed, Typo

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))


@pytest.fixture
def code() -> str:
    return tracking.derive("the form on Wang's telephone", key=KEY)


def test_a_code_is_twenty_digits_in_five_groups_of_four(code: str) -> None:
    assert re.fullmatch(r"\d{4}( \d{4}){4}", tracking.grouped(code))


def test_the_same_form_gets_the_same_code_again(code: str) -> None:
    assert tracking.derive("the form on Wang's telephone", key=KEY) == code


@pytest.mark.parametrize(
    "other",
    [
        tracking.derive("another form", key=KEY),
        tracking.derive("the form on Wang's telephone", key=OTHER_KEY),
        tracking.derive("the form on Wang's telephone", key=KEY, round=1),
    ],
    ids=["another form", "another key", "another round"],
)
def test_anything_else_gets_another_code(code: str, other: str) -> None:
    assert other != code


def test_the_codes_of_coming_years_stay_what_they_are_today() -> None:
    """Receipts are derived again within their half hour: an upgrade in between must not matter."""
    assert tracking.derive("", key=KEY) == "89596274061913543528"


def test_every_digit_stands_everywhere_about_equally_often() -> None:
    codes = [tracking.derive(str(number), key=KEY) for number in range(4_000)]
    counts = [
        sum(code[place] == digit for code in codes) for place in range(20) for digit in "0123456789"
    ]
    # 400 expected, standard deviation 19: five of them on either side.
    assert min(counts) > 305
    assert max(counts) < 495


def test_the_check_digit_is_the_one_of_the_thesis() -> None:
    assert tracking.check_digit("572") == "4"


def test_every_single_wrong_digit_is_told(code: str) -> None:
    for place in range(20):
        for digit in set("0123456789") - {code[place]}:
            with pytest.raises(Typo):
                tracking.parse(code[:place] + digit + code[place + 1 :])


def test_every_swap_of_two_neighbours_is_told() -> None:
    for number in range(200):
        code = tracking.derive(str(number), key=KEY)
        for place in range(19):
            left, right = code[place], code[place + 1]
            if left != right:
                with pytest.raises(Typo):
                    tracking.parse(code[:place] + right + left + code[place + 2 :])


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
SPOKEN = str.maketrans("01", "零幺")


@pytest.mark.parametrize(
    "write",
    [
        tracking.grouped,
        lambda code: tracking.grouped(code).replace(" ", "-"),
        lambda code: tracking.grouped(code).replace(" ", "–"),
        lambda code: tracking.grouped(code).replace(" ", "−"),
        lambda code: tracking.grouped(code).replace(" ", "\u3000"),
        lambda code: "\ufeff" + "\u200b".join(code) + "\u202c\r\n",
        lambda code: "\ufe0f".join(code),
        lambda code: code.translate(FULL_WIDTH),
        lambda code: code.translate(ARABIC),
        lambda code: code.translate(CHINESE),
        lambda code: code.translate(SPOKEN),
    ],
    ids=[
        "groups", "hyphens", "dashes", "minus", "wide spaces", "invisible", "selectors",
        "full width", "arabic", "chinese", "spoken",
    ],
)  # fmt: skip
def test_a_code_is_understood_however_it_was_written(code: str, write) -> None:
    assert tracking.parse(write(code)) == code


@pytest.mark.parametrize(
    "typed",
    ["", " ", "1234", "x" * 20, "1" * 19, "1" * 21, "½" * 20, "1." * 20, "1\0" * 20, "9" * 10_000],
)
def test_what_is_not_twenty_digits_is_malformed(typed: str) -> None:
    with pytest.raises(Malformed):
        tracking.parse(typed)


@pytest.mark.parametrize("typed", ["12345678901234567890", "my number is 4711", "x" * 300])
def test_no_message_repeats_what_was_typed(typed: str) -> None:
    with pytest.raises((Malformed, Typo)) as told:
        tracking.parse(typed)
    assert not re.search(r"\d|x{3}", f"{told.value!r}")


def test_what_is_stored_is_neither_the_code_nor_a_plain_hash_of_it(code: str) -> None:
    stored = {tracking.digest(code, key=KEY), tracking.digest(code, key=OTHER_KEY)}
    assert len(stored) == 2
    assert {len(one) for one in stored} == {32}


def test_the_hash_of_a_code_does_not_derive_the_code(code: str) -> None:
    assert tracking.derive(code, key=KEY)[:19] not in tracking.digest(code, key=KEY).hex()


def test_only_a_code_already_read_is_hashed(code: str) -> None:
    with pytest.raises(Malformed):
        tracking.digest(tracking.grouped(code), key=KEY)


def test_a_key_is_named_without_being_told() -> None:
    key = os.urandom(32)
    assert re.fullmatch(r"[0-9a-f]{8}", tracking.key_id(key))
    assert tracking.key_id(key) not in key.hex()


@pytest.mark.parametrize("key", [b"", b"short", bytes(31)])
def test_a_short_key_makes_no_codes(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        tracking.derive("the form", key=key)


def test_a_reference_tells_kind_and_year_and_no_count() -> None:
    assert tracking.reference(2026, "TS", lambda: 42) == "TS-2026-000042"


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_reference_has_six_digits_at_most(number: int) -> None:
    with pytest.raises(ValueError, match="six digits"):
        tracking.reference(2026, "TS", lambda: number)
