"""Which field stood out in a month, and what the figures say of one field. Made of shown numbers only.

A number that is withheld is compared with nothing: a field whose count is not shown is neither chosen
nor called small. Where a month is too small to tell of fields, the year so far is asked; there what
was a topic of the year already is passed over, for it changes little from month to month.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from transparency import cells
from transparency.periods import MONTHS_OF_A_QUARTER, Period
from transparency.readout import Z, moved, share
from transparency.suppression import MODE_A, Shown
from transparency.tables import Fact, Reading

CATEGORIES = "by_category"
Counts = Mapping[str, Shown]
Document = Mapping[str, Any]


class Why(StrEnum):
    """Why a field was chosen, or why none could be."""

    ROSE_IN_A_YEAR = "rose_in_a_year"
    ROSE_SINCE_QUARTER = "rose_since_quarter"
    MOST = "most"
    MOST_SO_FAR = "most_so_far"
    LEFT_OUT = "left_out"
    WITHHELD = "withheld"
    NOTHING = "nothing"


class Choice(NamedTuple):
    """A field and why it was chosen; without one, why none could be."""

    why: Why
    category: str = ""


class Around(NamedTuple):
    """What a month is looked at beside; None where nobody froze it, or it was counted otherwise."""

    year_before: Document | None = None
    quarter_before: Document | None = None
    so_far: Document | None = None


def choose(
    month: Document, around: Around, *, known: Collection[str], told: Collection[str] = ()
) -> Choice:
    """Choose what clearly rose, first against the year before, then the quarter; else what was most.

    `known` are the fields an editor can choose, the first of equals being taken; `told` were topics of
    this year already.
    """
    now = shown(month, known)
    for why, before, months in (
        (Why.ROSE_IN_A_YEAR, around.year_before, 1),
        (Why.ROSE_SINCE_QUARTER, around.quarter_before, MONTHS_OF_A_QUARTER),
    ):
        risen = _risen(now, shown(before, known, zero=True) if before else {}, months)
        if risen:
            return Choice(why, max(risen, key=risen.__getitem__))
    if now:
        return Choice(Why.MOST, max(now, key=now.__getitem__))
    so_far = shown(around.so_far, known) if around.so_far else {}
    fresh = {code: number for code, number in so_far.items() if code not in told}
    if fresh:
        return Choice(Why.MOST_SO_FAR, max(fresh, key=fresh.__getitem__))
    return Choice(_why_none(month))


def shown(document: Document, known: Collection[str], *, zero: bool = False) -> dict[str, int]:
    """Return how many matters of each field were received, where that is shown and not nothing."""
    found = {row["code"]: row["counts"]["received"] for row in document.get(CATEGORIES, ())}
    numbers = {code: found.get(code) for code in known}
    return {code: n for code, n in numbers.items() if n is not None and (n or zero)}


def _risen(now: Mapping[str, int], before: Mapping[str, int], months: int) -> dict[str, float]:
    """Return by how much at least each field clearly rose in a month."""
    pairs = {code: (number, before[code]) for code, number in now.items() if code in before}
    least = {code: _rise(*pair, months) for code, pair in pairs.items()}
    return {code: rise for code, rise in least.items() if rise > 0}


def _rise(now: int, before: int, months: int) -> float:
    """Return the least rise over the mean month of before; nothing where chance may explain it."""
    (low, high), (_low, most) = MODE_A.says(now), MODE_A.says(before)
    least = low - most / months
    return least if least > Z * sqrt(high + most / months**2) else 0.0


def _why_none(month: Document) -> Why:
    if not month.get(CATEGORIES):
        return Why.LEFT_OUT if CATEGORIES in month.get("left_out", ()) else Why.NOTHING
    numbers = [row["counts"]["received"] for row in month[CATEGORIES] if row["code"]]
    return Why.WITHHELD if None in numbers or any(numbers) else Why.NOTHING


# --- In words -------------------------------------------------------------------------------------
def lead(why: Why, month: Period) -> str:
    """Say in a sentence why a field is the topic of a month."""
    words = {
        Why.ROSE_IN_A_YEAR: _(
            "In %(month)s clearly more matters were about this than a year before."
        ),
        Why.ROSE_SINCE_QUARTER: _(
            "In %(month)s clearly more matters were about this than in a month of the quarter before."
        ),
        Why.MOST: _("In %(month)s no other field whose number is shown had more matters."),
        Why.MOST_SO_FAR: _(
            "Of the fields that were not yet a topic this year, none had more matters since January, as far as numbers are shown."
        ),
    }
    return words[why] % {"month": month.label}


def obstacle(why: Why, month: Period) -> str:
    """Say in a sentence why a month has no topic."""
    words = {
        Why.LEFT_OUT: _(
            "%(month)s: so few matters came that the figures tell of no single field, and the year so far has none left. No topic was drafted."
        ),
        Why.WITHHELD: _(
            "%(month)s: the number of every single field is withheld, and the year so far has no field left. No topic was drafted."
        ),
        Why.NOTHING: _("%(month)s: no matter was classified. No topic was drafted."),
    }
    return words[why] % {"month": month.label}


# --- What the figures say of one field ------------------------------------------------------------
@dataclass(frozen=True)
class Field:
    """What a release says of one field; `facts` are empty where it is not counted apart."""

    facts: list[Fact]
    why_not: str = ""
    against: str = ""

    @property
    def withholds(self) -> bool:
        """Say whether any of its numbers is withheld."""
        return any(None in (fact.count, fact.of if fact.is_share else 0) for fact in self.facts)


def of_field(category: str, now: Reading, year_before: Reading | None = None) -> Field:
    """Return the numbers of a field in a period, and what became of them in a year."""
    counts = _row(now, category)
    if counts is None:
        return Field([], _not_apart(now, category))
    on_time = now.facts["on_time"]
    facts = [
        Fact("received", pgettext("figures", "Received"), counts["received"], now.defined("received")),
        Fact(
            "on_time", on_time.label, counts["on_time"], on_time.definition, counts["due"],
            on_time.of_label, share(counts["on_time"], counts["due"]),
        ),
    ]  # fmt: skip
    before = _row(year_before, category) if year_before else None
    if before is None or year_before is None:
        return Field(facts)
    same = now.definitions["received"] == year_before.definitions["received"]
    facts.insert(
        1,
        Fact("before", _("A year earlier"), before["received"], year_before.defined("received")),
    )
    return Field(facts, "", _against(counts["received"], before["received"]) if same else "")


def _row(reading: Reading, category: str) -> Counts | None:
    rows = {row["code"]: row["counts"] for row in reading.document.get(CATEGORIES, ())}
    return rows.get(category)


def _not_apart(reading: Reading, category: str) -> str:
    rows = reading.document.get(CATEGORIES, ())
    small = [
        one
        for row in rows
        if row["code"].startswith(cells.OTHERS)
        for one in cells.parts_of(row["code"])
    ]
    if category in small:
        return _("So few matters were of this field that they are counted together with others.")
    return _("The figures of this month do not count this field apart: it would say too little.")


def _against(now: Shown, before: Shown) -> str:
    if now is None or before is None:
        return _("Whether it became more cannot be told: a number is withheld.")
    words = {
        1: _("That is clearly more than a year before."),
        -1: _("That is clearly less than a year before."),
        0: _(
            "No clear change against a year before: the difference is no larger than rounding and chance can explain."
        ),
    }
    return words[moved(now, before)]
