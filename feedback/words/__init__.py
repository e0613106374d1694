"""What people speak of: words cut from their stories, which are frequent, and which are rising.

Nothing here knows a case, asks the clock or the database: texts and counts go in, words come out.
"""

from feedback.words.cutting import LONGEST, words_of
from feedback.words.growth import Rising, rising
from feedback.words.keeping import ALL, MONTHS, Keeping, month_of, ordinal
from feedback.words.lists import edition
from feedback.words.topics import Hot, hot

__all__ = [
    "ALL",
    "LONGEST",
    "MONTHS",
    "Hot",
    "Keeping",
    "Rising",
    "edition",
    "hot",
    "month_of",
    "ordinal",
    "rising",
    "words_of",
]
