"""Words of the stories: what is cut out, who must not be among it, what is hot, what is rising."""

import math
import random
from collections import Counter
from datetime import date

import pytest

from feedback import words
from feedback.words import Keeping, growth
from feedback.words.lists import is_general

JUNE = words.ordinal(date(2026, 6, 1))


def test_an_officers_words_are_cut_out_of_a_chinese_story() -> None:
    told = words.words_of(
        "尊敬的领导您好！挂号排队两个小时，收费处护士服务态度冷漠，医保不能报销。谢谢！"
    )
    assert {"挂号", "排队", "收费处", "护士", "服务态度", "医保", "报销"} <= told
    assert not told & {"领导", "尊敬", "您好", "谢谢", "小时"}


def test_two_words_side_by_side_are_one_topic() -> None:
    assert "医疗技术" in words.words_of("这里的医疗技术不行。")
    assert "医疗技术" not in words.words_of("这里的医疗，技术不行。")


def test_an_officers_words_are_cut_out_of_an_english_story() -> None:
    told = words.words_of("Waiting times were long and the nurses didn't explain my blood tests.")
    assert {"waiting", "blood test", "test"} <= told
    assert not told & {"the", "didn't", "nurse", "nurses", "my", "explain", "long"}


def test_one_and_many_are_one_word_in_english() -> None:
    told = words.words_of("two wheelchairs, three batteries, my diabetes, the eye clinics")
    assert {"wheelchair", "battery", "diabetes", "eye clinic"} <= told


PERSONAL = (
    "张丽华医生说王建国的电话是13800138000，身份证110101199003078888，住25床，"
    "家住幸福路18号3单元，工单TS-2026-583104，2026年3月5日，邮箱wang.guilan@example.org，加微信wx_lihua88。"
)


@pytest.mark.parametrize(
    "secret",
    ["张丽华", "丽华", "王建国", "建国", "幸福路", "wang", "guilan", "wx", "TS", "lihua"],
)
def test_a_name_or_an_address_is_no_word(secret: str) -> None:
    assert not any(secret.lower() in word.lower() for word in words.words_of(PERSONAL))


@pytest.mark.parametrize("name", ["刘春风", "吴光明", "王和平", "王文静", "张高峰", "莲妹", "王雷"])
def test_a_given_name_that_is_also_a_word_is_no_word(name: str) -> None:
    told = words.words_of(f"投诉{name}医生，{name}很不负责任，那天{name}值班。")
    assert {"不负责任", "值班"} <= told
    assert not any(name[1:] in word or name[:2] in word for word in told)


def test_an_address_of_mail_or_the_net_is_no_word() -> None:
    told = words.words_of("the lift: rosegarden@example.org, https://parkinglot.example/")
    assert told == {"lift"}


def test_a_number_is_no_word() -> None:
    assert not any(sign.isdigit() for word in words.words_of(PERSONAL) for sign in word)


@pytest.mark.parametrize(
    "text", ["Sister Sarah Brown was curt.", "thanks to sarah", "Ask Mr Brown."]
)
def test_an_english_name_is_no_word(text: str) -> None:
    assert not words.words_of(text) & {"sarah", "brown", "sarah brown"}


@pytest.mark.parametrize("text", ["", "。", "？？？", "12345", "\0", "a" * 20_000, "@." * 9_999])
def test_a_text_without_words_has_none(text: str) -> None:
    assert words.words_of(text) == set()


def test_what_does_not_fit_the_column_is_no_word() -> None:
    told = words.words_of("uncharacteristically disproportionate physiotherapeutic waiting")
    assert all(len(word) <= words.LONGEST for word in told)


def test_the_most_told_is_the_hottest_and_a_greeting_never_is() -> None:
    hot = words.hot({"挂号": 8, "收费": 5, "谢谢": 90, "医院": 90}, 100)
    assert hot == [("挂号", 8, 0.08), ("收费", 5, 0.05)]


def test_a_word_that_mostly_stands_in_a_longer_one_is_that_one() -> None:
    hot = words.hot({"监护室": 7, "重症监护室": 6, "护士": 9, "护士长": 2}, 50)
    assert [one.word for one in hot] == ["护士", "重症监护室", "护士长"]
    english = words.hot({"car": 5, "car park": 5, "carpet": 4}, 50)
    assert [one.word for one in english] == ["car park", "carpet"]


def test_no_more_are_told_than_asked_for() -> None:
    assert len(words.hot({f"word{n}": n for n in range(1, 50)}, 60, limit=7)) == 7


@pytest.mark.parametrize("word", ["尊敬", "希望", "领导", "医院", "问题", "the", "hospital"])
def test_a_general_word_is_known_as_one(word: str) -> None:
    assert is_general(word)


@pytest.mark.parametrize("word", ["收费", "医保", "服务态度", "红包", "appointment", "waiting"])
def test_an_officers_word_is_not_general(word: str) -> None:
    assert not is_general(word)


BEFORE = [Counter(停车=4, 收费=10)] * 6


