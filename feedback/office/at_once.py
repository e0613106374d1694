"""Several questions about lists of cases, put to the database as one statement.

Each list is compiled by itself: as columns of one query of Django's they took longer to compose than
the database took to answer. What somebody typed travels beside the statement, never in it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from feedback.models.case import CaseQuerySet


class Said(NamedTuple):
    """A list of numbers of cases as a statement, with the values that go into it."""

    sql: str
    values: tuple[Any, ...]


def counted(lists: Sequence[CaseQuerySet], cap: int) -> list[int]:
    """Count several lists, each up to one above the cap, and none of them twice."""
    said = [_said(cases.order_by(), cap + 1) for cases in lists]
    once = [one for one in dict.fromkeys(said) if one]
    found = _asked([Said(f"SELECT COUNT(*) FROM ({one.sql}) counted", one.values) for one in once])  # noqa: S608
    numbers = dict(zip(once, found, strict=True))
    return [numbers[one] if one else 0 for one in said]


def first(ways: Sequence[Sequence[CaseQuerySet]]) -> list[int | None]:
    """Return for each way the number of the first case of the first of its lists that has any.

    Once there is one, the database looks at no further list of that way.
    """
    return _asked([_first_of([one for cases in way if (one := _said(cases, 1))]) for way in ways])


def _first_of(lists: list[Said]) -> Said:
    # COALESCE takes no fewer than two.
    asked = [*(f"({one.sql})" for one in lists), "NULL", "NULL"]
    values = tuple(value for one in lists for value in one.values)
    return Said(f"SELECT COALESCE({', '.join(asked)})", values)


def _said(cases: CaseQuerySet, most: int) -> Said | None:
    """Return so many cases of a list as a statement; nothing if the list must be empty."""
    try:
        sql, values = cases.values("pk")[:most].query.sql_with_params()
    except EmptyResultSet:
        return None
    return Said(sql, tuple(values))


def _asked(columns: Sequence[Said]) -> list[Any]:
    if not columns:
        return []
    statement = ", ".join(f"({one.sql})" for one in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {statement}", [value for one in columns for value in one.values])
        return list(cursor.fetchone())
