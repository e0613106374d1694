"""Four offices with the very same matters: one is honest, three polish their rates. Pure, and seeded.

What really happened to a matter is drawn once (`Truth`); an office only decides what is closed when, who
is called, and what is written down. Submitters who rate by themselves tell the truth: no office can write
for them.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from feedback import counting
from feedback.counting import Entry, Matter, Said
from feedback.vocabulary import Act, Dimension, Resolution, Satisfaction, Stage

MATTERS = 2_000
FIRST, TODAY = date(2026, 1, 5), date(2026, 12, 31)
LATER = timedelta(days=30)
# What the last office records whatever it hears.
HAPPY = Satisfaction.SATISFIED


@dataclass(frozen=True)
class Truth:
    """A matter as it really was: how long it takes to settle, and what its submitter then thinks."""

    received: date
    # Days until an honest answer; the promise is seven.
    days: int
    resolved: str
    satisfaction: int
    answers_calls: bool
    rates: bool
    # Who is not content comes back more often.
    comes_back: bool
    # Drawn to be called, and to be called again.
    luck: float
    again: float


def truths(number: int = MATTERS, seed: int = 1) -> list[Truth]:
    """Draw the matters."""
    dice = Random(seed)  # noqa: S311 - the same matters for every office and every run
    return [_truth(dice) for _ in range(number)]


def _truth(dice: Random) -> Truth:
    days = min(int(dice.expovariate(1 / 5)) + 1, 40)
    easy = days <= 7
    weights = (70, 18, 12) if easy else (40, 30, 30)
    resolved = dice.choices(
        (Resolution.RESOLVED, Resolution.PARTLY, Resolution.UNRESOLVED), weights
    )[0]
    grades = {
        Resolution.RESOLVED: (1, 4, 15, 45, 35),
        Resolution.PARTLY: (8, 22, 40, 25, 5),
        Resolution.UNRESOLVED: (40, 35, 18, 6, 1),
    }
    return Truth(
        received=FIRST + timedelta(days=dice.randrange(300)),
        days=days,
        resolved=resolved,
        satisfaction=dice.choices(list(Satisfaction), grades[resolved])[0],
        answers_calls=dice.random() < 0.7,
        # The discontented speak up a little more often.
        rates=dice.random() < (0.2 if resolved == Resolution.RESOLVED else 0.3),
        comes_back=dice.random() < {Resolution.RESOLVED: 0.02, Resolution.PARTLY: 0.1}.get(resolved, 0.3),
        luck=dice.random(),
        again=dice.random(),
    )  # fmt: skip


def honest(truth: Truth) -> Matter:
    """Answer when it is settled, call eight in ten by lot, write down what is heard."""
    said = _heard(truth, called=truth.luck < 0.8)
    judged = truth.resolved if truth.again < 0.9 else Resolution.RESOLVED  # one errs in good faith
    return _matter(truth, days=truth.days, said=replace(said, hospital_resolution=judged))


def closes_early(truth: Truth) -> Matter:
    """Send every answer by the seventh day and call the matter resolved, whether it is or not."""
    hurried = truth.days > 7
    unsettled = replace(truth, resolved=Resolution.UNRESOLVED, satisfaction=1) if hurried else truth
    back = hurried and (truth.comes_back or truth.luck < 0.35)
    said = _heard(unsettled, called=truth.luck < 0.8)
    resolved = replace(said, hospital_resolution=Resolution.RESOLVED)
    return _matter(
        replace(unsettled, comes_back=back or truth.comes_back),
        days=min(truth.days, 7),
        said=resolved,
    )


def asks_the_happy(truth: Truth) -> Matter:
    """Call only those who are known to be content."""
    content = truth.satisfaction >= Satisfaction.SATISFIED and truth.resolved == Resolution.RESOLVED
    matter = honest(truth)
    said = _heard(truth, called=content and truth.luck < 0.8)
    return replace(matter, said=replace(said, hospital_resolution=matter.said.hospital_resolution))


def writes_for_them(truth: Truth) -> Matter:
    """Have a friend of the handlers call, who writes down “resolved, satisfied” whatever is said."""
    matter = honest(truth)
    said = matter.said
    if not said.reached:
        return matter
    differs = said.rechecked and (said.call_resolution, said.call_satisfaction) != (
        Resolution.RESOLVED,
        HAPPY,
    )
    polished = replace(
        said, call_resolution=Resolution.RESOLVED, call_satisfaction=HAPPY,
        recheck_differs=differs, hospital_resolution=Resolution.RESOLVED,
    )  # fmt: skip
    return replace(matter, said=polished)


OFFICES: dict[str, Callable[[Truth], Matter]] = {
    "honest": honest,
    "closes early": closes_early,
    "asks the happy": asks_the_happy,
    "writes for them": writes_for_them,
}


def counted(matters: Iterable[Matter]) -> Counter[str]:
    """Count the matters of an office as the house does, all months together."""
    found: Counter[str] = Counter()
    for matter in matters:
        for row in counting.tallied(
            matter, today=TODAY, workdays=lambda one, two: (two - one).days
        ):
            if row.dimension == Dimension.TOTAL:
                found[row.what] += 1
    return found


def _heard(truth: Truth, *, called: bool) -> Said:
    """Return what is heard by telephone, and what the submitter says alone. One call in ten is made again."""
    reached = called and truth.answers_calls
    return Said(
        called=called,
        call_resolution=(truth.resolved if reached else Resolution.UNREACHABLE) if called else "",
        call_satisfaction=truth.satisfaction if reached else None,
        rechecked=reached and truth.again < 0.1,
        # People do not always give the same grade twice.
        recheck_differs=reached and truth.again < 0.008,
        rated=truth.rates,
        own_resolution=truth.resolved if truth.rates else "",
        own_satisfaction=truth.satisfaction if truth.rates else None,
    )


def _matter(truth: Truth, *, days: int, said: Said) -> Matter:
    due = truth.received + timedelta(days=7)
    answered = truth.received + timedelta(days=days)
    entries = [Entry(Act.REPLY, Stage.REPLIED, answered)]
    if truth.comes_back:
        entries.append(Entry(Act.REOPEN, Stage.REOPENED, answered + timedelta(days=3)))
        entries.append(Entry(Act.REPLY, Stage.REPLIED, answered + timedelta(days=9)))
    return Matter(
        stage=Stage.CLOSED,
        received=datetime.combine(truth.received, time(9, 30)),
        due_on=due,
        answered_on=answered,
        answer_due_on=due,
        closed_on=min(answered + LATER, TODAY),
        telephone=True,
        entries=tuple(entries),
        said=said,
    )
