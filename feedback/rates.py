"""Rates that resist being polished: each says of how many, how much that covers, and who wrote it down.

Pure: numbers in, numbers out. What the hospital says, what was said to a caller and what the submitter
said alone are three facts and never added up. Silence is no answer, and is a number of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.vocabulary import Cohort, Count

# Of fewer than these no percentage is said: one more or less would move it by ten points.
FEWEST = 10
# 95 of 100 such intervals hold the true rate.
Z = 1.959964
# After the days of what is not answered yet: at least so many.
STILL = "+"
# A half, and what a product of fractions may be beside it.
HALF = 0.5 + 1e-9

Counts = Mapping[str, int]
Label = str | Promise


class Recorder(TextChoices):
    """Who wrote down what a rate is counted from."""

    SYSTEM = "system", _("The system's own dates")
    HOSPITAL = "hospital", pgettext_lazy("recorder", "The hospital")
    CALLER = "caller", _("Whoever called")
    SECOND = "second", _("A second caller")
    SUBMITTER = "submitter", _("The submitter alone")


class Interval(NamedTuple):
    low: float
    high: float


@dataclass(frozen=True)
class Rate:
    """So many of so many. `eligible` is everything it could have been asked of; `excluded` says why not."""

    key: str
    name: Label
    numerator: int
    denominator: int
    eligible: int
    by: Recorder
    excluded: Mapping[Label, int] = field(default_factory=dict)

    @property
    def value(self) -> float | None:
        """Return the share; None of nothing."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def coverage(self) -> float | None:
        """Return what part of everything eligible the rate speaks of."""
        return self.denominator / self.eligible if self.eligible else None

    @property
    def interval(self) -> Interval | None:
        """Return between what the true rate may lie; None of nothing."""
        return wilson(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent(self) -> float | None:
        """Return what may be said as a percentage; None of too few."""
        if self.value is None or self.denominator < FEWEST:
            return None
        return round(100 * self.value, 1)


@dataclass(frozen=True)
class Gap:
    """By how much two judgements of the very same cases differ."""

    both: int
    hospital: int
    submitter: int

    @property
    def points(self) -> float | None:
        """Return by how many points the hospital's share of “resolved” is higher; None of too few."""
        if self.both < FEWEST:
            return None
        return round(100 * (self.hospital - self.submitter) / self.both, 1)


def wilson(part: int, whole: int, z: float = Z) -> Interval:
    """Return Wilson's score interval, which also holds for few cases and for rates near 0 and 1.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927) 209-212.
    """
    share, square = part / whole, z * z / whole
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * sqrt(share * (1 - share) / whole + square / (4 * whole))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def handled(c: Counts) -> Rate:
    """Answered, or declined with a reason, of what was received (办结率); what still has time is left out."""
    excluded: dict[Label, int] = {
        _("Withdrawn"): _n(c, Cohort.WITHDRAWN),
        _("Merged"): _n(c, Cohort.MERGED),
        _("Date of receipt not known"): _n(c, Count.UNDATED),
        _("Still within the deadline"): _n(c, Cohort.WITHIN),
    }
    received = _n(c, Count.RECEIVED)
    return Rate(
        "handled", _("Handled"), _n(c, Cohort.ANSWERED), received - sum(excluded.values()),
        received, Recorder.SYSTEM, excluded,
    )  # fmt: skip


def on_time(c: Counts) -> Rate:
    """First answer by its due date, of what came due (及时率)."""
    due = _n(c, Count.DUE)
    return Rate("on_time", _("On time"), _n(c, Count.ON_TIME), due, due, Recorder.SYSTEM)


def called_back(c: Counts) -> Rate:
    """Called, of what was answered and could be called (回访率)."""
    answered, callable_ = _n(c, Count.ANSWERED), _n(c, Count.CALLABLE)
    return Rate(
        "called_back", _("Called back"), _n(c, Count.CALLED), callable_, answered,
        Recorder.CALLER, {_("Without a telephone, or declined"): answered - callable_},
    )  # fmt: skip


def resolved_by_hospital(c: Counts) -> Rate:
    """Resolved in the hospital's own judgement, of what was closed and judged."""
    parts = (Count.HOSPITAL_RESOLVED, Count.HOSPITAL_PARTLY, Count.HOSPITAL_UNRESOLVED)
    judged, closed = sum(_n(c, one) for one in parts), _n(c, Count.CLOSED)
    return Rate(
        "resolved_hospital", _("Resolved, says the hospital"), _n(c, Count.HOSPITAL_RESOLVED),
        judged, closed, Recorder.HOSPITAL, {_("Closed without a judgement"): closed - judged},
    )  # fmt: skip


def resolved_on_call(c: Counts) -> Rate:
    """Resolved, of those who said on the telephone whether it was (解决率)."""
    parts = (Count.CALL_RESOLVED, Count.CALL_PARTLY, Count.CALL_UNRESOLVED)
    said, answered = sum(_n(c, one) for one in parts), _n(c, Count.ANSWERED)
    return Rate(
        "resolved_call", _("Resolved, said on the telephone"), _n(c, Count.CALL_RESOLVED),
        said, answered, Recorder.CALLER, _not_heard(c, said),
    )  # fmt: skip


def resolved_by_submitter(c: Counts) -> Rate:
    """Resolved, of those who judged it themselves."""
    parts = (Count.OWN_RESOLVED, Count.OWN_PARTLY, Count.OWN_UNRESOLVED)
    said, answered = sum(_n(c, one) for one in parts), _n(c, Count.ANSWERED)
    return Rate(
        "resolved_submitter", _("Resolved, says the submitter"), _n(c, Count.OWN_RESOLVED),
        said, answered, Recorder.SUBMITTER, {_("Did not rate"): answered - said},
    )  # fmt: skip


def satisfied_on_call(c: Counts) -> Rate:
    """Fairly satisfied or better, of those who graded on the telephone (满意率)."""
    graded, answered = _n(c, Count.CALL_GRADED), _n(c, Count.ANSWERED)
    return Rate(
        "satisfied_call", _("Satisfied, said on the telephone"), _n(c, Count.CALL_SATISFIED),
        graded, answered, Recorder.CALLER, _not_heard(c, graded),
    )  # fmt: skip


def satisfied_by_submitter(c: Counts) -> Rate:
    """Fairly satisfied or better, of those who rated themselves (满意率)."""
    rated, answered = _n(c, Count.RATED), _n(c, Count.ANSWERED)
    return Rate(
        "satisfied_submitter", _("Satisfied, says the submitter"), _n(c, Count.OWN_SATISFIED),
        rated, answered, Recorder.SUBMITTER, {_("Did not rate"): answered - rated},
    )  # fmt: skip


def silent(c: Counts) -> Rate:
    """Neither reached nor rated, of everything answered: what nobody knows anything of."""
    answered = _n(c, Count.ANSWERED)
    return Rate("silent", _("Silent"), _n(c, Count.SILENT), answered, answered, Recorder.SYSTEM)


def rechecked_otherwise(c: Counts) -> Rate:
    """Told a second caller another result, of the callbacks that were made again."""
    again, reached = _n(c, Count.RECHECKED), _n(c, Count.REACHED)
    return Rate(
        "recheck", _("Another result when called again"), _n(c, Count.RECHECK_DIFFERS), again,
        reached, Recorder.SECOND, {_("Not called again"): reached - again},
    )  # fmt: skip


def reopened(c: Counts) -> Rate:
    """Taken up again since, of what was answered."""
    answered = _n(c, Count.ANSWERED)
    return Rate(
        "reopened", _("Reopened"), _n(c, Cohort.REOPENED), answered, answered, Recorder.SYSTEM
    )


def gap(c: Counts) -> Gap:
    """Return how differently hospital and submitter judge the cases both have judged."""
    both = (Cohort.BOTH, Cohort.BOTH_HOSPITAL, Cohort.BOTH_SUBMITTER)
    return Gap(*(_n(c, one) for one in both))


RATES: dict[str, Callable[[Counts], Rate]] = {
    "handled": handled,
    "on_time": on_time,
    "called_back": called_back,
    "resolved_hospital": resolved_by_hospital,
    "resolved_call": resolved_on_call,
    "resolved_submitter": resolved_by_submitter,
    "satisfied_call": satisfied_on_call,
    "satisfied_submitter": satisfied_by_submitter,
    "silent": silent,
    "recheck": rechecked_otherwise,
    "reopened": reopened,
}


def all_of(c: Counts) -> list[Rate]:
    """Return every rate of the same counts, in the order of the table."""
    return [made(c) for made in RATES.values()]


def median(days: Counts) -> int | None:
    """Return after how many days half of all was answered, what is still open among it.

    `days` counts by days: "12" was answered after twelve, "12+" is open since twelve. Whoever leaves
    the difficult ones open does not come out faster: they count as not answered until then. None while
    half is not answered. E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete
    observations, Journal of the American Statistical Association 53 (1958) 457-481.
    """
    open_, answered = _by_day(days, still=True), _by_day(days, still=False)
    waiting = sum(open_.values()) + sum(answered.values())
    left = 1.0
    for day in sorted({*open_, *answered}):
        left *= 1 - answered.get(day, 0) / waiting
        waiting -= answered.get(day, 0) + open_.get(day, 0)
        if left < HALF:
            return day
    return None


def _by_day(days: Counts, *, still: bool) -> dict[int, int]:
    found = {day.removesuffix(STILL): n for day, n in days.items() if day.endswith(STILL) is still}
    return {int(day): n for day, n in found.items() if day and n}


def _not_heard(c: Counts, heard: int) -> dict[Label, int]:
    """Return why something is not known from the telephone: not called, not reached, not said."""
    answered, called, reached = (_n(c, n) for n in (Count.ANSWERED, Count.CALLED, Count.REACHED))
    return {
        _("Not called"): answered - called,
        _("Not reached"): called - reached,
        _("Did not say"): reached - heard,
    }


def _n(c: Counts, count: str) -> int:
    return c.get(count, 0)
