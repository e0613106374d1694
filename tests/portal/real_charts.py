"""Charts of real numbers: a trust's yearly return, eighteen years of messages, and what is withheld.

The names of the subjects and of the sites are the return's own, long as they are.
"""

import csv
import json
import math
from collections.abc import Iterable
from typing import Any

from portal.charts import Bars, Chart, Columns, Heat, Intervals, Line, Series
from tests.feedback.ledgers import shared

# Counts below are withheld, as on the public pages.
LEAST = 8
FOUND = {"Upheld": "属实", "Partially_Upheld": "部分属实", "Not_Upheld": "不属实"}
HUGE = 1_657_600


class Words:
    """Says titles and months in one of the two languages."""

    def __init__(self, language: str) -> None:
        self.is_chinese = language != "en"

    def say(self, chinese: str, english: str) -> str:
        return chinese if self.is_chinese else english

    def month(self, name: str) -> str:
        year, month = name.split("-")
        return f"{year}年{int(month)}月" if self.is_chinese else f"{year}-{month}"


def of_trust(words: Words) -> list[Chart]:
    """Complaints of one trust in one year: by subject, by site, what was found, by age."""
    (trust,), sites = _rows("org"), _rows("sites")
    subjects = _along(trust, "Subject_Area_")
    title = words.say("按主题的投诉", "Complaints by subject")
    names, counts = list(subjects), list(subjects.values())
    ends = [Series(words.say(zh, en.replace("_", " ")), _of(sites, en)) for en, zh in FOUND.items()]
    at = [site["Site_Name"] for site in sites]
    ages = list(_along(trust, "Age_"))
    rates = [_share(int(s[f"{ENDS}Upheld"]), int(s["Complaints_Total_Resolved"])) for s in sites]
    gap, unit = words.say("不予公布", "withheld"), words.say("件", "complaints")
    found, by_site = words.say("办理结果", "What was found"), words.say("，按院区", " by site")
    return [
        Bars(names, Series(unit, counts), title=title, unit=unit),
        Bars(names, Series(unit, _withheld(counts)), title=f"{title} ({gap})", gap=gap),
        Bars(at, ends, title=found + by_site, stacked=True),
        Bars(at, [_private(one) for one in ends], title=f"{found} ({gap})", stacked=True, gap=gap),
        Bars(at[:4], [_first(one, 4) for one in ends], title=words.say("四个院区", "Four sites")),
        Intervals(
            at, rates, title=words.say("属实率", "Upheld") + by_site, reference=27.7, gap=gap
        ),
        Heat(
            at,
            [name.replace(" ", "–", 1) for name in ages],
            [
                [_seen(int(site[f"Age_{name.replace(' ', '_')}"])) for name in ages]
                for site in sites
            ],
            title=words.say("按年龄", "By age"),
            gap=gap,
        ),
    ]


def of_messages(words: Words) -> list[Chart]:
    """Messages to a city: by month and year, by district, how satisfied people were."""
    told = json.loads(shared("zh_messageboard_2026/aggregates_hangzhou.json").read_text("utf-8"))
    months, unit = told["byMonth"], words.say("件", "messages")
    gap = words.say("不予公布", "withheld")
    years: dict[str, int] = {}
    for name, number in months.items():
        years[name[:4]] = years.get(name[:4], 0) + number
    districts, last = told["districts"], sorted(months)[-49:-25]
    names = [words.month(name) for name in last]
    before = [months.get(f"{int(name[:4]) - 1}{name[4:]}") for name in last]
    four = [
        Series(name, [_seen(of["byMonth"].get(month, 0)) for month in last])
        for name, of in list(districts.items())[:4]
    ]
    domains = list(told["byDomain"])
    rates = [_share(of["sat"]["dist"]["5"], of["sat"]["mCnt"]) for of in districts.values()]
    every = [words.month(name) for name in months]
    by_month = words.say("每月来信", "Messages by month")
    return [
        Columns(every, Series(unit, list(months.values())), title=by_month, unit=unit),
        Columns(every, Series(unit, _withheld(months.values())), title=f"{by_month} ({gap})", gap=gap),
        Columns(
            list(years), Series(unit, list(years.values())),
            title=words.say("每年来信", "Messages by year"), provisional_from=len(years) - 1,
        ),
        Columns(names[:12], [_first(one, 12) for one in four[:3]], title=words.say("三个区", "Three districts"), gap=gap),
        Columns(names, four, title=words.say("四个区", "Four districts"), stacked=True, gap=gap),
        Line(
            names, Series(unit, [months[name] for name in last]), season=before, unit=unit,
            title=words.say("今年与去年", "This year and the last"), reference=200,
        ),
        Line(names, four, title=words.say("四个区的走势", "Four districts over time"), gap=gap),
        Intervals(
            list(districts), rates, title=words.say("满意率", "Satisfied by district"), reference=80
        ),
        Intervals(
            names, [_share(of or 0, months[m]) for of, m in zip(four[3].values, last, strict=True)],
            title=words.say("滨江区所占比例", "Share of one district"), in_time=True, gap=gap,
        ),
        Heat(
            list(districts), domains,
            [[_seen(of["byDomain"].get(d, 0)) for d in domains] for of in districts.values()],
            title=words.say("各区各领域", "By district and field"), gap=gap,
        ),
        Bars(list(told["byDomain"]), Series(unit, list(told["byDomain"].values())), title=unit),
    ]  # fmt: skip


