"""Complaints as the English return KO41a tells them: flow, outcomes, subjects, ages, who, professions."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import CaseTally, Department
from feedback.office.reports import names
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import first_of
from feedback.office.reports.room import ReportView
from feedback.vocabulary import Count, Dimension, Kind, Outcome
from feedback.vocabulary.ko41a import Subject, subject_of
from portal.charts import Bars, Columns, Series

FLOW = (Count.RECEIVED, Count.CLOSED, Count.OPEN)
OUTCOMES = (Outcome.UPHELD, Outcome.PARTLY, Outcome.NOT_UPHELD)
QUARTER = 3

Quarter = tuple[int, int]


class Ko41aReport(ReportView):
    slug = "ko41a"
    title = gettext_lazy("Return in the manner of KO41a")
    about = gettext_lazy(
        "New, resolved and carried forward, by outcome, subject, age, submitter and profession."
    )

    def complaints(self) -> Any:
        """Return what is counted: complaints only, as in the return."""
        return self.tallies().filter(kind=Kind.COMPLAINT)

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the flow by quarter, then each breakdown."""
        return [self._flow(), self._subjects(), self._services(), *self._along()]

    def _flow(self) -> Exhibit:
        before = first_of(self.period.first, months_before=1)
        seen = CaseTally.objects.seen_by(self.user).between(before, self.period.last)
        sums = seen.filter(kind=Kind.COMPLAINT, dimension=Dimension.TOTAL, count__in=FLOW)
        total: dict[tuple[date, str], int] = {
            (month, count): number
            for month, count, number in sums.sums("month", "count")  # type: ignore[attr-defined]
        }
        outcomes: dict[tuple[Quarter, str], int] = defaultdict(int)
        ended = self.complaints().along(Dimension.OUTCOME, Count.CLOSED)
        for month, value, number in ended.sums("month", "value"):
            outcomes[_quarter(month), value] += number
        rows = [_row(months, total, outcomes) for months in _quarters(self.period.months)]
        labels = [str(row[0]) for row in rows]
        chart = Columns(
            labels,
            [
                Series(_("New"), [row[2] for row in rows]),
                Series(_("Resolved"), [row[3] for row in rows]),
            ],
            title=_("New and resolved complaints by quarter"),
        )
        return Exhibit(
            "flow",
            _("New, resolved, carried forward"),
            [_("Quarter"), _("Brought forward"), _("New"), _("Resolved"),
             *(str(one.label) for one in OUTCOMES), _("Otherwise ended, or reopened"),
             _("Carried forward")],
            rows if total else [],
            note=_(
                "A complaint counts once. Brought and carried forward are not answered or ended at that "
                "day. What was withdrawn, declined, merged or reopened makes up the rest, so that each "
                "line adds up."
            ),
            chart=chart if total else None,
        )  # fmt: skip

    def _subjects(self) -> Exhibit:
        counted: dict[str, int] = defaultdict(int)
        for value, number in self.complaints().along(Dimension.PAIR, Count.RECEIVED).sums("value"):
            one, _bar, other = value.partition("|")
            if one == other:
                counted[subject_of(one)] += number
        return _exhibit(
            "subjects",
            _("By subject"),
            _("Subject"),
            [[str(one.label), counted[one]] for one in Subject],
            note=_(
                "Once for each category a complaint names, so the sum is larger than the number of "
                "complaints. Which of our categories falls under which subject is our own proposal."
            ),
        )

    def _services(self) -> Exhibit:
        known = Department.objects.all().by_number()
        counted: dict[str, int] = defaultdict(int)
        tallies = self.complaints().along(Dimension.DEPARTMENT, Count.RECEIVED)
        for value, number in tallies.sums("value"):
            group = known[int(value)].group if value and int(value) in known else ""
            counted[group or _("no group")] += number
        rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
        return _exhibit("services", _("By group of departments"), _("Group"), rows)

    def _along(self) -> list[Exhibit]:
        titles = {
            Dimension.AGE: _("By age of the patient"),
            Dimension.RELATIONSHIP: _("By who submits"),
            Dimension.PROFESSION: _("By profession concerned"),
        }
        sums = self.complaints().filter(dimension__in=titles, count=Count.RECEIVED)
        counted: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for dimension, value, number in sums.sums("dimension", "value"):
            counted[dimension].append((value, number))
        return [
            _exhibit(
                dimension.value,
                title,
                str(dimension.label),
                _named(names.of(dimension), counted[dimension]),
            )
            for dimension, title in titles.items()
        ]


def _named(name: Callable[[str], str], counted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(name(value), number) for value, number in sorted(counted)]


def _exhibit(key: str, title: str, what: str, rows: Sequence[Any], *, note: str = "") -> Exhibit:
    some = any(row[1] for row in rows)
    chart = Bars(
        [str(row[0]) for row in rows],
        [Series(_("Complaints"), [row[1] for row in rows])],
        title=title,
    )
    return Exhibit(
        key, title, [what, _("Complaints")], rows if some else [], note=note,
        chart=chart if some else None,
    )  # fmt: skip


def _quarter(month: date) -> Quarter:
    return month.year, (month.month - 1) // QUARTER + 1


def _quarters(months: Sequence[date]) -> list[list[date]]:
    """Return the months by quarter; the first and last may be cut."""
    found: dict[Quarter, list[date]] = defaultdict(list)
    for month in months:
        found[_quarter(month)].append(month)
    return list(found.values())


def _row(
    months: list[date], total: dict[tuple[date, str], int], outcomes: dict[tuple[Quarter, str], int]
) -> list[Any]:
    year, quarter = _quarter(months[0])
    label = _("%(year)d Q%(quarter)d") % {"year": year, "quarter": quarter}
    if len(months) < QUARTER:
        label = _("%(quarter)s (part)") % {"quarter": label}
    brought = total.get((first_of(months[0], months_before=1), Count.OPEN), 0)
    new, resolved = (
        sum(total.get((month, count), 0) for month in months)
        for count in (Count.RECEIVED, Count.CLOSED)
    )
    carried = total.get((months[-1], Count.OPEN), 0)
    found = [outcomes[(year, quarter), outcome] for outcome in OUTCOMES]
    return [label, brought, new, resolved, *found, carried - (brought + new - resolved), carried]
