"""Reads of cases what is counted of them, page by page: no word that was said, and nobody's name."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.utils import timezone

from feedback import counting
from feedback.counting import Entry, Matter, Said
from feedback.models import Callback, CaseCategory, CaseEvent, CaseMeasure
from feedback.models.case import CaseQuerySet
from feedback.vocabulary import Dimension, Resolution, Sphere

# So many cases are held in memory at a time.
PAGE = 1000

READ = (
    "pk", "hospital_id", "kind", "restricted", "sphere", "stage", "received_at", "date_known",
    "due_on", "answered_at", "answer_due_on", "closed_at", "channel", "lead_id", "about_id",
    "age_band", "profession", "outcome", "called_back_at", "callback_resolution",
    "callback_satisfaction", "rated_at", "resolution", "satisfaction", "hospital_resolution",
    "contact__relationship", "contact__phone_index",
)  # fmt: skip


class Row(NamedTuple):
    """What is read of a case itself, in the order of `READ`."""

    pk: int
    hospital: int
    kind: str
    restricted: bool
    sphere: str
    stage: str
    received_at: datetime
    date_known: bool
    due_on: date | None
    answered_at: datetime | None
    answer_due_on: date | None
    closed_at: datetime | None
    channel: str
    lead: int | None
    about: int | None
    age: str
    profession: str
    outcome: str
    called_at: datetime | None
    call_resolution: str
    call_satisfaction: int | None
    rated_at: datetime | None
    own_resolution: str
    own_satisfaction: int | None
    hospital_resolution: str
    relationship: str | None
    phone: str | None

    @property
    def group(self) -> tuple[int, str, str]:
        """Return under what it is counted apart: hospital, the team that alone may see it, kind."""
        sphere = (self.sphere or Sphere.OTHER.value) if self.restricted else ""
        return self.hospital, sphere, self.kind


class Coded(NamedTuple):
    """One category of a case, as the office coded it."""

    case: int
    primary: bool
    code: str
    hcat: str
    severity: int | None
    care_stage: str
    harm: int | None


NOT_CODED = Coded(0, True, "", "", None, "", None)


def read(cases: CaseQuerySet) -> Iterator[tuple[Row, Matter]]:
    """Read cases page by page, with what stands beside them: five queries a page."""
    rows = iter(cases.order_by("pk").values_list(*READ).iterator(chunk_size=PAGE))
    while page := [Row(*row) for row in islice(rows, PAGE)]:
        beside = _Beside([row.pk for row in page])
        yield from ((row, beside.matter(row)) for row in page)


class _Beside:
    """What stands beside the cases of one page."""

    def __init__(self, pks: list[int]) -> None:
        self.entries: dict[int, list[Entry]] = defaultdict(list)
        acts = CaseEvent.objects.filter(case_id__in=pks, act__in=counting.FLOW)
        told = acts.order_by("case_id", "seq").values_list("case_id", "act", "stage_after", "at")
        for case, act, stage_after, at in told:
            self.entries[case].append(Entry(act, stage_after, timezone.localdate(at)))
        self.coded: dict[int, list[Coded]] = defaultdict(list)
        for row in (
            CaseCategory.objects.filter(case_id__in=pks)
            .order_by()
            .values_list(
                "case_id",
                "primary",
                "category__code",
                "category__hcat",
                "severity",
                "care_stage",
                "harm",
            )
        ):
            self.coded[row[0]].append(Coded(*row))
        self.measures: dict[int, list[str]] = defaultdict(list)
        taken = CaseMeasure.objects.filter(case_id__in=pks).order_by()
        for case, measure in taken.values_list("case_id", "measure"):
            self.measures[case].append(measure)
        # Only what two callers heard can be compared: what was said of the result, and the grade.
        second = Callback.objects.filter(recheck_of__case_id__in=pks).order_by()
        heard = second.exclude(resolution=Resolution.UNREACHABLE)
        said = ("resolution", "satisfaction")
        before = (f"recheck_of__{one}" for one in said)
        self.rechecked: dict[int, bool] = defaultdict(bool)
        for case, *both in heard.values_list("recheck_of__case_id", *said, *before):
            self.rechecked[case] |= both[:2] != both[2:]

    def matter(self, row: Row) -> Matter:
        """Return the facts of a case that are counted."""
        coded = self.coded.get(row.pk, [])
        return Matter(
            stage=row.stage,
            received=timezone.localtime(row.received_at),
            date_known=row.date_known,
            due_on=row.due_on,
            answered_on=_day(row.answered_at),
            answer_due_on=row.answer_due_on,
            closed_on=_day(row.closed_at),
            telephone=bool(row.phone),
            values=_values(row, next((one for one in coded if one.primary), NOT_CODED)),
            categories=tuple(one.code for one in coded),
            measures=tuple(self.measures.get(row.pk, ())),
            entries=tuple(self.entries.get(row.pk, ())),
            said=self._said(row),
        )

    def _said(self, row: Row) -> Said:
        return Said(
            called=row.called_at is not None,
            call_resolution=row.call_resolution,
            call_satisfaction=row.call_satisfaction,
            rechecked=row.pk in self.rechecked,
            recheck_differs=self.rechecked.get(row.pk, False),
            rated=row.rated_at is not None,
            own_resolution=row.own_resolution,
            own_satisfaction=row.own_satisfaction,
            hospital_resolution=row.hospital_resolution,
        )


def _values(row: Row, coded: Coded) -> dict[str, str]:
    """Return what each dimension of one value says of a case."""
    department = _text(row.lead or row.about)
    severity = _text(coded.severity)
    return {
        Dimension.CHANNEL: row.channel,
        Dimension.DEPARTMENT: department,
        Dimension.CATEGORY: coded.code,
        Dimension.DEPARTMENT_CATEGORY: f"{department}|{coded.code}",
        Dimension.RELATIONSHIP: row.relationship or "",
        Dimension.AGE: row.age,
        Dimension.PROFESSION: row.profession,
        Dimension.SEVERITY: severity,
        Dimension.HARM: _text(coded.harm),
        Dimension.CARE_STAGE: coded.care_stage,
        Dimension.HCAT: f"{coded.hcat}|{severity}",
        Dimension.OUTCOME: row.outcome,
    }


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
