"""Querysets put into SQL once, for what every request asks: Django's compiling takes longer than the database."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection, models
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=models.Model)


class _Compiled(NamedTuple):
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    fields: list[str]
    start: int
    end: int


class Prepared(Generic[M]):
    """What `make` gives, compiled at its first use: `select_related` and annotations come along, prefetches do not.

    `asked("code")` stands in the queryset for what each call gives as `code`.
    """

    def __init__(self, make: Callable[[], "models.QuerySet[M]"]) -> None:
        self._make = make

    def rows(self, **given: Any) -> list[M]:
        """The objects, by one query. KeyError for a mark that nothing is given for."""
        query = self._query
        params = [given[param.name] if isinstance(param, _Mark) else param for param in query.params]
        with connection.cursor() as cursor:
            cursor.execute(query.sql, params)
            found = cursor.fetchall()
        return [self._object(row) for row in query.compiler.results_iter([found])]

    def _object(self, row: Any) -> M:
        query = self._query
        made: M = query.compiler.klass_info["model"].from_db(
            connection.alias, query.fields, row[query.start : query.end]
        )
        for populator in self._related:
            populator.populate(row, made)
        for name, column in query.compiler.annotation_col_map.items():
            setattr(made, name, row[column])
        return made

    @cached_property
    def _query(self) -> _Compiled:
        compiler = self._make().query.get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        columns = compiler.klass_info["select_fields"]
        start, end = columns[0], columns[-1] + 1
        fields = [column[0].target.attname for column in compiler.select[start:end]]
        return _Compiled(compiler, sql, params, fields, start, end)

    @cached_property
    def _related(self) -> list[Any]:
        compiler = self._query.compiler
        return list(get_related_populators(compiler.klass_info, compiler.select, connection.alias))  # type: ignore[call-arg]  # the stubs are ahead of Django


class _Mark(str):
    """A text that no lookup changes, so that it is found again among the parameters."""

    __slots__ = ("name",)

    def __new__(cls, name: str) -> "_Mark":
        made = super().__new__(cls, f"{name}?")
        made.name = name
        return made

    name: str


def asked(name: str) -> models.Value:
    """The place of something that each call gives, whatever the type of the field beside it."""
    return models.Value(_Mark(name), output_field=models.Field())
