"""What a published count may say. Pure: it sees numbers, never cases, and publishes nothing itself.

The rule is the one of NHS Digital ("Change to disclosure control methodology", since 2018): zero is
shown, one to seven is withheld, every other count is rounded to the nearest five, totals are made
from raw counts and then rounded, percentages from rounded numbers only. It replaced "withhold one
to five, then look for what else must go", which was slow and inconsistent.

What a reader can still work out. A shown 25 says 23 to 27, a shown 10 says 8 to 12, a shown 0 says
0, a withheld count says 1 to 7. A line and its total tie these ranges together, two lines with the
same total tie each other, and an on-time count can never pass the count that was due. So for every
count of one to seven we look for other counts that would print the very same release, and in which
it is larger or smaller, by two in all (`witness`). Where none are found, one more number is
withheld, until they are. The same holds for what stands between the lines: the late ones are never
printed, and can be worked out from due and on time all the same.

A row of fewer than ten that lie all on one side (eight due, eight on time) would tell of each of
its persons what became of them; there the part is withheld (attribute disclosure).

A number withheld for another looks like any other. Readers who take it for 1 to 7 are wrong; we
count on this doubt only in lines where it was done. Sometimes it is plainly more than 7.

Where this ends. The search gives up after some hundred moves and then withholds a number that need
not have been. Counts that change between two releases are known to nobody any more; a number of
before is taken to say no more than it said then, or what is true today; a case that comes in late,
where zero was said before, can be known to who knows that only one came in (docs/adr/0037). Who
reruns this very rule over all possible tables may be certain of a count in a few of a hundred
thousand. All counts of a release must go through one call of `protect_tables`, with what earlier
releases said of the same cases as `fixed`: what was protected in two calls that know nothing of each
other can be subtracted.
"""

from transparency.suppression.lines import Line, Rest, Sum
from transparency.suppression.protection import protect_line, protect_tables
from transparency.suppression.rule import MODE_A, Range, Rounding, Shown, average, percent, show

__all__ = [
    "MODE_A",
    "Line",
    "Range",
    "Rest",
    "Rounding",
    "Shown",
    "Sum",
    "average",
    "percent",
    "protect_line",
    "protect_tables",
    "show",
]
