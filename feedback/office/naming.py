"""How a case is named in a line: by its gist, or by what is known of it where nobody has summed it up.

Never by its story: in lists nobody reads what was told.
"""

from collections.abc import Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from feedback.models import Case, CaseCategory, Department

# What has to be read of a case to name it.
READ = ("reference", "gist", "kind", "channel", "received_at", "date_known", "lead_id", "about_id")


def line(case: Case, *, category: str = "") -> str:
    """Return the gist; else kind, matter, department, channel and day, by which two are told apart."""
    if case.gist:
        return case.gist
    department = Department.objects.all().by_number().get(case.lead_id or case.about_id or 0)
    day = case.received_on.isoformat() if case.date_known else _("date unknown")
    known = [
        case.get_kind_display(),
        category,
        department.label if department else "",
        case.get_channel_display(),
        day,
    ]
    return _(" · ").join(filter(None, known))


def lines(cases: Sequence[Case]) -> dict[int, str]:
    """Return how each of several cases is named; one query for the matters of those without a gist."""
    bare = [case for case in cases if not case.gist]
    primary = CaseCategory.objects.filter(primary=True).select_related("category")
    prefetch_related_objects(bare, Prefetch("categories", primary, to_attr="matters"))
    matters = {case.pk: [row.category.label for row in case.matters] for case in bare}  # type: ignore[attr-defined]
    return {case.pk: line(case, category="".join(matters.get(case.pk, ()))) for case in cases}
