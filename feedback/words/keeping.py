"""Which words may be kept: those that several people used within a year. A rare word may name a person.

Cases are added in the order of their months; what is forgotten afterwards is everything but sums.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date

# So many different submitters must have used a word within so many months.
PEOPLE = 5
MONTHS = 12
# Under no word at all stands how many cases were counted.
ALL = ""


def ordinal(month: date) -> int:
    """Return the number of a month, by which months are counted on and back."""
    return month.year * 12 + month.month - 1


def month_of(number: int) -> date:
    """Return the first day of a month by its number."""
    return date(number // 12, number % 12 + 1, 1)


@dataclass
class Keeping:
    """The words of what is counted together: one hospital, one sphere."""

    _cases: dict[tuple[int, str], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    # In which span of months, by its last, people begin and cease to have used a word.
    _begin: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _cease: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _lately: dict[Hashable, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, month: int, kind: str, submitter: Hashable, words: Iterable[str]) -> None:
        """Count a case; never one of an earlier month than the last."""
        told = set(words)
        self._cases[month, kind].update([*told, ALL])
        lately = self._lately[submitter]
        for word in told:
            before = lately.get(word)
            if before == month:
                continue
            known_until = month if before is None else max(month, before + MONTHS)
            self._begin[known_until][word] += 1
            self._cease[month + MONTHS][word] += 1
            lately[word] = month

    def tallies(self, months: Iterable[int]) -> dict[tuple[int, str, str], int]:
        """Return in how many cases of a month and kind each word stands that may be kept there."""
        wanted = set(months)
        spans = self._of_many(max(wanted) + MONTHS) if wanted else {}
        nobody: set[str] = set()
        kept = {
            month: set().union(*(spans.get(month + on, nobody) for on in range(MONTHS)), {ALL})
            for month in wanted
        }
        return {
            (month, kind, word): cases
            for (month, kind), counts in self._cases.items()
            if month in wanted
            for word, cases in counts.items()
            if word in kept[month]
        }

    def _of_many(self, until: int) -> dict[int, set[str]]:
        """Return which words enough people used in each span of months, by the last month of the span."""
        running: Counter[str] = Counter()
        spans: dict[int, set[str]] = {}
        first = min(self._begin, default=until)
        for last in range(first, until):
            running.update(self._begin.get(last, {}))
            running.subtract(self._cease.get(last, {}))
            running = +running
            spans[last] = {word for word, people in running.items() if people >= PEOPLE}
        return spans
