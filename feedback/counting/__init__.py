"""What one case counts for: in which month, as what, along what. Pure: neither clock nor database.

Every count stands in the month of its own day, but for what a cohort became: that stands in the month
the cohort was received or answered in, so that a rate has one denominator.
"""

from feedback.counting.along import LONGEST, SINGLE, STILL, Tally, tallied
from feedback.counting.counts import counts, fate
from feedback.counting.matter import (
    FLOW,
    Entry,
    Matter,
    Said,
    first_day,
    last_day,
    number,
    stock,
    touched,
)

__all__ = [
    "FLOW",
    "LONGEST",
    "SINGLE",
    "STILL",
    "Entry",
    "Matter",
    "Said",
    "Tally",
    "counts",
    "fate",
    "first_day",
    "last_day",
    "number",
    "stock",
    "tallied",
    "touched",
]
