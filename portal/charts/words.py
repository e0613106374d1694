"""What a chart shows, in words: the highest, the lowest, the last and the trend."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.charts.chart import Series, Value, written

Named = tuple[str, float]
LEVEL = 0.1  # a change of less than a tenth is none worth a word


def of_all(
    labels: Sequence[str], several: Iterable[Series], unit: str, gap: str, *, in_time: bool
) -> str:
    """Tell all series, one after the other, and how many of their numbers are missing, and why."""
    several = list(several)
    told = [of_series(labels, one, unit, in_time=in_time) for one in several]
    missing = of_gaps([v for one in several for v in one.values], gap)
    return " ".join(filter(None, [*told, missing]))


def sentence(words: str) -> str:
    """Make a sentence of words that stand alone elsewhere."""
    return _("For comparison, %(words)s.") % {"words": words} if words else ""


def of_series(labels: Sequence[str], series: Series, unit: str, *, in_time: bool) -> str:
    """Tell one series."""
    known = [
        (str(label), v) for label, v in zip(labels, series.values, strict=True) if v is not None
    ]
    if not known:
        return _("%(name)s: nothing is known.") % {"name": series.name}
    parts = {"name": series.name, **_ends(known, unit)}
    if len(known) == 1:
        return _("%(name)s: %(high)s (%(high_label)s).") % parts
    if not in_time:
        told = _("%(name)s: highest %(high)s (%(high_label)s), lowest %(low)s (%(low_label)s).")
        return told % parts
    told = _(
        "%(name)s: highest %(high)s (%(high_label)s), lowest %(low)s (%(low_label)s), last %(last)s (%(last_label)s)."
    )
    return f"{told % parts} {trend([value for _label, value in known])}".strip()


def _ends(known: Sequence[Named], unit: str) -> dict[str, str]:
    high, low = max(known, key=_value), min(known, key=_value)
    found = {"high": high, "low": low, "last": known[-1]}
    return {
        **{name: written(value, unit) for name, (_label, value) in found.items()},
        **{f"{name}_label": label for name, (label, _number) in found.items()},
    }


def _value(named: Named) -> float:
    return named[1]


def trend(values: Sequence[float]) -> str:
    """Compare the last third with the first; fewer than six numbers have no trend."""
    third = len(values) // 3
    if third < 2:
        return ""
    first, last = sum(values[:third]) / third, sum(values[-third:]) / third
    if abs(last - first) <= LEVEL * max(abs(first), abs(last)):
        return _("On the whole they stay about level.")
    return _("On the whole they rise.") if last > first else _("On the whole they fall.")


def of_gaps(numbers: Sequence[Value], gap: str) -> str:
    """Tell how many numbers are missing, and in a word why."""
    count = sum(value is None for value in numbers)
    if not count:
        return ""
    return ngettext(
        "%(count)s number is not shown (%(reason)s).",
        "%(count)s numbers are not shown (%(reason)s).",
        count,
    ) % {"count": count, "reason": gap}
