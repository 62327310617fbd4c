"""Code lists and parameters of the force register, read once from `data/professionalism/`."""

from datetime import date
from functools import cache

from django.conf import settings

from legitimacy.codes import CodeLists, day_read, rows_read

DATA = settings.BASE_DIR / "data" / "professionalism"
LISTS = CodeLists(DATA / "codes.csv")
PARAMETERS = DATA / "parameters.csv"

code_require = LISTS.require
label_of = LISTS.label_of
labels_of = LISTS.labels_of
offered = LISTS.offered


class ParameterError(LookupError):
    """No parameter of this name on this day."""


@cache
def means_of(level: int) -> frozenset[str]:
    """Codes of the means with which a level of force (0-10) is possible."""
    return frozenset(code_require("level", str(level)).extra["means"].split())


@cache
def highest_level(means: str) -> int:
    """The highest level of force (0-10) that a means can be. CodeListError for one that is not in the list."""
    return int(code_require("means", means).extra["level"])


@cache
def parameter_on(name: str, day: date) -> int:
    """The value of a whole number that an operator may change, on a day."""
    for row in rows_read(PARAMETERS):
        first, last = day_read(row["valid_from"]), day_read(row["valid_to"])
        if row["name"] == name and (first is None or first <= day) and (last is None or day <= last):
            return int(row["value"])
    raise ParameterError(name)


def reporting_level(day: date) -> int:
    """From this level of force on, an incident of that day must be reported."""
    return parameter_on("reporting_level", day)
