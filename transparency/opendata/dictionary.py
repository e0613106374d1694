"""What every column, measure and code of the files means, in both languages."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import NamedTuple

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from feedback import figures
from feedback.vocabulary import Channel, Kind
from transparency import cells
from transparency.definitions import DEFINITIONS
from transparency.opendata.columns import FIGURES, KO41A, KO41A_LACKS, WITHHELD, Column
from transparency.opendata.licence import licence
from transparency.opendata.spreadsheets import CSV, JSON, OF, File, in_both, sheet
from transparency.suppression import MODE_A
from transparency.tables import day_label

Label = str | Promise
_day = lazy(day_label, str)
FORMATS = ("csv", "json")
LABELS: dict[str, Label] = {
    "received": pgettext_lazy("figures", "Received"),
    "answered": gettext_lazy("Answered"),
    "closed": pgettext_lazy("figures", "Closed"),
    "open": gettext_lazy("Still open at the end"),
    "due": pgettext_lazy("figures", "Due"),
    "on_time": gettext_lazy("Answered on time"),
    "extended": gettext_lazy("Extended"),
    "reopened": gettext_lazy("Taken up again"),
    "declined": gettext_lazy("Declined, with a reason"),
    "undated": gettext_lazy("Date of receipt not known"),
    "withdrawn": gettext_lazy("Withdrawn by the submitter"),
    "rated": gettext_lazy("Rated by the submitter"),
    "satisfied": gettext_lazy("Satisfied with the answer"),
    "own_resolved": gettext_lazy("Resolved, says the submitter"),
    "own_partly": gettext_lazy("Partly resolved, says the submitter"),
    "own_unresolved": gettext_lazy("Not resolved, says the submitter"),
    "own_unsaid": gettext_lazy("Rated, without a word on the result"),
    "reached": gettext_lazy("Reached by telephone"),
    "call_resolved": gettext_lazy("Resolved, said on the telephone"),
    "call_partly": gettext_lazy("Partly resolved, said on the telephone"),
    "call_unresolved": gettext_lazy("Not resolved, said on the telephone"),
    "call_unsaid": gettext_lazy("Reached, without a word on the result"),
    "silent": gettext_lazy("Nobody knows what they think"),
    "hospital_resolved": gettext_lazy("Resolved, says the hospital"),
    "hospital_partly": gettext_lazy("Partly resolved, says the hospital"),
    "hospital_unresolved": gettext_lazy("Not resolved, says the hospital"),
    "hospital_unjudged": gettext_lazy("Closed without a judgement"),
    "visits": gettext_lazy("Outpatient and emergency visits"),
    "discharges": gettext_lazy("Discharges"),
}
# Those that the definitions kept in each release do not name by themselves.
MEANINGS: dict[str, str] = {
    **DEFINITIONS,
    "own_partly": gettext_noop("Of those who rated an answer, those who chose “partly resolved”."),
    "own_unresolved": gettext_noop("Of those who rated an answer, those who chose “not resolved”."),
    "own_unsaid": gettext_noop(
        "Of those who rated an answer, those who did not say whether the matter was resolved."
    ),
    "call_partly": gettext_noop(
        "Of those reached by telephone, those who said “partly resolved”."
    ),
    "call_unresolved": gettext_noop(
        "Of those reached by telephone, those who said “not resolved”."
    ),
    "call_unsaid": gettext_noop(
        "Of those reached by telephone, those who did not say whether the matter was resolved."
    ),
    "hospital_partly": gettext_noop(
        "Of the matters closed in the period, those the hospital calls partly resolved."
    ),
    "hospital_unresolved": gettext_noop(
        "Of the matters closed in the period, those the hospital calls not resolved."
    ),
    "hospital_unjudged": gettext_noop(
        "Of the matters closed in the period, those of which the hospital wrote down no judgement."
    ),
    "visits": gettext_noop(
        "Outpatient and emergency visits of the period, as the hospital entered them. Not rounded: they are no matters. Divide received by them to compare periods of unlike size."
    ),
    "discharges": gettext_noop(
        "Discharges of the period, as the hospital entered them. Not rounded."
    ),
}  # fmt: skip
TABLES: dict[str, tuple[Label, Label]] = {
    "total": (gettext_lazy("All matters"), gettext_lazy("The whole period in one row.")),
    "by_month": (
        gettext_lazy("By month"),
        gettext_lazy("Each month of a longer period, each month's matters together."),
    ),
    "by_kind": (gettext_lazy("By kind"), gettext_lazy("Complaints, suggestions, and so on.")),
    "by_channel": (gettext_lazy("By channel"), gettext_lazy("The way by which it came in.")),
    "by_category": (
        gettext_lazy("By category"),
        gettext_lazy("The first level of the hospital's categories. Each matter counts once, under its main one."),
    ),
    "by_group": (
        gettext_lazy("By group of departments"),
        gettext_lazy("Not for single months: the groups would be too small. No ward and no person is ever counted."),
    ),
    "by_days": (
        gettext_lazy("By days until the first answer"),
        gettext_lazy("What was received, by the working days until its first answer."),
    ),
    "activity": (
        gettext_lazy("What the hospital did"),
        gettext_lazy("Visits and discharges, where they were entered for every month of the period."),
    ),
}  # fmt: skip


class Term(NamedTuple):
    """A code with its name and meaning, each in Chinese and English."""

    code: str
    label: tuple[str, str]
    meaning: tuple[str, str]


class Section(NamedTuple):
    """Terms of one sort, under a heading in Chinese and English."""

    code: str
    title: tuple[str, str]
    terms: list[Term]


def sections(hospital_id: int | None) -> list[Section]:
    """Return the whole dictionary."""
    return [
        _section("figures.csv", gettext_lazy("Columns of figures.csv"), _columns(FIGURES)),
        _section("ko41a.csv", gettext_lazy("Columns of ko41a.csv"), _columns(KO41A)),
        _section("ko41a.lacks", gettext_lazy("What KO41a has and ko41a.csv has not"), KO41A_LACKS),
        _section("table", gettext_lazy("Tables"), ((c, *words) for c, words in TABLES.items())),
        _section("measure", gettext_lazy("Measures"), _measures()),
        _section("flag", gettext_lazy("Signs and rounding"), _signs()),
        _section("kind", gettext_lazy("Kinds of matters"), _choices(Kind.choices)),
        _section("channel", gettext_lazy("Channels"), _choices(Channel.choices)),
        _named("category", gettext_lazy("Categories"), figures.category_names()),
        _named("group", gettext_lazy("Groups of departments"), _groups(hospital_id)),
        _days(),
    ]


def dictionary_file(hospital_id: int | None, kind: str) -> File:
    """Return the dictionary as one table, or as JSON."""
    found = sections(hospital_id)
    if kind == "csv":
        return File(_as_csv(found), CSV, "dictionary.csv")
    return File(_as_json(found), JSON, "dictionary.json")


def _as_csv(found: Iterable[Section]) -> bytes:
    headings = ["section", "code", "label_zh", "label_en", "meaning_zh", "meaning_en"]
    return sheet(
        headings, ([one.code, t.code, *t.label, *t.meaning] for one in found for t in one.terms)
    )


def _as_json(found: Iterable[Section]) -> bytes:
    content = {
        # The numbers of the rounding rule.
        "rule": {"mode": "A", **asdict(MODE_A)},
        "part_of": OF,
        "licence": licence()._asdict(),
        "sections": [
            {
                "code": one.code,
                "title": _both(one.title),
                "terms": [
                    {"code": t.code, "label": _both(t.label), "meaning": _both(t.meaning)}
                    for t in one.terms
                ],
            }
            for one in found
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _both(texts: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("zh", "en"), texts, strict=True))


def _section(code: str, title: Label, terms: Iterable[tuple[str, Label, Label]]) -> Section:
    found = [
        Term(name, in_both(lambda label=label: str(label)), in_both(lambda said=said: str(said)))  # type: ignore[misc]
        for name, label, said in terms
    ]
    return Section(code, in_both(lambda: str(title)), found)


def _columns(columns: Iterable[Column]) -> Iterable[tuple[str, Label, Label]]:
    return ((one.name, one.title, one.meaning) for one in columns)


def _measures() -> Iterable[tuple[str, Label, Label]]:
    for code in (*cells.MEASURES, "visits", "discharges"):
        # The definitions are kept as they are written; here they are said in each language.
        yield code, LABELS[code], gettext_lazy(MEANINGS[code])


def _choices(choices: Iterable[tuple[str, Label]]) -> Iterable[tuple[str, Label, Label]]:
    return ((code, label, "") for code, label in choices)


def _named(code: str, title: Label, names: dict[str, tuple[str, str]]) -> Section:
    terms = [Term(one, (zh, en or zh), ("", "")) for one, (zh, en) in names.items()]
    return Section(code, in_both(lambda: str(title)), terms)


def _groups(hospital_id: int | None) -> dict[str, tuple[str, str]]:
    return figures.group_names(hospital_id) if hospital_id else {}


def _days() -> Section:
    terms = ((code, _day(code), "") for code in figures.day_columns())
    return _section("days", gettext_lazy("Days until the first answer"), terms)


def table_label(code: str) -> str:
    """Return the name of a table in the page's language."""
    return str(TABLES[code][0]) if code in TABLES else code


