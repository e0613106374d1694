"""How the document of a release is read out: measures with their definitions, and tables.

Pure but for the names of categories. Shares are made from shown numbers only, and withheld with them.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from feedback import figures
from feedback.vocabulary import Kind
from portal.language import either
from transparency.suppression import Shown, percent

MEASURES = ("received", "answered", "closed", "due", "on_time", "rated", "satisfied")
LEFT_OUT = ("undated", "withdrawn")
# Numerator → denominator.
PARTS = {"on_time": "due", "satisfied": "rated"}
DIMENSIONS = ("by_kind", "by_category", "by_month")

# Kept in each release, so that old figures keep the definitions they were counted by.
DEFINITIONS = {
    "received": gettext_noop(
        "All matters that reached the hospital in the period, through any channel, counted by the day of receipt."
    ),
    "answered": gettext_noop(
        "Matters that were given their first answer in substance in the period, whenever they had come in."
    ),
    "closed": gettext_noop(
        "Matters closed in the period with a finding and the measures taken, whenever they had come in."
    ),
    "on_time": gettext_noop(
        "Of the matters whose answer was due in the period, those answered by their due date. A matter that is past its day without an answer counts as late. The clock rests while the hospital waits for the submitter. The due date is the one that held on the day of the answer; the submitter is told of each change and its reason."
    ),
    "satisfied": gettext_noop(
        "Of the submitters who rated the answer in the period, those who were fairly satisfied or better. Silence is not counted as satisfaction."
    ),
}


@dataclass(frozen=True)
class Measure:
    """One published figure with everything that is needed to understand it."""

    code: str
    label: str
    count: Shown
    definition: str
    of: Shown = None
    of_label: str = ""
    share: Shown = None
    coverage: str = ""

    @property
    def is_share(self) -> bool:
        """Say whether the figure is a part of something."""
        return bool(self.of_label)


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
        self.definitions: dict[str, str] = parameters["definitions"]
        self.total: dict[str, Shown] = document["total"]

    def defined(self, code: str) -> str:
        """Return the definition a measure was counted by."""
        return _(self.definitions[code])

    @cached_property
    def measures(self) -> list[Measure]:
        """Return the figures of the whole period."""
        total = self.total
        return [
            self._count("received", pgettext("figures", "Received")),
            self._count("answered", _("Answered")),
            self._count("closed", pgettext("figures", "Closed")),
            Measure(
                "on_time",
                _("Answered on time"),
                total["on_time"],
                self.defined("on_time"),
                total["due"],
                _("due in the period"),
                percent(total["on_time"], total["due"]),
                self._left_out,
            ),
            Measure(
                "satisfied",
                _("Satisfied with the answer"),
                total["satisfied"],
                self.defined("satisfied"),
                total["rated"],
                _("rated the answer"),
                percent(total["satisfied"], total["rated"]),
                _(
                    "Ratings in the period: %(rated)s, beside %(closed)s matters closed. Who did not rate is counted neither way."
                )
                % {"rated": _said(total["rated"]), "closed": _said(total["closed"])},
            ),
        ]

    def _count(self, code: str, label: str) -> Measure:
        return Measure(code, label, self.total[code], self.defined(code))

    @property
    def _left_out(self) -> str:
        return _(
            "Left out here: matters withdrawn by the submitter (%(withdrawn)s) and matters of unknown date of receipt (%(undated)s)."
        ) % {
            "withdrawn": _said(self.total["withdrawn"]),
            "undated": _said(self.total["undated"]),
        }

    @cached_property
    def tables(self) -> list[tuple[str, Table]]:
        """Return the tables by kind, category and month, each with its heading."""
        return [
            (_("By kind"), self._table("by_kind", pgettext("of a matter", "Kind"), _kinds())),
            (_("By category"), self._table("by_category", _("Category"), self._categories())),
            (_("By month"), self._table("by_month", _("Month"), self._months())),
        ]

    def _table(self, dimension: str, first: str, names: dict[str, str]) -> Table:
        captions = {
            "by_kind": _("Matters by kind"),
            "by_category": _("Matters by category"),
            "by_month": _("Matters by month"),
        }
        headings = [
            first,
            pgettext("figures", "Received"),
            pgettext("figures", "Closed"),
            pgettext("figures", "Due"),
            _("On time"),
            _("On time, share"),
            pgettext("figures", "Rated"),
            _("Satisfied"),
            _("Satisfied, share"),
        ]
        return Table(
            captions[dimension],
            headings,
            [
                _row(names.get(row["code"], row["code"]), row["counts"])
                for row in self.document[dimension]
            ],
            _("–: fewer than 20, so no share is given."),
        )

    def _categories(self) -> dict[str, str]:
        names = {
            code: either(name, name_en)
            for code, (name, name_en) in self.document["category_names"].items()
        }
        return {**names, figures.UNCLASSIFIED: _("Not classified yet")}

    def _months(self) -> dict[str, str]:
        return {row["code"]: month_label(row["code"]) for row in self.document["by_month"]}


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


def _kinds() -> dict[str, str]:
    return {kind.value: str(kind.label) for kind in Kind}


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
    numerator, denominator = counts[part], counts[PARTS[part]]
    if numerator is None or denominator is None:
        return None
    share = percent(numerator, denominator)
    return "–" if share is None else f"{share}%"


def _said(number: Shown) -> str:
    return _("withheld") if number is None else f"{number:,}"
