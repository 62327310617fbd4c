"""Inserting very many rows: plain SQL, since an object for each row costs ten times as much as the row itself."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

PAGE = 2000


def rows_insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows`, whose cells stand in the order of `columns` (names of database columns, without the key).

    Cells are plain Python values, None where there is none; times are aware. Nothing is checked but by the database:
    defaults, signals and `auto_now` do not run. Raises IntegrityError where a constraint refuses a row.
    """
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) VALUES"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values

            execute_values(cursor.cursor, f"{into} %s", rows, page_size=PAGE)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{into} ({marks})", list(_adapted(model, columns, rows)))


def _adapted(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[Sequence[Any]]:
    """Rows with dates and times as SQLite wants them; other cells pass as they are."""
    dated = {field.column for field in model._meta.fields if isinstance(field, models.DateField)}
    places = [place for place, column in enumerate(columns) if column in dated]
    # Many rows carry the same time.
    adapted = lru_cache(maxsize=64)(connection.ops.adapt_unknown_value)
    for row in rows:
        cells = list(row)
        for place in places:
            cells[place] = adapted(cells[place])
        yield cells