def _signs() -> Iterable[tuple[str, Label, Label]]:
    yield (
        WITHHELD,
        gettext_lazy("Withheld"),
        gettext_lazy("A count of one to seven, or one from which such a count could be worked out. Both look alike. It is never zero by chance: zero is shown as 0."),
    )  # fmt: skip
    yield (
        "null",
        gettext_lazy("Withheld, in release.json"),
        gettext_lazy("The same as c. In figures.csv the count is empty and the flag is c."),
    )
    yield (
        "5",
        gettext_lazy("Rounded to five"),
        gettext_lazy("Every other count is rounded to the nearest five: 25 stands for 23 to 27, 10 for 8 to 12. Totals are made from exact counts and then rounded, so rows need not add up."),
    )  # fmt: skip
    yield (
        "percent",
        gettext_lazy("Shares"),
        gettext_lazy("Made from rounded numbers, in whole per cent; none where the whole is below 20 or a number is withheld. Low and high are Wilson's interval for 95 of 100, widened by the rounding."),
    )  # fmt: skip
    yield (
        "|",
        gettext_lazy("Put together"),
        gettext_lazy("Small rows that stand as one have all their codes, with upright lines between them. An empty code is what was not classified or not assigned yet, or has no date."),
    )  # fmt: skip
    yield (
        "left_out",
        gettext_lazy("Left out, in release.json"),
        gettext_lazy(
            "Tables of which more than half would have been withheld. They are in no file of this period; look into a longer one."
        ),
    )
    yield (
        "'",
        gettext_lazy("No formula"),
        gettext_lazy("A name that a spreadsheet program would take for a formula has this sign before it."),
    )  # fmt: skip
