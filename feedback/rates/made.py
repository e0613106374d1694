"""Each rate made of the counts of a roll-up. Formulas of the hotline's own practice where it has one."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.rates.rate import Counts, Gap, Label, Rate, Recorder
from feedback.vocabulary import Cohort, Count

FORMULAS: dict[str, Label] = {
    "handled": _(
        "Answered, or declined with a reason, of what was received. Left out: what was withdrawn or "
        "merged, has no known date of receipt, or still has time."
    ),
    "on_time": _(
        "First answered by its due date, of what came due: answered, or open past its day. Extensions "
        "granted and days we waited for the submitter move the due date."
    ),
    "called_back": _("Called after the answer, of what was answered and has a telephone number."),
    "resolved_hospital": _(
        "“Resolved” in the hospital's own judgement, of what was closed with a judgement."
    ),
    "resolved_call": _(
        "Said “resolved” on the telephone, of those who said resolved, partly or not."
    ),
    "resolved_submitter": _(
        "Chose “resolved” themselves, of those who chose resolved, partly or not."
    ),
    "satisfied_call": _("Fairly satisfied or better, of those who gave a grade on the telephone."),
    "satisfied_submitter": _("Fairly satisfied or better, of those who rated by themselves."),
    "silent": _(
        "Neither reached by telephone nor rated, of everything answered. Silence counts as nothing else."
    ),
    "recheck": _(
        "Another result or grade than at first, of the calls drawn at random and made again by "
        "somebody else."
    ),
    "reopened": _(
        "Taken up again since, of what was answered; recent months have had less time for it."
    ),
}


def handled(c: Counts) -> Rate:
    """Answered, or declined with a reason, of what was received and had its time (办结率)."""
    excluded: dict[Label, int] = {
        _("Withdrawn"): _n(c, Cohort.WITHDRAWN),
        _("Merged"): _n(c, Cohort.MERGED),
        _("Date of receipt not known"): _n(c, Count.UNDATED),
        _("Still within the deadline"): _n(c, Cohort.WITHIN),
    }
    received = _n(c, Count.RECEIVED)
    of = (_n(c, Cohort.ANSWERED), received - sum(excluded.values()), received)
    return _rate("handled", pgettext_lazy("rate", "Handled"), of, Recorder.SYSTEM, excluded)


def on_time(c: Counts) -> Rate:
    """First answer by its due date, of what came due (及时率)."""
    due = _n(c, Count.DUE)
    return _rate(
        "on_time",
        pgettext_lazy("rate", "On time"),
        (_n(c, Count.ON_TIME), due, due),
        Recorder.SYSTEM,
    )


def called_back(c: Counts) -> Rate:
    """Called, of what was answered and could be called (回访率)."""
    answered, callable_ = _n(c, Count.ANSWERED), _n(c, Count.CALLABLE)
    of = (_n(c, Count.CALLED), callable_, answered)
    excluded: dict[Label, int] = {_("Without a telephone, or not taken up"): answered - callable_}
    return _rate("called_back", pgettext_lazy("rate", "Called back"), of, Recorder.CALLER, excluded)


def resolved_by_hospital(c: Counts) -> Rate:
    """Resolved in the hospital's own judgement, of what was closed and judged."""
    parts = (Count.HOSPITAL_RESOLVED, Count.HOSPITAL_PARTLY, Count.HOSPITAL_UNRESOLVED)
    judged, closed = sum(_n(c, one) for one in parts), _n(c, Count.CLOSED)
    of = (_n(c, Count.HOSPITAL_RESOLVED), judged, closed)
    excluded: dict[Label, int] = {_("Closed without a judgement"): closed - judged}
    name = _("Resolved, says the hospital")
    return _rate("resolved_hospital", name, of, Recorder.HOSPITAL, excluded)


def resolved_on_call(c: Counts) -> Rate:
    """Resolved, of those who said on the telephone whether it was (解决率)."""
    parts = (Count.CALL_RESOLVED, Count.CALL_PARTLY, Count.CALL_UNRESOLVED)
    said = sum(_n(c, one) for one in parts)
    of = (_n(c, Count.CALL_RESOLVED), said, _n(c, Count.ANSWERED))
    name = _("Resolved, said on the telephone")
    return _rate("resolved_call", name, of, Recorder.CALLER, _not_heard(c, said))


def resolved_by_submitter(c: Counts) -> Rate:
    """Resolved, of those who judged it themselves (解决率)."""
    parts = (Count.OWN_RESOLVED, Count.OWN_PARTLY, Count.OWN_UNRESOLVED)
    said, answered = sum(_n(c, one) for one in parts), _n(c, Count.ANSWERED)
    of = (_n(c, Count.OWN_RESOLVED), said, answered)
    excluded: dict[Label, int] = {_("Did not rate"): answered - said}
    name = _("Resolved, says the submitter")
    return _rate("resolved_submitter", name, of, Recorder.SUBMITTER, excluded)


def satisfied_on_call(c: Counts) -> Rate:
    """Fairly satisfied or better, of those who graded on the telephone (满意率)."""
    graded = _n(c, Count.CALL_GRADED)
    of = (_n(c, Count.CALL_SATISFIED), graded, _n(c, Count.ANSWERED))
    name = _("Satisfied, said on the telephone")
    return _rate("satisfied_call", name, of, Recorder.CALLER, _not_heard(c, graded))


def satisfied_by_submitter(c: Counts) -> Rate:
    """Fairly satisfied or better, of those who rated themselves (满意率)."""
    rated, answered = _n(c, Count.RATED), _n(c, Count.ANSWERED)
    of = (_n(c, Count.OWN_SATISFIED), rated, answered)
    excluded: dict[Label, int] = {_("Did not rate"): answered - rated}
    name = _("Satisfied, says the submitter")
    return _rate("satisfied_submitter", name, of, Recorder.SUBMITTER, excluded)


def silent(c: Counts) -> Rate:
    """Neither reached nor rated, of everything answered: what nobody knows anything of."""
    answered = _n(c, Count.ANSWERED)
    return _rate(
        "silent",
        pgettext_lazy("rate", "Silent"),
        (_n(c, Count.SILENT), answered, answered),
        Recorder.SYSTEM,
    )


def rechecked_otherwise(c: Counts) -> Rate:
    """Told a second caller another result, of the callbacks that were made again."""
    again, reached = _n(c, Count.RECHECKED), _n(c, Count.REACHED)
    of = (_n(c, Count.RECHECK_DIFFERS), again, reached)
    excluded: dict[Label, int] = {_("Not called again"): reached - again}
    name = _("Another result when called again")
    return _rate("recheck", name, of, Recorder.SECOND, excluded)


def reopened(c: Counts) -> Rate:
    """Taken up again since, of what was answered."""
    answered = _n(c, Count.ANSWERED)
    of = (_n(c, Cohort.REOPENED), answered, answered)
    return _rate("reopened", pgettext_lazy("rate", "Reopened"), of, Recorder.SYSTEM)


def gap(c: Counts) -> Gap:
    """Return how differently hospital and submitter judge the cases both have judged."""
    return Gap(_n(c, Cohort.BOTH), _n(c, Cohort.BOTH_HOSPITAL), _n(c, Cohort.BOTH_SUBMITTER))


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


def _rate(
    key: str,
    name: Label,
    of: tuple[int, int, int],
    by: Recorder,
    excluded: dict[Label, int] | None = None,
) -> Rate:
    return Rate(key, name, FORMULAS[key], *of, by, excluded or {})


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
