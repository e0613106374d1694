"""The names behind the values of a roll-up, as a reader knows them."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from feedback.models import Category, Department
from feedback.vocabulary import (
    AgeBand,
    CareStage,
    Channel,
    Dimension,
    Harm,
    Outcome,
    Profession,
    Relationship,
    Severity,
)

CHOICES: dict[str, Any] = {
    Dimension.CHANNEL: Channel,
    Dimension.RELATIONSHIP: Relationship,
    Dimension.AGE: AgeBand,
    Dimension.PROFESSION: Profession,
    Dimension.CARE_STAGE: CareStage,
    Dimension.OUTCOME: Outcome,
}
ORDERED: dict[str, Any] = {Dimension.SEVERITY: Severity, Dimension.HARM: Harm}


def of(dimension: str) -> Callable[[str], str]:
    """Return what names a value of this dimension; one query for categories, none else."""
    if dimension == Dimension.CATEGORY:
        return categories()
    if dimension == Dimension.DEPARTMENT:
        return departments()
    if dimension in ORDERED:
        return lambda value: str(ORDERED[dimension](int(value)).label) if value else _("not coded")
    known = CHOICES[dimension]
    return lambda value: str(known(value).label) if value in known.values else _("not said")


def categories() -> Callable[[str], str]:
    """Return what names a category by its code."""
    known = {one.code: f"{one.code} {one.label}" for one in Category.objects.all()}
    return lambda code: known.get(code, code) if code else _("not classified")


def departments() -> Callable[[str], str]:
    """Return what names a department by its number."""
    known = Department.objects.all().by_number()
    return lambda number: (
        known[int(number)].label if number and int(number) in known else _("no department")
    )
