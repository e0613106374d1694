"""Invented hospitals for the attacker: case after case, so that all their counts belong together."""

from dataclasses import dataclass, field
from random import Random

from feedback import figures
from feedback.figures import Figures
from transparency import cells, joint, said
from transparency.cells import Rows
from transparency.periods import Period

YEAR = 2026
SAID = ("resolved", "partly", "unresolved", "unsaid")
DAYS = figures.day_columns()


@dataclass
class Invented:
    """A hospital of a year: how large, how it is divided, and how many of its cases go how."""

    seed: int
    cases: tuple[int, int] = (20, 60)  # a month, from and to
    sizes: tuple[int, int, int, int] = (3, 4, 5, 3)  # kinds, channels, categories, groups
    skew: float = 1.6  # the first code of a table has so many times more than the second
    months: dict[str, Figures] = field(init=False)
    said: dict[str, Figures] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)  # noqa: S311 - the same hospital each time
        self.months = {one.code: Figures() for one in Period(YEAR, 1, 12).months}
        self.codes = {
            table: [f"{table[3]}{n}" for n in range(size)]
            for table, size in zip(cells.TABLES, self.sizes, strict=True)
        }
        self.often = {name: self.dice.random() for name in ("answered", "rated", "called", "late")}
        for month in range(1, 13):
            for _case in range(self.dice.randint(*self.cases)):
                self.happens(month)

    def happens(self, month: int) -> None:
        """Receive one case in a month, and let it go its way."""
        of = {t: self.dice.choices(c, [self.skew**-n for n in range(len(c))])[0]
              for t, c in self.codes.items()}  # fmt: skip
        undated = self.chance(0.03)
        answered = self.chance(self.often["answered"])
        self.add(month, of, "received")
        self.add(month, {}, *(["undated"] if undated else []))
        if not undated and self.chance(0.03):
            self.add(month, {}, "withdrawn")
        days = figures.NO_DAYS if undated else self.dice.choice(DAYS[:4]) if answered else "open"
        self.months[Period(YEAR, month, month).code].by_days[days]["received"] += 1
        later = min(12, month + self.chance(0.3))
        if not undated:
            self.add(
                later, of, "due", *(["on_time"] if not self.chance(self.often["late"]) else [])
            )
        if answered:
            self.answer(later, of)
        else:
            self.add(later, {}, "open")

    def answer(self, month: int, of: dict[str, str]) -> None:
        """Answer it, let the submitter or a call say what became of it, and close it."""
        rated, reached = self.chance(self.often["rated"]), self.chance(self.often["called"])
        self.add(month, of, "answered", "closed")
        self.add(month, {}, f"hospital_{self.dice.choice((*SAID[:3], 'unjudged'))}")
        if rated:
            self.add(month, of, "rated", *(["satisfied"] if self.chance(0.7) else []))
            self.add(month, {}, f"own_{self.dice.choice(SAID)}")
        if reached:
            self.add(month, {}, "reached", f"call_{self.dice.choice(SAID)}")
        if not rated and not reached:
            self.add(month, {}, "silent")

    def add(self, month: int, of: dict[str, str], *measures: str) -> None:
        """Count measures in a month, in all and along what the case is of."""
        counted = self.months[Period(YEAR, month, month).code]
        for measure in measures:
            if not measure.endswith(("_unsaid", "_unjudged")):
                counted.total[measure] += 1
            for table, code in of.items():
                getattr(counted, table)[code][measure] += 1

    def chance(self, often: float) -> bool:
        return self.dice.random() < often

    def rows(self, period: Period, kept: set[str] | None = None) -> Rows:
        """Return the rows of its tables, of departments none in a month."""
        rows = {t: list(c) for t, c in self.codes.items() if kept is None or t in kept}
        if period.is_month:
            rows.pop("by_group", None)
        return rows | {cells.DAYS: DAYS}

    def release(self, period: Period, earlier: dict[Period, dict], **other: set[str]) -> dict:
        """Return the document of a release, protected with the earlier ones."""
        months = said.as_said(self.said, self.months, period)
        document = joint.tables(period, self.rows(period, **other), months, earlier)
        self.said |= said.read(said.written(months, period))
        return document

    def raw(self, period: Period) -> Figures:
        """Return what the releases counted."""
        return joint.together(period, {**self.months, **self.said})


def small(count: int) -> bool:
    return 1 <= count <= 7
