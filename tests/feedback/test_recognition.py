"""Names and words of the record are known again however they are written; ordinary words are none."""

import pytest

from feedback import names, recognition
from feedback.services import similar
from tests.factories import WANG, CaseFactory, UserFactory

STORY = "我父亲23号凌晨送到急诊，分诊台让我们在走廊等了整整3个钟头才有人过来看一眼，后来医生说没有床位。"


def certain(text: str) -> list[str]:
    (found,) = recognition.named([text])
    return [text[one.start : one.end] for one in found if one.certain]


@pytest.mark.parametrize(
    "written",
    ["王桂兰", "王桂蘭", "王 桂 兰", "王\n桂兰", "王.桂.兰", "王　桂　兰", "王\u200b桂兰"],
)
def test_somebody_on_the_record_is_known_however_the_name_is_written(
    db: None, written: str
) -> None:
    CaseFactory()
    assert certain(f"来访的{written}说明了情况。") == [written]


@pytest.mark.parametrize(
    "written", ["古丽娜尔·艾合买提", "古丽娜尔•艾合买提", "古丽娜尔・艾合买提"]
)
def test_a_name_with_a_dot_is_known_with_any_dot(db: None, written: str) -> None:
    CaseFactory(contact={**WANG, "name": "古丽娜尔·艾合买提"})
    assert certain(f"患者{written}反映。") == [written]


def test_a_name_without_a_family_name_is_known(db: None) -> None:
    CaseFactory(contact={**WANG, "name": "扎西次仁"})
    assert certain("藏族患者扎西次仁反映。") == ["扎西次仁"]


def test_staff_are_known_by_family_name_and_office(db: None) -> None:
    UserFactory(first_name="赵建国", last_name="")
    assert certain("请找赵主任说明，钱主任不在。") == ["赵主任"]


@pytest.mark.parametrize(
    "text", ["由高年资医师完成", "安排医生当面说明", "一位医生", "责任护士", "外单位专家"]
)
def test_an_office_without_a_name_is_nobody(db: None, text: str) -> None:
    for name in ("高敏", "安然", "任重", "单明", "位立"):
        UserFactory(first_name=name, last_name="")
    assert certain(text) == []


def test_a_given_name_alone_is_to_be_looked_at(db: None) -> None:
    UserFactory(first_name="陈思敏", last_name="")
    (found,) = recognition.named(["大家都说思敏耐心。"])
    assert [one.certain for one in found] == [False]


@pytest.mark.parametrize(
    "copy",
    [
        "分诊台让我们在走廊等了整整三个钟头才有人过来看一眼",
        "分診台讓我們在走廊等了整整3個鐘頭才有人過來看一眼",
        "分诊台，让我们 在走廊等了整整３个钟头——才有人过来看一眼",
    ],
)
def test_own_words_are_known_in_either_script_and_with_either_digits(db: None, copy: str) -> None:
    CaseFactory(story=STORY)
    similar.sweep(10)
    assert [one.certain for one in recognition.copied(f"有人说：{copy}。")] == [True]


def test_fewer_words_are_to_be_looked_at_where_they_are_met(db: None) -> None:
    CaseFactory(story=STORY)
    similar.sweep(10)
    found = {one.certain for length in range(12, 20) for one in recognition.copied(STORY[:length])}
    assert found == {False}


def test_a_long_gap_costs_no_more_than_its_length(db: None) -> None:
    CaseFactory()
    text = "王" + " ." * 20_000 + "桂兰"
    plain, _at = names.squeezed(text)
    assert plain == text
    assert certain("王 . 桂兰") == ["王 . 桂兰"]
