"""Periods, written `2025-Q4` or `2025`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from legitimacy.indicators.definitions import Window

_WRITTEN = re.compile(r"^(?P<year>(?:19|20)\d{2})(?:-Q(?P<quarter>[1-4]))?$")


class PeriodError(ValueError):
    """Text that is no period."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is no period: write a quarter such as 2025-Q4 or a year such as 2025.")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar quarter, or a calendar year when `quarter` is 0."""

    year: int
    quarter: int = 0

    @classmethod
    def parse(cls, text: str) -> "Period":
        match = _WRITTEN.match(text)
        if not match:
            raise PeriodError(text)
        return cls(int(match["year"]), int(match["quarter"] or 0))

    @classmethod
    def containing(cls, day: date) -> "Period":
        """The quarter that holds `day`."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def is_year(self) -> bool:
        return self.quarter == 0

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def end(self) -> date:
        month = 3 * self.quarter or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def shift(self, steps: int) -> "Period":
        """The period `steps` later (earlier when negative), of the same length."""
        if self.is_year:
            return Period(self.year + steps)
        index = self.year * 4 + self.quarter - 1 + steps
        return Period(index // 4, index % 4 + 1)

    @property
    def previous(self) -> "Period":
        return self.shift(-1)

    @property
    def next(self) -> "Period":
        return self.shift(1)

    def quarters(self) -> tuple["Period", ...]:
        """The quarters inside the period, first to last."""
        if self.is_year:
            return tuple(Period(self.year, quarter) for quarter in (1, 2, 3, 4))
        return (self,)

    def window(self, window: Window) -> tuple[date, date]:
        """First and last day counted by a `window` that ends with this period; snapshots are their last day."""
        if window is Window.SNAPSHOT:
            return self.end, self.end
        if window is Window.ROLLING_12_MONTHS:
            return months_before(self.end, 12), self.end
        if window is Window.ROLLING_36_MONTHS:
            return months_before(self.end, 36), self.end
        if window in (Window.YEAR, Window.SURVEY_WAVE):
            return date(self.year, 1, 1), date(self.year, 12, 31)
        return self.start, self.end


def months_before(end: date, months: int) -> date:
    """First day of the stretch of whole `months` that ends on the month-end `end`."""
    index = end.year * 12 + end.month - months
    return date(index // 12, index % 12 + 1, 1)
