"""Belgian working days, against the ten legal holidays counted here by hand over ten years."""

from datetime import date, timedelta

import pytest

from legitimacy.deadlines.workdays import is_working_day, working_day_from, working_days_add, working_days_between

# Easter Sundays as published (the Gregorian computus), typed here and not computed by the library under test.
EASTER = {
    2020: date(2020, 4, 12),
    2021: date(2021, 4, 4),
    2022: date(2022, 4, 17),
    2023: date(2023, 4, 9),
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
}
FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))


def holidays_by_hand(year: int) -> set[date]:
    easter = EASTER[year]
    moving = {easter + timedelta(days=days) for days in (1, 39, 50)}
    return {date(year, month, day) for month, day in FIXED} | moving


@pytest.mark.parametrize("year", EASTER)
def test_a_year_has_exactly_the_working_days_counted_by_hand(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=step) for step in range(366)]
    days = [day for day in days if day.year == year]
    closed = holidays_by_hand(year)
    expected = [day for day in days if day.weekday() < 5 and day not in closed]
    assert [day for day in days if is_working_day(day)] == expected


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 3)),  # Thursday before Easter
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # Good Friday works, Easter Monday does not
        (date(2026, 5, 13), 2, date(2026, 5, 18)),  # over Ascension Day; the bridge day works
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2027, 12, 31), 1, date(2028, 1, 3)),
        (date(2026, 7, 17), 5, date(2026, 7, 27)),  # over the national day
        (date(2026, 7, 17), 0, date(2026, 7, 17)),
    ],
)
def test_working_days_are_counted_from_the_day_after(start: date, count: int, end: date) -> None:
    assert working_days_add(start, count) == end
    assert working_days_between(start, end) == count


def test_a_holiday_moves_to_the_next_working_day() -> None:
    assert working_day_from(date(2026, 11, 11)) == date(2026, 11, 12)
    assert working_day_from(date(2026, 8, 15)) == date(2026, 8, 17)
    assert working_day_from(date(2026, 11, 26)) == date(2026, 11, 26)


def test_no_days_lie_between_a_day_and_an_earlier_one() -> None:
    assert working_days_between(date(2026, 3, 10), date(2026, 3, 2)) == 0