def at_the_edges(words: Words) -> list[Chart]:
    """What is withheld in some, all, the first and the last places; one, few and many; huge beside small."""
    gap, unit = words.say("不予公布", "withheld"), words.say("件", "matters")
    months = [words.month(f"{2023 + n // 12}-{n % 12 + 1:02}") for n in range(36)]
    waves = [round(40 + 30 * math.sin(n / 3)) for n in range(36)]
    cases: dict[str, list[int | None]] = {
        "some": [None if n % 5 == 3 else value for n, value in enumerate(waves)],
        "first": [None, None, *waves[2:]],
        "last": [*waves[:-2], None, None],
        "only one known": [None] * 17 + [25] + [None] * 18,
        "a zero beside": [0, None, 15, 0, *waves[4:]],
    }
    found: list[Chart] = []
    for name, values in cases.items():
        for kind in (Columns, Line):
            title = f"{kind.__name__}: {name}"
            found.append(kind(months, Series(unit, values), title=title, gap=gap))
        title = f"Bars: {name}"
        found.append(Bars(months[:9], Series(unit, values[:9]), title=title, gap=gap))
        points = [None if v is None else _share(v, 80) for v in values]
        for n in (9, 36):
            title = f"Intervals: {name}, {n}"
            found.append(Intervals(months[:n], points[:n], title=title, in_time=n > 9, gap=gap))
    kinds = [
        words.say(f"第{n + 1}类意见与建议", f"Category number {n + 1} of thirty") for n in range(30)
    ]
    thirty = [_seen(n * n % 41) for n in range(30)]
    return [
        *found,
        Bars(kinds, Series(unit, thirty), title="Thirty", gap=gap),
        Columns(kinds, Series(unit, thirty), title="Thirty columns", gap=gap),
        Bars(kinds[:2], Series(unit, [HUGE, 10]), title="Huge", unit=unit),
        Columns(kinds[:2], Series(unit, [HUGE, 10]), title="Huge columns", unit=unit),
        Line(months[:3], Series(unit, [HUGE, 10, None]), title="Huge line", gap=gap, unit=unit),
        Bars(kinds[:2], Series(unit, [15, None]), title="One known", gap=gap),
        Columns(months[:2], Series(unit, [None, 15]), title="One known column", gap=gap),
        Heat(kinds[:2], months[:2], [[HUGE, None], [0, 10]], title="Small grid", gap=gap),
    ]


def gallery(language: str) -> list[Chart]:
    """All of them, in one language."""
    words = Words(language)
    return [*of_trust(words), *of_messages(words), *at_the_edges(words)]


ENDS = "Complaints_Number_"


def _rows(of: str) -> list[dict[str, str]]:
    with shared(f"nhs_ko41a/ko41a_2024_25_RDY_{of}.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _along(row: dict[str, str], what: str) -> dict[str, int]:
    found = {name.removeprefix(what): int(n) for name, n in row.items() if name.startswith(what)}
    return {name.replace("_", " "): n for name, n in found.items() if not name.endswith("Total")}


def _of(sites: Iterable[dict[str, str]], end: str) -> list[int]:
    return [int(site[ENDS + end]) for site in sites]


def _seen(number: int) -> int | None:
    """Withhold what is small, and round the rest."""
    return None if 0 < number < LEAST else 5 * round(number / 5)


def _withheld(numbers: Iterable[Any]) -> list[int | None]:
    return [_seen(number) for number in numbers]


def _first(series: Series, count: int) -> Series:
    return Series(series.name, series.values[:count])


def _private(series: Series) -> Series:
    return Series(series.name, _withheld(series.values))


def _share(part: int, whole: int) -> tuple[float, float, float] | None:
    """Return a share with its range (Wilson, 95 %); of few it is withheld."""
    if whole < LEAST:
        return None
    share, z = part / whole, 1.96
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = (
        z * math.sqrt(share * (1 - share) / whole + (z / (2 * whole)) ** 2) / (1 + z * z / whole)
    )
    low, high = max(middle - reach, 0), min(middle + reach, 1)
    return (100 * low, 100 * share, 100 * high)
