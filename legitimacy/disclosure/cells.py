"""One figure seen by the disclosure rules, and the rules that need no other figure: the primary ones (methods 13)."""

from dataclasses import dataclass
from datetime import date

from legitimacy.disclosure.policy import Measure, Minimum
from legitimacy.indicators.definitions import Kind, State, Visibility
from legitimacy.indicators.periods import Period
from legitimacy.models import SubjectKind

COUNT_SMALL = "count_small"
COMPLEMENT_SMALL = "complement_small"
WHOLE_ROW = "whole_row"
DENOMINATOR_SMALL = "denominator_small"
COUNT_UNKNOWN = "count_unknown"
TABLE_HAS_SMALL_CELLS = "table_has_small_cells"
LINKED_TO_SMALL_CELLS = "linked_to_small_cells"
WINDOW_OVERLAPS = "window_overlaps"
REVISION_SMALL = "revision_small"
CHANGE_SMALL = "change_small"
BEHIND_BAND = "behind_band"
UNDECIDED = "undecided"

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A stored figure: one subject, indicator and period, with the counts that it was made of (None: not known).

    `within`: the subjects that its subject lies in, besides the country.
    """

    value_id: int
    subject_id: int
    register: str
    indicator: str
    period: str
    state: str
    numerator: float | None
    denominator: float | None
    value: float | None
    n: float | None
    kind: str = SubjectKind.CORPS
    within: tuple[int, ...] = ()

    @property
    def table(self) -> tuple[str, str, str]:
        return self.indicator, self.period, self.register

    @property
    def series(self) -> tuple[int, str]:
        return self.subject_id, self.indicator

    @property
    def base(self) -> float | None:
        """What the count is a part of: the denominator, else the sample size."""
        return self.denominator if self.denominator is not None else self.n


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one audience may see of one figure, and why not."""

    visibility: Visibility = Visibility.SHOWN
    reason: str = ""

    @property
    def is_shown(self) -> bool:
        return self.visibility is Visibility.SHOWN


SHOWN = Verdict()


def suppressed(reason: str) -> Verdict:
    return Verdict(Visibility.SUPPRESSED, reason)


def people_counted(cell: Cell, measure: Measure) -> float | None:
    """How many persons, cases or respondents the figure speaks about: the numerator, or all whose mean or median it is.

    A share with a sample size and no counts gives the product. None: nobody told us.
    """
    if measure.kind in (Kind.MEAN_SCORE, Kind.MEDIAN_DAYS):
        return cell.n if cell.n is not None else cell.denominator
    if cell.numerator is not None:
        return cell.numerator
    if measure.kind is Kind.PROPORTION and cell.value is not None and cell.n is not None:
        return cell.value * cell.n
    return cell.n


def complement(cell: Cell, measure: Measure, count: float) -> float | None:
    """Those of the row outside the numerator; None where the numerator is no part of the denominator."""
    return cell.base - count if measure.kind is Kind.PROPORTION and cell.base is not None else None


def primary_reason(cell: Cell, measure: Measure, minimum: Minimum) -> str:
    """Why this figure may not be shown by itself; empty when it may, as zero counts and figures not measured.

    Threshold rule: Hundepool and others (2012), section 5; the complement and the whole row: methods, part 13.
    """
    if cell.state != State.OK:
        return ""
    if measure.counts_people and minimum.count:
        reason = _count_reason(cell, measure, minimum.count)
        if reason:
            return reason
    too_small = cell.base is not None and cell.base < minimum.denominator - _ROUNDING
    return DENOMINATOR_SMALL if too_small else ""


def _count_reason(cell: Cell, measure: Measure, minimum: int) -> str:
    count = people_counted(cell, measure)
    if count is None:
        return "" if measure.published_elsewhere else COUNT_UNKNOWN
    if is_small(count, minimum):
        return COUNT_SMALL
    rest = complement(cell, measure, count)
    if rest is None or rest >= minimum - _ROUNDING:
        return ""
    return COMPLEMENT_SMALL if rest > _ROUNDING else WHOLE_ROW


def is_counted(cell: Cell) -> bool:
    """Whether the figure is part of what is added up above it: measured, or too few to be called measured."""
    has_numbers = cell.numerator is not None or cell.n is not None
    return cell.state == State.OK or (cell.state == State.TOO_FEW and has_numbers)


def is_too_few_to_tell(cell: Cell, measure: Measure, minimum: Minimum) -> bool:
    """Whether a figure that rests on too few, and so is not shown, holds a count that nobody may work out either."""
    is_unmeasured = cell.state != State.OK and is_counted(cell)
    return is_unmeasured and _count_reason(cell, measure, minimum.count) not in ("", COUNT_UNKNOWN)


def is_small(count: float, minimum: float) -> bool:
    """More than none and fewer than the minimum."""
    return _ROUNDING < count < minimum - _ROUNDING


def window_days(period: str, measure: Measure) -> tuple[date, date]:
    """First and last day that the figure of this period counts."""
    return Period.parse(period).window(measure.window)
