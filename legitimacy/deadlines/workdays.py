"""Belgian working days: not a Saturday, a Sunday or one of the ten legal holidays (act of 4 January 1974)."""

from datetime import date, timedelta
from functools import cache

import holidays

# The library also lists Easter Sunday and Whit Sunday, which change nothing: a Sunday is no working day anyway.
SATURDAY = 5
DAY = timedelta(days=1)


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("BE", years=year).keys())


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _holidays_of(day.year)


def working_day_from(day: date) -> date:
    """`day` itself, or the next working day after it."""
    while not is_working_day(day):
        day += DAY
    return day


def working_days_add(day: date, count: int) -> date:
    """The `count`-th working day after `day`; the day itself is not counted."""
    for _ in range(count):
        day = working_day_from(day + DAY)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`; 0 when `end` is not later."""
    return sum(is_working_day(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
