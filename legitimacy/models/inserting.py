"""Inserting very many rows: plain SQL, since what an ORM does for each row costs ten times as much as the row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

from legitimacy.models.fields import EncryptedTextField

PAGE = 2000
Cells = dict[str, Any]


def rows_insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    unique: Sequence[str] = (),
) -> None:
    """Insert `rows`, whose cells stand in the order of `columns` (names of database columns, without the key).

    Cells are plain Python values, None where there is none; times are aware. A row that meets another on the columns
    `unique` takes its place. Nothing is checked but by the database: defaults and signals do not run. Raises
    IntegrityError where a constraint refuses a row.
    """
    into = _into(model, columns)
    replace = _replacing(columns, unique) if unique else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values

            with connection.wrap_database_errors:
                execute_values(cursor.cursor, f"{into} %s {replace}", _prepared(model, columns, rows), page_size=PAGE)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{into} ({marks}) {replace}", list(_prepared(model, columns, rows)))


def objects_insert(objects: Sequence[models.Model], *, unique: Sequence[str] = ()) -> None:
    """Insert unsaved objects of one model; those without a key of their own making (a UUID) get none. As `rows_insert`
    otherwise, with defaults and `auto_now`.

    `unique` are field names.
    """
    if not objects:
        return
    columns, rows = _cells(objects)
    rows_insert(type(objects[0]), list(columns.values()), rows, unique=[columns[name] for name in unique])


def objects_insert_keyed(objects: Sequence[models.Model]) -> None:
    """As `objects_insert`, and every object gets its key. Where the database is not PostgreSQL it is `bulk_create`."""
    if not objects:
        return
    model = type(objects[0])
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(objects)
        return
    from psycopg2.extras import execute_values

    columns, rows = _cells(objects)
    key = connection.ops.quote_name(str(model._meta.pk.column))
    into = f"{_into(model, list(columns.values()))} %s RETURNING {key}"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        prepared = _prepared(model, list(columns.values()), rows)
        keys = execute_values(cursor.cursor, into, prepared, page_size=PAGE, fetch=True)
    for each, (value,) in zip(objects, keys, strict=True):
        each.pk, each._state.adding, each._state.db = value, False, connection.alias


def cells_insert(model: type[models.Model], rows: Iterable[Cells]) -> None:
    """Insert rows that name, by column, only what differs from an empty record of the model."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or field.has_default()]
    empty = model()
    usual = {str(field.column): getattr(empty, field.attname) for field in fields}
    now = timezone.now()
    usual |= {str(field.column): now for field in fields if getattr(field, "auto_now_add", False)}
    columns = list(usual)
    pick = itemgetter(*columns)
    rows_insert(model, columns, (pick(usual | row) for row in rows))


def _cells(objects: Sequence[models.Model]) -> tuple[dict[str, str], Iterator[Sequence[Any]]]:
    """Columns by field name, and the cells of every object in their order."""
    concrete = type(objects[0])._meta.concrete_fields
    fields = [field for field in concrete if not field.primary_key or field.has_default()]
    timed = [field for field in fields if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)]
    for field in timed:
        for each in objects:
            field.pre_save(each, add=True)
    return {field.name: str(field.column) for field in fields}, map(
        attrgetter(*(field.attname for field in fields)), objects
    )


def _into(model: type[models.Model], columns: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    return f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) VALUES"


def _replacing(columns: Sequence[str], unique: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    others = (f"{quote(column)} = excluded.{quote(column)}" for column in columns if column not in unique)
    return f"ON CONFLICT ({', '.join(map(quote, unique))}) DO UPDATE SET {', '.join(others)}"


def _prepared(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[Sequence[Any]]:
    """Rows with dates, times, JSON and sealed texts as the database driver wants them; other cells pass as they are."""
    preparing = [(place, prepare) for place, column in enumerate(columns) if (prepare := _preparation(model, column))]
    for row in rows:
        cells = list(row)
        for place, prepare in preparing:
            cells[place] = prepare(cells[place])
        yield cells


def _preparation(model: type[models.Model], column: str) -> Callable[[Any], Any] | None:
    field = next(field for field in model._meta.concrete_fields if field.column == column)

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if isinstance(field, models.DateField):
        return lru_cache(maxsize=8192)(prepare)  # many rows carry the same day or time
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return prepare if isinstance(target, (models.JSONField, models.UUIDField, EncryptedTextField)) else None
