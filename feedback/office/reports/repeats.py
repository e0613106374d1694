"""Who comes back again and again, and which matters several people tell: counted among visible cases.

No name stands here: a submitter is known by a keyed hash, a matter by the first case that tells it.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count as Number
from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import Case
from feedback.office.reports.exhibit import Door, Exhibit
from feedback.office.reports.room import ReportView

# From so many cases on somebody is shown as coming back.
OFTEN = 3
SHOWN = 50


class RepeatsReport(ReportView):
    slug = "repeats"
    title = gettext_lazy("Repeated and joint matters")
    about = gettext_lazy(
        "Who comes back with several matters, and which matter do several people tell?"
    )

    def exhibits(self) -> Sequence[Exhibit]:
        """Show both, the largest first; each row leads to its cases."""
        return [self._submitters(), self._matters()]

    def cases(self) -> QuerySet[Case]:
        """Return the visible cases received in the period."""
        seen = Case.objects.visible_to(self.user).filter(
            quarantined=False,
            received_at__date__range=(self.period.first, self.period.last_day),
        )
        seen = seen.filter(kind=self.period.kind) if self.period.kind else seen
        return seen.order_by()

    def _submitters(self) -> Exhibit:
        known = self.cases().exclude(submitter_key="").values("submitter_key")
        rows: list[Any] = list(
            known.annotate(
                number=Number("pk"),
                matters=Number(Coalesce("told_alike", "pk"), distinct=True),
                unanswered=Number("pk", filter=Q(answered_at=None)),
                first=Min("received_at"),
                last=Max("received_at"),
                one=Min("pk"),
            )
            .filter(number__gte=OFTEN)
            .order_by("-number", "one")[:SHOWN]
        )
        doors = _doors(rows)
        return Exhibit(
            "submitters",
            _("Submitters who come back"),
            [
                _("One of the cases"), _("Cases"), _("Different texts"), _("Not answered yet"),
                _("First"), _("Last"),
            ],
            [
                [doors[row["one"]], row["number"], row["matters"], row["unanswered"], *_span(row)]
                for row in rows
            ],
            note=_(
                "Known by the same telephone number, e-mail address or account of a ledger, from three "
                "cases on; whoever left none of these is not in it. Who it is stands in the cases, for "
                "those who may read that."
            ),
            empty=_("Nobody came with three or more cases in this period."),
        )  # fmt: skip

    def _matters(self) -> Exhibit:
        rows: list[Any] = list(
            self.cases()
            .exclude(told_alike=None)
            .values("told_alike")
            .annotate(
                number=Number("pk"),
                people=Number("submitter_key", distinct=True, filter=~Q(submitter_key="")),
                unknown=Number("pk", filter=Q(submitter_key="")),
                unanswered=Number("pk", filter=Q(answered_at=None)),
                first=Min("received_at"),
                last=Max("received_at"),
                one=Min("pk"),
            )
            .filter(number__gte=2)
            .order_by("-number", "one")[:SHOWN]
        )
        doors = _doors(rows)
        return Exhibit(
            "matters",
            _("Matters told in the same words"),
            [
                _("One of the cases"), _("Cases"), _("Submitters"), _("Without any contact"),
                _("Not answered yet"), _("First"), _("Last"),
            ],
            [
                [
                    doors[row["one"]], row["number"], row["people"], row["unknown"],
                    row["unanswered"], *_span(row),
                ]
                for row in rows
            ],
            note=_(
                "Found by keyed fingerprints: nearly the same text. Cases of several people may be "
                "merged: each keeps the own code and gets the answer."
            ),
            empty=_("No two cases of this period were told in the same words."),
        )  # fmt: skip


def _doors(rows: Sequence[dict[str, Any]]) -> dict[int, Door]:
    """Return the way to the list of each group: the reference and gist of one of its cases."""
    shown = Case.objects.only("reference", "gist").in_bulk([row["one"] for row in rows])
    return {
        pk: Door(f"{case.reference} {case.gist}".strip(), reverse("office:siblings", args=[pk]))
        for pk, case in shown.items()
    }


def _span(row: dict[str, Any]) -> list[str]:
    return [date_format(timezone.localdate(row[name]), "Y-m-d") for name in ("first", "last")]
