"""On PostgreSQL: copies of the small tables, for one transaction, in front of the tables themselves.

Rows that the run would change, and that others wait for, are then its own: the tree of pages, counts,
sessions. The large tables hold cases, and of those the run only adds its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Larger ones are only added to.
LARGEST = 64 * 1024 * 1024
SMALL = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname = current_schema() AND pg_table_size(c.oid) <= %s
    ORDER BY c.relname
"""
COLUMNS = """
    SELECT attname, attidentity <> '' FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped
"""


@contextmanager
def over_small_tables() -> Iterator[None]:
    """Work on copies of the small tables until the end; nothing at all on SQLite, which is a copy."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(SMALL, [LARGEST])
        for (name,) in cursor.fetchall():
            _shadow(cursor, name)
        yield
        transaction.set_rollback(True)


def _shadow(cursor: object, name: str) -> None:
    """Lay a copy of a table before it, whose counters go on where those of the table are."""
    run = cursor.execute  # type: ignore[attr-defined]
    table, copy = f'public."{name}"', f'pg_temp."{name}"'
    run(f'CREATE TEMPORARY TABLE "{name}" (LIKE {table} INCLUDING ALL) ON COMMIT DROP')
    run(COLUMNS, [copy])
    found = cursor.fetchall()  # type: ignore[attr-defined]
    # What the database works out itself is not copied but worked out again.
    columns = ", ".join(f'"{column}"' for column, _counts in found)
    run(f"INSERT INTO {copy} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {table}")  # noqa: S608
    run(f"ANALYZE {copy}")  # or its queries are planned for a table without rows
    for column in [column for column, counts in found if counts]:
        run(f'SELECT COALESCE(MAX("{column}"), 0) + 1 FROM {copy}')  # noqa: S608
        (following,) = cursor.fetchone()  # type: ignore[attr-defined]
        run(f'ALTER TABLE {copy} ALTER COLUMN "{column}" RESTART WITH {following}')
