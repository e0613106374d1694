"""Rates that resist being polished: each says of how many, how much that covers, and who wrote it down.

Pure: numbers in, numbers out. What the hospital says, what was said to a caller and what the submitter
said alone are three facts and never added up. Silence is no answer, and is a number of its own.
"""

from feedback.rates.days import days_until, still_open, within
from feedback.rates.made import (
    RATES,
    all_of,
    called_back,
    gap,
    handled,
    on_time,
    rechecked_otherwise,
    reopened,
    resolved_by_hospital,
    resolved_by_submitter,
    resolved_on_call,
    satisfied_by_submitter,
    satisfied_on_call,
    silent,
)
from feedback.rates.rate import FEWEST, Counts, Gap, Interval, Rate, Recorder, wilson

__all__ = [
    "FEWEST",
    "RATES",
    "Counts",
    "Gap",
    "Interval",
    "Rate",
    "Recorder",
    "all_of",
    "called_back",
    "days_until",
    "gap",
    "handled",
    "on_time",
    "rechecked_otherwise",
    "reopened",
    "resolved_by_hospital",
    "resolved_by_submitter",
    "resolved_on_call",
    "satisfied_by_submitter",
    "satisfied_on_call",
    "silent",
    "still_open",
    "wilson",
    "within",
]
