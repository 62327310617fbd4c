"""Whole numbers that an operator may change, from `data/diversity/parameters.csv`, by day."""

from datetime import date
from functools import cache

from django.conf import settings

from legitimacy.codes import day_read, rows_read

PARAMETERS = settings.BASE_DIR / "data" / "diversity" / "parameters.csv"


class ParameterError(LookupError):
    """A number that the file does not hold on a day."""


@cache
def parameter_on(name: str, day: date) -> int:
    """The value of a number on a day. ParameterError where there is none."""
    for row in rows_read(PARAMETERS):
        first, last = day_read(row["valid_from"]), day_read(row["valid_to"])
        if row["name"] == name and (first is None or first <= day) and (last is None or day <= last):
            return int(row["value"])
    raise ParameterError(name)
