"""What a release says in a few plain sentences, and what changed against the year before.

Made of shown numbers only. What neither rounding nor chance can explain is called a change, all else
is not.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from transparency.readout import Share, moved, shifted
from transparency.tables import Fact, Reading, Table

Label = str | Promise
# What is told of a clear change: of a rise, of a fall.
TOLD: dict[str, tuple[Label, Label]] = {
    "received": (
        gettext_lazy("More matters came: %(now)s instead of %(before)s."),
        gettext_lazy("Fewer matters came: %(now)s instead of %(before)s."),
    ),
    "on_time": (
        gettext_lazy("More was answered on time: %(now)s instead of %(before)s."),
        gettext_lazy("Less was answered on time: %(now)s instead of %(before)s."),
    ),
    "own_resolved": (
        gettext_lazy("More submitters call their matter resolved: %(now)s instead of %(before)s."),
        gettext_lazy("Fewer submitters call their matter resolved: %(now)s instead of %(before)s."),
    ),
    "satisfied": (
        gettext_lazy("More submitters are satisfied: %(now)s instead of %(before)s."),
        gettext_lazy("Fewer submitters are satisfied: %(now)s instead of %(before)s."),
    ),
}
COMPARED = (
    "received", "answered", "closed", "open", "extended", "reopened", "declined",
    "on_time", "hospital_resolved", "call_resolved", "own_resolved", "satisfied", "silent",
)  # fmt: skip


class Change(NamedTuple):
    """A figure of two periods. `way` is 1, -1, 0 for no clear change, None where nothing can be said."""

    code: str
    label: str
    before: str | None
    now: str | None
    way: int | None

    @property
    def verdict(self) -> str:
        """Say what became of it."""
        words = {1: _("more"), -1: _("less"), 0: _("no clear change")}
        return _("cannot be compared") if self.way is None else words[self.way]


def sentences(reading: Reading) -> list[str]:
    """Return what a reader should know first, in so many sentences."""
    told = [_received(reading), _on_time(reading), reading.middle_days, _satisfied(reading)]
    return [sentence for sentence in told if sentence]


def _received(reading: Reading) -> str:
    fact = reading.facts["received"]
    if fact.count is None:
        return _("How many matters reached the hospital is withheld: the number is small.")
    if fact.count == 0:
        return _("No matter reached the hospital.")
    return _("%(received)s matters reached the hospital.") % {"received": fact.count_said}


def _on_time(reading: Reading) -> str:
    fact = reading.facts["on_time"]
    if fact.of == 0:
        return _("No answer was due.")
    if fact.count is None or fact.of is None:
        return _("How many answers came on time is withheld: the numbers are small.")
    if fact.share is None:
        return _(
            "Of %(due)s answers that were due, %(on_time)s came on time: too few for a share."
        ) % {"due": fact.of_said, "on_time": fact.count_said}
    return _(
        "Of %(due)s answers that were due, %(on_time)s came on time: %(share)s (between %(low)s and %(high)s, with rounding and chance allowed for)."
    ) % {"due": fact.of_said, "on_time": fact.count_said, **_ends(fact.share)}


def _satisfied(reading: Reading) -> str:
    fact, answered = reading.facts["satisfied"], reading.facts["answered"]
    if answered.count == 0:
        return ""
    if fact.share is None or answered.count is None:
        return _(
            "How satisfied people were cannot be told: too few rated their answer, or the number is withheld."
        )
    return _(
        "Of %(answered)s answers, %(rated)s were rated by the submitter, and %(satisfied)s of these raters were satisfied: %(share)s (between %(low)s and %(high)s). The others did not rate."
    ) % {
        "answered": answered.count_said,
        "rated": fact.of_said,
        "satisfied": fact.count_said,
        **_ends(fact.share),
    }


def _ends(share: Share) -> dict[str, str]:
    return {"share": f"{share.percent}%", "low": f"{share.low}%", "high": f"{share.high}%"}


# --- Against the year before ----------------------------------------------------------------------
def changes(now: Reading, before: Reading) -> list[Change]:
    """Compare the figures of a period with those of the same months of the year before."""
    both = now.facts.keys() & before.facts.keys()
    return [_change(now, before, code) for code in COMPARED if code in both]


def _change(now: Reading, before: Reading, code: str) -> Change:
    new, old = now.facts[code], before.facts[code]
    same = now.definitions[code] == before.definitions[code]
    way = _way(new, old) if same else None
    return Change(code, new.label, _said(old), _said(new), way)


def _way(new: Fact, old: Fact) -> int | None:
    if new.is_share:
        return shifted(new.share, old.share) if new.share and old.share else None
    return None if new.count is None or old.count is None else moved(new.count, old.count)


def _said(fact: Fact) -> str | None:
    if not fact.is_share:
        return None if fact.count is None else fact.count_said
    if fact.count is None or fact.of is None:
        return None
    return f"{fact.share.percent}%" if fact.share else "–"


def told(changes: list[Change]) -> list[str]:
    """Return a sentence for each clear change that matters most, and one for what did not change."""
    found, level = [], []
    for change in changes:
        if change.code in TOLD and change.way:
            sentence = TOLD[change.code][0 if change.way > 0 else 1]
            found.append(str(sentence) % {"now": change.now, "before": change.before})
        elif change.code in TOLD and change.way == 0:
            level.append(change.label)
    if level:
        names = {"names": pgettext("list of names", "; ").join(level)}
        found.append(_("No clear change: %(names)s.") % names)
    return found


def comparison(changes: list[Change]) -> Table:
    """Return the changes as a table."""
    headings = [_("Figure"), _("Change"), pgettext("column", "Now"), _("A year earlier")]
    rows = [[one.label, one.verdict, one.now, one.before] for one in changes]
    note = _(
        "“No clear change”: the difference is no larger than rounding and chance can explain. A change has many causes; the figures do not tell which."
    )
    return Table(_("What changed, and what did not"), headings, rows, note)
