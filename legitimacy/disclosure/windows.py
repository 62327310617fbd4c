"""Consecutive rolling windows difference to single quarters, and revisions to single records (methods, part 13)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from legitimacy.disclosure.cells import Cell, complement, is_small, people_counted, window_days
from legitimacy.disclosure.policy import Measure, Minimum
from legitimacy.indicators.definitions import Counted, Disclosure, Kind, Window
from legitimacy.indicators.periods import Period

QUARTERS = {Window.ROLLING_12_MONTHS: 4, Window.ROLLING_36_MONTHS: 12}
ANCHOR_YEAR = 2025


@dataclass(frozen=True, slots=True)
class PublishedWindow:
    """A stretch of days of which a figure is already known to an audience."""

    cell: Cell
    start: date
    end: date

    def overlaps(self, start: date, end: date) -> bool:
        return self.start <= end and start <= self.end


@dataclass(slots=True)
class Ledger:
    """What an audience already knows of each subject and indicator: what was shown, and what stands behind bands.

    `spent` maps the id of a hidden value behind a band to a digest of what the band was made of.
    """

    shown: dict[tuple[int, str], list[PublishedWindow]] = field(default_factory=lambda: defaultdict(list))
    banded: dict[tuple[int, str], list[PublishedWindow]] = field(default_factory=lambda: defaultdict(list))
    spent: dict[int, str] = field(default_factory=dict)

    def show(self, cell: Cell, measure: Measure) -> None:
        self.shown[cell.series].append(PublishedWindow(cell, *window_days(cell.period, measure)))

    def band(self, cell: Cell, measure: Measure, digest: str) -> None:
        self.banded[cell.series].append(PublishedWindow(cell, *window_days(cell.period, measure)))
        self.spent[cell.value_id] = digest

    def knows(self, cell: Cell) -> bool:
        return any(known.cell.value_id == cell.value_id for known in self.shown[cell.series])

    def is_behind_band(self, cell: Cell) -> bool:
        """Whether this figure, or another revision of it, stands behind a band: shown now, it would open that band."""
        return any(known.cell.period == cell.period for known in self.banded[cell.series])

    def tables(self) -> dict[tuple[str, str, str], list[Cell]]:
        """Every figure that was shown, by table, also by a revision that is not in force any more."""
        found: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
        for shown in self.shown.values():
            for known in shown:
                found[known.cell.table].append(known.cell)
        return found

    def beside(self, cell: Cell, measure: Measure) -> list[Cell]:
        """The shown figures of the same series next before and next after this one."""
        start, end = window_days(cell.period, measure)
        before = [one for one in self.shown[cell.series] if one.end < start]
        after = [one for one in self.shown[cell.series] if one.start > end]
        nearest = [max(before, key=lambda one: one.end)] if before else []
        nearest += [min(after, key=lambda one: one.start)] if after else []
        return [one.cell for one in nearest]

    def overlapping(self, cell: Cell, measure: Measure) -> list[PublishedWindow]:
        """Other shown figures of the same series whose days overlap this one's."""
        start, end = window_days(cell.period, measure)
        return [
            one for one in self.shown[cell.series] if one.cell.value_id != cell.value_id and one.overlaps(start, end)
        ]

    def is_free(self, cell: Cell, measure: Measure) -> bool:
        """Whether a hidden figure may stand behind a band: no other figure that overlaps it is shown or banded."""
        start, end = window_days(cell.period, measure)
        known = self.shown[cell.series] + self.banded[cell.series]
        return not any(one.cell.value_id != cell.value_id and one.overlaps(start, end) for one in known)


def is_bound(cell: Cell, measure: Measure, minimum: Minimum) -> bool:
    """Whether only windows that do not overlap may be published of this figure.

    True for rolling windows over persons or cases of the classes sensitive and diversity, and for every rolling window
    over people whose count or complement is so small that an average quarter of it is under the minimum.
    """
    quarters = QUARTERS.get(measure.window)
    if not quarters or not measure.counts_people:
        return False
    if measure.disclosure is not Disclosure.ORDINARY and measure.counted is not Counted.RESPONDENT:
        return True
    count = people_counted(cell, measure)
    if count is None:
        return False
    rest = complement(cell, measure, count)
    return min(count, count if rest is None else rest) / quarters < minimum.count


def is_stock_of_staff(measure: Measure) -> bool:
    """Whether consecutive figures count nearly the same persons, so that a small change is about those who came or
    went.
    """
    return (
        measure.window is Window.SNAPSHOT
        and measure.disclosure is Disclosure.DIVERSITY
        and measure.counted is Counted.PERSON
    )


def is_anchored(cell: Cell, measure: Measure) -> bool:
    """Whether the window is one of those that tile the calendar: years, or the three years up to 2022, 2025, 2028...

    For audiences without releases, whose decisions must not depend on the order of computing.
    """
    period = Period.parse(cell.period)
    if period.quarter not in (0, 4):
        return False
    return measure.window is not Window.ROLLING_36_MONTHS or (period.year - ANCHOR_YEAR) % 3 == 0


def revision_is_small(new: Cell, old: Cell, measure: Measure, minimum: Minimum) -> bool:
    """Whether two revisions of one figure differ by fewer records than may be shown: in count, complement or base.

    Of a mean or a median the number of changed records is not known: any two revisions count as close.
    """
    if not measure.counts_people or not minimum.count:
        return False
    if measure.kind in (Kind.MEAN_SCORE, Kind.MEDIAN_DAYS):
        return True
    now, before = people_counted(new, measure), people_counted(old, measure)
    if now is None or before is None:
        return False
    rest, rest_before = complement(new, measure, now), complement(old, measure, before)
    steps = [now - before, (new.base or 0.0) - (old.base or 0.0)]
    if rest is not None and rest_before is not None:
        steps.append(rest - rest_before)
    return any(is_small(abs(step), minimum.count) for step in steps)