def test_what_is_told_much_more_often_than_before_is_rising() -> None:
    (one,) = words.rising(Counter(停车=20, 收费=11), 100, BEFORE, [100] * 6)
    assert (one.name, one.now, one.before) == ("停车", 20, 24)
    assert one.ratio == pytest.approx(5.0)
    assert one.low < 5 < one.high


def test_what_is_told_as_often_as_before_is_not_rising() -> None:
    assert words.rising(Counter(停车=4, 收费=11), 100, BEFORE, [100] * 6) == []


def test_more_cases_altogether_are_no_rise_of_any() -> None:
    assert words.rising(Counter(停车=20, 收费=50), 500, BEFORE, [100] * 6) == []


def test_what_was_never_told_before_rises_without_bound() -> None:
    (one,) = words.rising(Counter(ATT=8), 100, [Counter()] * 6, [100] * 6)
    assert (one.ratio, one.high) == (math.inf, math.inf)
    assert one.low > 5


def test_what_comes_and_goes_is_not_called_rising() -> None:
    steady, jumpy = [{"空调": 5}] * 6, [{"空调": 0}, {"空调": 15}] * 3
    now = {"空调": 15}
    assert words.rising(now, 100, steady, [100] * 6)
    assert not words.rising(now, 100, jumpy, [100] * 6)


def test_fewer_than_five_cases_are_no_topic_yet() -> None:
    assert words.rising(Counter(停电=4), 1000, [Counter()], [100_000]) == []


@pytest.mark.parametrize(("total", "totals"), [(0, [5]), (5, []), (5, [0, 0])])
def test_without_cases_to_compare_nothing_rises(total: int, totals: list[int]) -> None:
    assert words.rising({"停车": total}, total, [{}] * len(totals), totals) == []


@pytest.mark.parametrize("of", [1, 2, 7, 60])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.97])
def test_the_tail_is_the_binomial_sum(of: int, part: float) -> None:
    for least in range(of + 1):
        terms = (math.comb(of, n) * part**n * (1 - part) ** (of - n) for n in range(least, of + 1))
        assert growth._at_least(least, of, part) == pytest.approx(sum(terms), abs=1e-12)


def test_the_adjusted_values_are_those_of_benjamini_and_hochberg() -> None:
    doubts = growth._doubts({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.5})
    assert doubts == pytest.approx({"a": 0.04, "b": 0.16 / 3, "c": 0.16 / 3, "d": 0.5})


def test_where_nothing_changed_hardly_anything_is_called_rising() -> None:
    dice = random.Random(5)  # noqa: S311 - chance, not a secret
    found = 0
    for _month in range(100):
        months = [Counter(dice.choices(range(200), k=300)) for _ in range(7)]
        now = {str(name): cases for name, cases in months[0].items()}
        before = [{str(name): cases for name, cases in one.items()} for one in months[1:]]
        found += bool(words.rising(now, 100, before, [100] * 6))
    assert found <= 10  # one in twenty is what may be expected


def people(keeping: Keeping, month: int, names: str, word: str = "停车") -> None:
    for name in names:
        keeping.add(month, "complaint", name, [word])


def test_a_word_is_kept_when_five_people_used_it() -> None:
    keeping = Keeping()
    people(keeping, JUNE, "abcde")
    people(keeping, JUNE, "fghi", "某某某")
    assert keeping.tallies([JUNE]) == {(JUNE, "complaint", ""): 9, (JUNE, "complaint", "停车"): 5}


def test_one_person_who_writes_five_times_is_one() -> None:
    keeping = Keeping()
    people(keeping, JUNE, "aaaaabcd")
    assert keeping.tallies([JUNE]) == {(JUNE, "complaint", ""): 8}


@pytest.mark.parametrize(("later", "kept"), [(11, True), (12, False)])
def test_five_people_within_a_year_are_enough_and_longer_is_not(later: int, kept: bool) -> None:
    keeping = Keeping()
    people(keeping, JUNE, "ab")
    people(keeping, JUNE + later, "cde")
    for month, cases in ((JUNE, 2), (JUNE + later, 3)):
        assert keeping.tallies([month]).get((month, "complaint", "停车")) == (
            cases if kept else None
        )


def test_who_writes_again_within_the_year_is_counted_once_in_each_year() -> None:
    keeping = Keeping()
    people(keeping, JUNE, "abcd")
    people(keeping, JUNE + 8, "abcd")
    assert keeping.tallies([JUNE, JUNE + 8]).keys() == {
        (JUNE, "complaint", ""),
        (JUNE + 8, "complaint", ""),
    }
    people(keeping, JUNE + 14, "e")
    assert (JUNE + 8, "complaint", "停车") in keeping.tallies([JUNE + 8])


def test_months_are_numbered_on_and_back() -> None:
    assert words.ordinal(words.month_of(JUNE)) == JUNE
    assert (words.month_of(JUNE + 7).year, words.month_of(JUNE + 7).month) == (2027, 1)


def test_how_many_cases_were_counted_is_no_word() -> None:
    assert [one.word for one in words.hot({"": 20, "挂号": 8}, 20)] == ["挂号"]
