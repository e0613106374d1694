"""What the reports of the demo hospital are read from, and a sample of its cases coded twice."""

from datetime import datetime, timedelta

from django.utils import timezone

from feedback.demo.house import House
from feedback.services import coding, joint, similar, tallies, wordcount
from feedback.vocabulary import CareStage, Severity

# More than the demo has.
MANY = 1000
# So many of the drawn cases are coded again.
TWICE = 12


def count(house: House, *, now: datetime) -> None:
    """Count what the reports read, and let a second officer code a sample again."""
    similar.sweep(MANY)
    joint.sweep(MANY)
    tallies.count_all()
    wordcount.sweep()
    this_month = timezone.localdate(now).replace(day=1)
    for back in (1, 32, 63):
        coding.draw((this_month - timedelta(days=back)).replace(day=1))
    for drawn in list(coding.waiting_for(house.colleague))[:TWICE]:
        first = drawn.case.categories.filter(primary=True).first()
        if first is None or first.severity is None:
            continue
        # Every fourth is seen as one step graver: two people are not one.
        graver = min(first.severity + (drawn.case_id % 4 == 0), max(Severity))
        coding.code(
            drawn, by=house.colleague, category=first.category, severity=graver,
            care_stage=first.care_stage or CareStage.NA, harm=first.harm or 0,
        )  # fmt: skip
