"""What is open at this moment and how long it has been: counted from the cases this person may open."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback import deadlines
from feedback.models import CalendarDay, Case
from feedback.office.reports import names
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import KindForm
from feedback.office.reports.room import ReportView
from feedback.vocabulary import Dimension, Stage
from portal.charts import Bars, Columns, Series

# The working days a bucket reaches to; the last has no end.
EDGES = (5, 10, 20, 60)
UNKNOWN = -1
DRAWN = 12


class Open(NamedTuple):
    """An open case, as far as this report is concerned."""

    received_at: datetime
    date_known: bool
    first_due_on: date | None
    stage: str
    lead: int | None
    about: int | None

    @property
    def department(self) -> str:
        """Return the number of the department it lies with, else the one it names."""
        return str(self.lead or self.about or "")

    def is_overdue(self, today: date) -> bool:
        """Say whether the earlier deadline has passed while the clock was running."""
        waits = self.stage == Stage.WAITING or self.first_due_on is None
        return not waits and self.first_due_on < today  # type: ignore[operator]


class BacklogReport(ReportView):
    slug = "backlog"
    title = gettext_lazy("What is open, and since when")
    about = gettext_lazy("How much is open now, how old is it, and with whom does it lie?")
    form = KindForm
    live = True

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the ages, then the same for each department."""
        self._today = timezone.localdate()
        calendar = CalendarDay.objects.around(self._today)
        cases = Case.objects.visible_to(self.user).open().filter(quarantined=False).order_by()
        if self.period.kind:
            cases = cases.filter(kind=self.period.kind)
        read = ("received_at", "date_known", "first_due_on", "stage", "lead_id", "about_id")

        @cache
        def bucket(since: date) -> int:
            return _bucket(deadlines.workdays_between(since, self._today, calendar))

        found: list[tuple[int, Open]] = []
        for row in cases.values_list(*read).iterator():
            case = Open(*row)
            since = timezone.localdate(case.received_at)
            found.append((bucket(since) if case.date_known else UNKNOWN, case))
        return [self._ages(found), self._departments(found)]

    def _ages(self, found: Sequence[tuple[int, Open]]) -> Exhibit:
        number = Counter(bucket for bucket, _case in found)
        late = Counter(bucket for bucket, case in found if case.is_overdue(self._today))
        waits = Counter(bucket for bucket, case in found if case.stage == Stage.WAITING)
        buckets = _buckets(number)
        rows: list[list[object]] = [
            [label, number[one], late[one], waits[one]] for one, label in buckets.items()
        ]
        rows.append([_("All together"), number.total(), late.total(), waits.total()])
        chart = Columns(
            list(buckets.values()),
            [Series(_("Open"), [number[one] for one in buckets])],
            title=_("Open, by working days since receipt"),
        )
        note = _("Open on %(day)s, by working days since receipt.") % {
            "day": date_format(self._today, "DATE_FORMAT")
        }
        return Exhibit(
            "ages", _("By age"),
            [_("Working days"), _("Open"), _("Overdue"), _("Waiting for the submitter")],
            rows, note=note, chart=chart if found else None,
            caveats=[_("Counted at this moment from the cases you may open.")],
        )  # fmt: skip

    def _departments(self, found: Sequence[tuple[int, Open]]) -> Exhibit:
        name = names.of(Dimension.DEPARTMENT)
        cells = Counter((case.department, bucket) for bucket, case in found)
        total = Counter(case.department for _bucket, case in found)
        late = Counter(case.department for _bucket, case in found if case.is_overdue(self._today))
        buckets = _buckets(Counter(bucket for bucket, _case in found))
        order = sorted(total, key=lambda one: (-total[one], name(one)))
        rows = [
            [name(one), total[one], late[one], *(cells[one, bucket] for bucket in buckets)]
            for one in order
        ]
        old = [sum(cells[one, bucket] for bucket in (2, 3, 4)) for one in order[:DRAWN]]
        chart = Bars(
            [name(one) for one in order[:DRAWN]],
            [
                Series(_("Up to 10 working days"), [total[one] - n for one, n in zip(order, old, strict=False)]),
                Series(_("Longer"), old),
            ],
            title=_("Open, by department"),
            stacked=True,
        ) if order else None  # fmt: skip
        return Exhibit(
            "departments", _("By department"),
            [_("Department"), _("Open"), _("Overdue"), *buckets.values()], rows, chart=chart,
            note=_("The department it lies with, else the one the submitter names."),
        )  # fmt: skip


def _bucket(days: int) -> int:
    return next((n for n, edge in enumerate(EDGES) if days <= edge), len(EDGES))


def _buckets(found: Counter[int]) -> dict[int, str]:
    """Return the buckets with what they are called; that of unknown dates only where there are any."""
    starts = (0, *(edge + 1 for edge in EDGES))
    ends = [f"{start}–{end}" for start, end in zip(starts, EDGES, strict=False)]
    labels = dict(enumerate([*ends, f"> {EDGES[-1]}"]))
    return {**labels, UNKNOWN: _("Date not known")} if found[UNKNOWN] else labels
