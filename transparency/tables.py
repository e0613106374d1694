"""How the document of a release is read out: facts with all that belongs to them, and tables.

Pure but for the names of categories. Shares are made from shown numbers only, and withheld with them.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from feedback import figures
from feedback.vocabulary import Channel, Kind
from portal.language import either
from transparency import cells
from transparency.definitions import (
    CAPTIONS,
    CAVEATS,
    COUNTS,
    COVERAGE,
    DEFINITIONS,
    FIRST,
    HEADLINES,
    SHARES,
    TITLES,
)
from transparency.readout import Share, middle, per, share
from transparency.suppression import Shown

__all__ = ["DEFINITIONS", "TITLES", "Fact", "Reading", "Table"]


@dataclass(frozen=True)
class Fact:
    """One published figure with everything that is needed to understand and to doubt it."""

    code: str
    label: str
    count: Shown
    definition: str
    # For a share: of how many, what these are, and the share with its interval.
    of: Shown = None
    of_label: str = ""
    share: Share | None = None
    by: str = ""
    # Of how much this speaks, and what it leaves out; whole sentences.
    coverage: str = ""
    # For what is counted per so many of something else.
    rate: float | None = None

    @property
    def is_share(self) -> bool:
        """Say whether the figure is a part of something."""
        return bool(self.of_label)

    @property
    def count_said(self) -> str:
        """Return the number as it is written; empty where it is withheld."""
        number = self.count if self.rate is None else self.rate
        return "" if number is None else written(number)

    @property
    def of_said(self) -> str:
        """Return the whole as it is written; empty where it is withheld."""
        return "" if self.of is None else written(self.of)

    @property
    def between(self) -> str:
        """Return in words between what a share may lie; nothing where there is none."""
        if self.share is None:
            return ""
        ends = {"low": f"{self.share.low}%", "high": f"{self.share.high}%"}
        return _("Between %(low)s and %(high)s, with rounding and chance allowed for.") % ends


@dataclass(frozen=True)
class Table:
    """A table as the parts of the portal draw it; None is withheld."""

    caption: str
    headings: list[str]
    rows: list[list[Any]] = field(default_factory=list)
    note: str = ""


class Reading:
    """A release's document, read out in the language of the page."""

    def __init__(self, document: dict[str, Any], parameters: dict[str, Any]) -> None:
        self.document = document
        self.definitions: dict[str, str] = {**DEFINITIONS, **parameters["definitions"]}
        self.total: dict[str, Shown] = dict.fromkeys(cells.MEASURES) | document[cells.WHOLE]

    def defined(self, code: str) -> str:
        """Return the definition a measure was counted by."""
        return _(self.definitions[code])

    @cached_property
    def counts(self) -> list[Fact]:
        """Return how many matters came, were answered, closed and so on."""
        return [
            Fact(
                code, str(label), self.total[code], self.defined(code), coverage=str(CAVEATS[code])
            )
            for code, label in COUNTS.items()
            if self._counted(code)
        ]

    @cached_property
    def shares(self) -> list[Fact]:
        """Return what is a part of something, each with what the whole is and who wrote it down."""
        return [
            Fact(
                part, str(label), self.total[part], self.defined(part), self.total[whole],
                str(of_label), share(self.total[part], self.total[whole]), str(by.label),
                self._coverage(part),
            )
            for part, whole, label, of_label, by in SHARES
            if self._counted(part)
        ]  # fmt: skip

    @property
    def measures(self) -> list[Fact]:
        """Return the few that say most, for cards."""
        return [self.facts[code] for code in HEADLINES if code in self.facts]

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Return every fact by its code."""
        return {fact.code: fact for fact in (*self.counts, *self.shares)}

    @cached_property
    def rates(self) -> list[tuple[str, str, float | None]]:
        """Return matters per visits and discharges, where these were entered: code, label, rate."""
        done = self.document.get("activity", {})
        found = [
            ("per_visits", _("Received per 10,000 visits"), done.get("visits"), 10_000),
            ("per_discharges", _("Received per 1,000 discharges"), done.get("discharges"), 1_000),
        ]
        received = self.total["received"]
        return [(code, label, per(received, of, each)) for code, label, of, each in found if of]

    @property
    def rate_facts(self) -> list[Fact]:
        """Return the rates as facts, each with what it says and cannot say."""
        return [
            Fact(code, label, None, self.defined(code), coverage=str(CAVEATS[code]), rate=rate)
            for code, label, rate in self.rates
        ]

    @cached_property
    def days(self) -> Table:
        """Return how long the first answers took."""
        rows = [[day_label(row["code"]), row["counts"]["received"]] for row in self._days]
        headings = [_("Working days until the first answer"), pgettext("figures", "Received")]
        return Table(_("Matters received, by days until the first answer"), headings, rows)

    @cached_property
    def middle_days(self) -> str:
        """Return in a sentence within how many days half of the matters were answered; or nothing."""
        shown = {row["code"]: row["counts"]["received"] for row in self._days}
        columns = [code for code in shown if figures.days_label(code)]
        if not columns:
            return ""
        # What has no date tells nothing of days.
        found = middle(
            columns, shown, [figures.NOT_ANSWERED, figures.NO_DAYS], self.total["received"]
        )
        if found is None:
            return ""
        spans = [figures.days_label(code) for code in columns]
        first = spans[found[0]] if found[0] < len(spans) else None
        last = spans[found[1]] if found[1] < len(spans) else None
        if first is None:
            return _("Fewer than half have been answered so far.")
        if last is None or last[1] is None:
            return _(
                "Half of the matters received took %(days)s working days or more until their first answer, those counted in that still wait."
            ) % {"days": first[0]}
        return _(
            "Half of the matters received had a first answer within %(last)s working days (the middle one took %(first)s to %(last)s), those counted in that still wait."
        ) % {"first": first[0], "last": last[1]}

    @cached_property
    def tables(self) -> list[tuple[str, str, Table]]:
        """Return the tables of the period: code, heading and table."""
        return [
            (code, str(title), self.table(code))
            for code, title in TITLES.items()
            if self.document.get(code)
        ]

    @property
    def withholds(self) -> bool:
        """Say whether any number of the release is withheld."""
        tables = (*cells.TABLES, cells.DAYS, cells.MONTHS)
        rows = [row["counts"] for table in tables for row in self.document.get(table, ())]
        return any(None in counts.values() for counts in (self.total, *rows))

    @property
    def left_out(self) -> list[str]:
        """Return the headings of the tables that would have said too little."""
        return [str(TITLES[code]) for code in self.document.get("left_out", ())]

    def table(self, code: str) -> Table:
        """Return one table, its rows named; rows of nothing are left to the files."""
        headings = [
            str(FIRST[code]),
            pgettext("figures", "Received"),
            pgettext("figures", "Closed"),
            pgettext("figures", "Due"),
            _("On time"),
            _("On time, share"),
            pgettext("figures", "Rated"),
            _("Satisfied"),
            _("Satisfied, share"),
        ]
        rows = [
            _row(self.row_name(code, row["code"]), row["counts"]) for row in self.shown_rows(code)
        ]
        note = _("–: fewer than 20, so no share is given.")
        return Table(str(CAPTIONS[code]), headings, rows, f"{note} {self.together(code)}".strip())

    def shown_rows(self, code: str) -> list[dict[str, Any]]:
        """Return the rows of a table for people; rows of nothing are left to the files."""
        return [
            row
            for row in self.document.get(code, ())
            if code == cells.MONTHS or any(number != 0 for number in row["counts"].values())
        ]

    def together(self, table: str) -> str:
        """Return in a sentence which small rows of a table stand together; or nothing."""
        among = [
            self.row_name(table, one)
            for row in self.shown_rows(table) if row["code"].startswith(cells.OTHERS)
            for one in cells.parts_of(row["code"])
        ]  # fmt: skip
        if not among:
            return ""
        names = {"names": pgettext("list of names", ", ").join(among)}
        return _("Others, together: %(names)s.") % names

    def row_name(self, table: str, code: str) -> str:
        """Return the name of a row; of small rows put together, `together` tells all."""
        if code.startswith(cells.OTHERS):
            return _("Others, together")
        if table == "by_kind":
            return str(Kind(code).label) if code in Kind.values else code
        if table == "by_channel":
            return str(Channel(code).label) if code in Channel.values else code
        if table == cells.MONTHS:
            return month_label(code)
        if not code:
            return _("Not classified yet") if table == "by_category" else _("Not assigned yet")
        # Releases of before named their categories alone.
        before = {"by_category": self.document.get("category_names", {})}
        names = self.document.get("names", before).get(table, {})
        return either(*names.get(code, (code, "")))

    def _counted(self, code: str) -> bool:
        """Say whether the release speaks of a measure at all; earlier ones counted less."""
        return code in self.document[cells.WHOLE]

    @property
    def _days(self) -> list[dict[str, Any]]:
        return list(self.document.get(cells.DAYS, ()))

    def _coverage(self, part: str) -> str:
        said = {name: _said(number) for name, number in self.total.items()}
        return str(COVERAGE[part]) % said


def day_label(code: str) -> str:
    """Return the name of a column of days."""
    span = figures.days_label(code)
    if span is None:
        return _("Not answered yet") if code else _("Date of receipt not known")
    first, last = span
    if last is None:
        return _("%(first)s days or more") % {"first": first}
    return _("%(first)s to %(last)s days") % {"first": first, "last": last}


def month_label(code: str) -> str:
    """Return the name of a month written 2026-03."""
    return date_format(date.fromisoformat(f"{code}-01"), "YEAR_MONTH_FORMAT")


def category_names() -> dict[str, str]:
    """Return the first-level categories in the page's language."""
    return {code: either(*names) for code, names in figures.category_names().items()}


def category_choices() -> list[tuple[str, str]]:
    """Return the categories an editor may choose from."""
    return [("", "---------"), *category_names().items()]


def category_label(code: str) -> str:
    """Return the name of one category; an unknown code stands for itself."""
    return category_names().get(code, code)


def _row(name: str, counts: dict[str, Shown]) -> list[Any]:
    return [
        name,
        counts["received"],
        counts["closed"],
        counts["due"],
        counts["on_time"],
        _share(counts, "on_time"),
        counts["rated"],
        counts["satisfied"],
        _share(counts, "satisfied"),
    ]


def _share(counts: dict[str, Shown], part: str) -> str | None:
    """Return a share in words: withheld with its parts, a dash where the whole is too small."""
    numerator, denominator = counts[part], counts[cells.PARTS[part]]
    if numerator is None or denominator is None:
        return None
    found = share(numerator, denominator)
    return "–" if found is None else f"{found.percent}%"


def written(number: float) -> str:
    """Write a number for people, its thousands set apart."""
    return f"{number:,}"


def _said(number: Shown) -> str:
    return _("withheld") if number is None else written(number)
