"""The words somebody searched for are marked, and nothing else becomes markup."""

import pytest

from portal.highlights import BEFORE, LENGTH, excerpt, marked


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("抽血排队", ["排队"], "抽血<mark>排队</mark>"),
        ("ＣＴ和ct", ["ct"], "<mark>ＣＴ</mark>和<mark>ct</mark>"),
        ("抽血窗口", ["抽血", "血窗"], "<mark>抽血窗</mark>口"),
        ("a<b>&", ["b"], "a&lt;<mark>b</mark>&gt;&amp;"),
        ("五㎏重", ["kg"], "五<mark>㎏</mark>重"),
        ("没有", ["别的"], "没有"),
    ],
)
def test_the_words_are_marked_where_they_stand(text: str, words: list[str], shown: str) -> None:
    assert marked(text, words) == shown


def test_an_excerpt_begins_a_little_before_the_first_word() -> None:
    shown = excerpt(["前" * 200 + "抽血" + "后" * 200], ["抽血"])
    assert shown.startswith(f"…{'前' * BEFORE}<mark>抽血</mark>后")
    assert shown.endswith("后…")
    assert len(shown) == LENGTH + len("……<mark></mark>")


def test_an_excerpt_comes_from_the_piece_with_most_of_the_words() -> None:
    assert excerpt(["抽血", "抽血 排队"], ["抽血", "排队"]).endswith("<mark>排队</mark>")


def test_an_excerpt_cuts_no_english_word() -> None:
    shown = excerpt(["Wherever you are treated, the blood is drawn early. " * 5], ["drawn"])
    assert shown.startswith("…are treated, the blood is <mark>drawn</mark> early.")
    assert shown.endswith("you are treated,…")


def test_without_the_word_an_excerpt_is_the_beginning() -> None:
    assert excerpt(["", "第一句。", "第二句。"], ["别的"]) == "第一句。"


def test_a_page_without_text_has_no_excerpt() -> None:
    assert excerpt([" ", ""], ["抽血"]) == ""
