"""What gives a person away beyond doubt is found in a text; what every text holds is not."""

import pytest

from portal.giveaways import Giveaway, found, sentence


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请回电 138 0013 8000。", Giveaway.MOBILE),
        ("电话一三八〇〇一三八〇〇〇。", Giveaway.MOBILE),
        ("１３８００１３８０００", Giveaway.MOBILE),
        ("+86-13800138000", Giveaway.MOBILE),
        ("打到 010-55550123 没人接", Giveaway.TELEPHONE),
        ("400-123-4567", Giveaway.TELEPHONE),
        ("身份证11010519491231002X", Giveaway.IDENTITY),
        ("写信到 wang.guilan@example.org", Giveaway.EMAIL),
        ("住院号 9912345678", Giveaway.RECORD),
        ("病历号：A0012345", Giveaway.RECORD),
        ("6222 9212 3456 7890", Giveaway.LONG),
        ("9912345678", Giveaway.LONG),
        ("卡号 4539 1488 0343 6467", Giveaway.CARD),
        ("138一二三四5678", Giveaway.MOBILE),
        ("幺三八零零幺三八零零零", Giveaway.MOBILE),
        ("①③⑧⓪⓪①③⑧⓪⓪⓪", Giveaway.MOBILE),
        ("(010) 55550123", Giveaway.TELEPHONE),
        ("加微信：wangguilan68", Giveaway.WECHAT),
        ("我的微信号是 Lao_Wang_1958", Giveaway.WECHAT),
        ("QQ群 123456789", Giveaway.QQ),
        ("护照 E12345678", Giveaway.PASSPORT),
        ("京A·D12345 撞了护栏", Giveaway.PLATE),
        ("粤B12345", Giveaway.PLATE),
        ("NHS number 943 476 5919", Giveaway.RECORD),
        ("138\u200b0013\u200b8000", Giveaway.MOBILE),
        ("110105 19491231 ****", Giveaway.IDENTITY),
        ("wang at example dot org", Giveaway.EMAIL),
        ("wang[at]example.org", Giveaway.EMAIL),
        ("one three eight, double zero one three, eight zero zero zero", Giveaway.TELEPHONE),
    ],
)
def test_it_is_found_however_it_is_written(text: str, kind: Giveaway) -> None:
    assert found(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "三个月内十四人反映，等候两个多小时。",
        "2026-11-22 08:30 至 2026-11-25",
        "拨打 12345 或 12320",
        "由20261122起执行，共 12,345 件，占 98.6%。",
        "周一七点半开五个窗口。",
        "微信公众号和微信小程序都能预约，wechat pay too。",
        "门诊12345热线，检查费用12000元，住院120天。",
        "第一二三四五六诊室改到二楼。",
        "In 2024-2025 we received 1,234 complaints; see section E.",
    ],
)
def test_an_ordinary_text_is_let_through(text: str) -> None:
    assert found(text) == []


def test_the_refusal_repeats_nothing_of_it() -> None:
    kinds = found("13800138000 wang.guilan@example.org")
    assert set(kinds) == {Giveaway.MOBILE, Giveaway.EMAIL}
    assert "138" not in sentence(kinds)
    assert "wang" not in sentence(kinds)
