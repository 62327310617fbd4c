"""Switches the database's append-only triggers off for a while: to empty tables between tests, and to tamper."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def triggers_off() -> Iterator[None]:
    if connection.vendor == "postgresql":
        tables = _column(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
        # Checks that wait for the end of the transaction hold their tables: have them now.
        off = ["SET CONSTRAINTS ALL IMMEDIATE", *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables)]
        on = ["SET CONSTRAINTS ALL IMMEDIATE", *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables)]
    else:
        on = _column("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        off = [f"DROP TRIGGER {name}" for name in _column("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    _execute(off)
    try:
        yield
    finally:
        _execute(on)


def _column(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
