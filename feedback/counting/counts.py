"""In which month a case counts as what: one generator for each day that counts, each pair once."""

from collections.abc import Iterator
from datetime import date

from feedback.counting.matter import Matter, Said, number, stock
from feedback.vocabulary import (
    OPEN,
    SATISFIED_FROM,
    Act,
    Cohort,
    Count,
    Resolution,
    Stage,
)

COUNTED: dict[str, Count] = {
    Act.DECLINE: Count.DECLINED,
    Act.CONTEST_WON: Count.DECLINED,
    Act.WITHDRAW: Count.WITHDRAWN,
    Act.MERGE: Count.MERGED,
    Act.REOPEN: Count.REOPENED,
    Act.EXTEND: Count.EXTENDED,
}
HOSPITAL: dict[str, Count] = {
    Resolution.RESOLVED: Count.HOSPITAL_RESOLVED,
    Resolution.PARTLY: Count.HOSPITAL_PARTLY,
    Resolution.UNRESOLVED: Count.HOSPITAL_UNRESOLVED,
}
CALL: dict[str, Count] = {
    Resolution.RESOLVED: Count.CALL_RESOLVED,
    Resolution.PARTLY: Count.CALL_PARTLY,
    Resolution.UNRESOLVED: Count.CALL_UNRESOLVED,
}
OWN: dict[str, Count] = {
    Resolution.RESOLVED: Count.OWN_RESOLVED,
    Resolution.PARTLY: Count.OWN_PARTLY,
    Resolution.UNRESOLVED: Count.OWN_UNRESOLVED,
}
# Nobody is called about these.
NOT_CALLED = frozenset({Stage.DECLINED, Stage.WITHDRAWN, Stage.MERGED})


def counts(matter: Matter, *, today: date) -> Iterator[tuple[int, str]]:
    """Yield the months in which a case counts, and as what; each pair once."""
    yield from _received(matter, today)
    yield from {
        (number(entry.on), COUNTED[entry.act].value)
        for entry in matter.entries
        if entry.act in COUNTED
    }
    yield from _due(matter, today)
    if matter.answered_on:
        month = number(matter.answered_on)
        yield from ((month, count) for count in _answered(matter))
    if matter.closed_on:
        month = number(matter.closed_on)
        yield month, Count.CLOSED.value
        if judged := HOSPITAL.get(matter.said.hospital_resolution):
            yield month, judged.value
    yield from ((month, Count.OPEN.value) for month in stock(matter, today=today))


def fate(matter: Matter, *, today: date) -> Cohort | None:
    """Return what became of what was received; None for what is overdue, or of unknown date."""
    if not matter.date_known:
        return None
    if matter.stage == Stage.WITHDRAWN:
        return Cohort.WITHDRAWN
    if matter.stage == Stage.MERGED:
        return Cohort.MERGED
    if matter.answered_on or matter.stage not in OPEN:
        return Cohort.ANSWERED
    running = matter.stage != Stage.WAITING and matter.due_on is not None
    return None if running and matter.due_on < today else Cohort.WITHIN  # type: ignore[operator]


def _received(matter: Matter, today: date) -> Iterator[tuple[int, str]]:
    month = number(matter.received)
    yield month, Count.RECEIVED.value
    if not matter.date_known:
        yield month, Count.UNDATED.value
    elif became := fate(matter, today=today):
        yield month, became.value


def _due(matter: Matter, today: date) -> Iterator[tuple[int, str]]:
    """Yield the promise that can be judged: kept, or past its day (as the public figures count it)."""
    due = matter.answer_due_on or matter.due_on
    left_out = not matter.date_known or matter.stage in {Stage.WITHDRAWN, Stage.MERGED}
    if due is None or due > today or left_out:
        return
    running = matter.stage in OPEN and matter.stage != Stage.WAITING
    if matter.answered_on is None and not (running and due < today):
        return
    yield number(due), Count.DUE.value
    kept_by = matter.answer_due_on
    if matter.answered_on and kept_by and matter.answered_on <= kept_by:
        yield number(due), Count.ON_TIME.value


def _answered(matter: Matter) -> Iterator[str]:
    """Yield what the first answer, and all that was said of it, counts for."""
    said = matter.said
    yield Count.ANSWERED.value
    if any(e.act == Act.REOPEN and e.on >= matter.answered_on for e in matter.entries):  # type: ignore[operator]
        yield Cohort.REOPENED.value
    if said.called or (matter.telephone and matter.stage not in NOT_CALLED):
        yield Count.CALLABLE.value
    if not (said.reached or said.rated):
        yield Count.SILENT.value
    yield from _called(said)
    yield from _rated(said)
    if said.hospital_resolution in HOSPITAL and said.own_resolution in OWN:
        yield Cohort.BOTH.value
        if said.hospital_resolution == Resolution.RESOLVED:
            yield Cohort.BOTH_HOSPITAL.value
        if said.own_resolution == Resolution.RESOLVED:
            yield Cohort.BOTH_SUBMITTER.value


def _called(said: Said) -> Iterator[str]:
    if not said.called:
        return
    yield Count.CALLED.value
    if said.reached:
        yield Count.REACHED.value
    if said.rechecked:
        yield Count.RECHECKED.value
        if said.recheck_differs:
            yield Count.RECHECK_DIFFERS.value
    if result := CALL.get(said.call_resolution):
        yield result.value
    if said.call_satisfaction is not None:
        yield Count.CALL_GRADED.value
        if said.call_satisfaction >= SATISFIED_FROM:
            yield Count.CALL_SATISFIED.value


def _rated(said: Said) -> Iterator[str]:
    if not said.rated:
        return
    yield Count.RATED.value
    if result := OWN.get(said.own_resolution):
        yield result.value
    if said.own_satisfaction is not None and said.own_satisfaction >= SATISFIED_FROM:
        yield Count.OWN_SATISFIED.value
