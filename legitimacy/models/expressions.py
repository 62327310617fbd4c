"""The few expressions over dates that SQLite and PostgreSQL write differently, or that every count needs."""

from typing import Any

from django.db.models import Expression, Func, IntegerField
from django.db.models.functions import ExtractMonth, ExtractQuarter, ExtractYear


class Days(Func):
    """Whole days from the second date to the first."""

    arity = 2
    output_field = IntegerField()

    template = "(%(expressions)s)"
    arg_joiner = " - "

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        later, earlier = self.get_source_expressions()
        (one, first), (two, second) = compiler.compile(later), compiler.compile(earlier)
        return f"CAST(julianday({one}) - julianday({two}) AS INTEGER)", (*first, *second)


def quarter_of(field: str) -> Expression:
    """Number of the quarter that holds a date: four for each year, so that quarters can be counted on."""
    return ExtractYear(field) * 4 + ExtractQuarter(field) - 1


def month_of(field: str) -> Expression:
    """Number of the month that holds a date: twelve for each year. A third of it is the number of its quarter."""
    return ExtractYear(field) * 12 + ExtractMonth(field) - 1
