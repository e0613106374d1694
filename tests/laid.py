"""The laid site, kept as rows: laying it once takes most of a second, putting the rows back some milliseconds.

Rows of tables nothing refers to are given new numbers, so that they never meet rows another fixture
has made before.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

Row = tuple[Any, ...]


class Table(NamedTuple):
    """A table as the database knows it."""

    name: str
    columns: tuple[str, ...]
    key: int  # at which place the number of a row stands
    renumbered: bool


class Change(NamedTuple):
    """What laying the site did to one table."""

    table: Table
    gone: list[Any]
    rows: list[Row]


def tables() -> list[Table]:
    """Return all tables of the house, those that are referred to before those that refer."""
    models = [model for model in apps.get_models(include_auto_created=True) if _is_kept(model)]
    referred = {
        field.related_model._meta.db_table
        for model in models
        for field in model._meta.local_fields
        if field.related_model
    }
    return [
        Table(
            model._meta.db_table,
            tuple(field.column for field in model._meta.local_concrete_fields),
            [field.primary_key for field in model._meta.local_concrete_fields].index(True),
            model._meta.db_table not in referred and bool(model._meta.auto_field),
        )
        for model in models
    ]


def _is_kept(model: type[Model]) -> bool:
    # The index of SQLite's search is filled by triggers of the table it belongs to.
    return model._meta.managed and not model._meta.proxy and "fts" not in model._meta.db_table


def read(all_tables: list[Table]) -> dict[str, dict[Any, Row]]:
    """Return every row of every table by its number."""
    return {table.name: {row[table.key]: row for row in _rows(table)} for table in all_tables}


def _rows(table: Table) -> Iterator[Row]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        columns = ", ".join(map(quote, table.columns))
        cursor.execute(f"SELECT {columns} FROM {quote(table.name)}")  # noqa: S608 our own names
        yield from cursor.fetchall()


def changes(before: dict[str, dict[Any, Row]], all_tables: list[Table]) -> list[Change]:
    """Return what is otherwise now than before."""
    after, found = read(all_tables), []
    for table in all_tables:
        old, new = before[table.name], after[table.name]
        rows = [row for key, row in new.items() if old.get(key) != row]
        gone = [key for key, row in old.items() if new.get(key) != row]
        if rows or gone:
            found.append(Change(table, gone, rows))
    return found


def put_back(kept: list[Change]) -> None:
    """Do the same again, at once: row by row some would point to what is not there yet."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, gone, rows in kept:
            _put(cursor, table, gone, rows)


def _put(cursor: Any, table: Table, gone: list[Any], rows: list[Row]) -> None:
    name, quote = connection.ops.quote_name(table.name), connection.ops.quote_name
    key = quote(table.columns[table.key])
    if gone:
        cursor.executemany(f"DELETE FROM {name} WHERE {key} = %s", [(one,) for one in gone])  # noqa: S608 our own names
    columns = table.columns
    if table.renumbered:
        columns = columns[: table.key] + columns[table.key + 1 :]
        rows = [row[: table.key] + row[table.key + 1 :] for row in rows]
    listed = ", ".join(map(quote, columns))
    marks = ", ".join(["%s"] * len(columns))
    if rows:
        cursor.executemany(f"INSERT INTO {name} ({listed}) VALUES ({marks})", rows)  # noqa: S608 our own names
