"""From the cells of a row to one checked figure.

Stored scales: shares 0-1, scores 0-100, medians in days. A share may be written as percent in the column for it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from legitimacy.imports.tables import Row
from legitimacy.indicators.definitions import Indicator, Kind, State

PARTS_OF_A_WHOLE = (Kind.PROPORTION, Kind.CHECKLIST, Kind.BOOLEAN)
NOT_COUNTED = (Kind.MEDIAN_DAYS, Kind.MEAN_SCORE)
STATES = frozenset(state.value for state in State)
NUMBERS = ("numerator", "denominator", "value", "percent", "n", "deviation", "design_effect", "lower", "upper")
AGREEMENT = 0.006  # half a percent, the most that rounding to whole percents changes, and a little


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Columns of a delivered figure, in the stored scale."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    n: float | None = None
    deviation: float | None = None
    design_effect: float | None = None
    state: str = State.OK.value


def figure_read(row: Row, indicator: Indicator) -> Figure:
    """The figure of a row, or RowRejectedError with the column and the reason."""
    state = _state(row)
    if state is not State.OK:
        _require_blank(row, state)
        return Figure(state=state.value)
    numerator, denominator = _counts(row, indicator)
    value = _value(row, indicator)
    if numerator is None and value is None:
        field = "value" if row.table.has("value") else "percent" if row.table.has("percent") else "numerator"
        row.reject(field, _("no figure; leave the row out, or say in a column “state” why there is none."))
    if numerator is not None and denominator is not None:
        stated, value = value, None
        _require_agreement(row, indicator, stated, numerator, denominator)
        centre = numerator / denominator * indicator.per if denominator else None
    else:
        centre = value
    lower, upper = _limits(row, indicator, centre)
    return Figure(
        numerator=numerator,
        denominator=denominator,
        value=value,
        lower=lower,
        upper=upper,
        n=_above_zero(row, "n"),
        deviation=_deviation(row),
        design_effect=_above_zero(row, "design_effect"),
    )


def _state(row: Row) -> State:
    text = row.text("state").lower()
    if not text:
        return State.OK
    if text not in STATES:
        words = ", ".join(State)
        row.reject("state", _("“%(text)s” is no state; write one of: ") + words + ".", text)
    return State(text)


def _require_blank(row: Row, state: State) -> None:
    for field in NUMBERS:
        if row.text(field):
            row.reject(field, _("a figure beside the state “%(text)s”; keep one of them."), state.value)


def _counts(row: Row, indicator: Indicator) -> tuple[float | None, float | None]:
    numerator, denominator = row.number_or_none("numerator"), row.number_or_none("denominator")
    if numerator is None and denominator is None:
        return None, None
    if numerator is None or denominator is None:
        missing = "numerator" if numerator is None else "denominator"
        row.reject(missing, _("numerator and denominator come together; one of them is empty."))
    if indicator.kind in NOT_COUNTED:
        row.reject("numerator", _("a median or a mean cannot be counted; deliver it as value."))
    for field, count in (("numerator", numerator), ("denominator", denominator)):
        if count < 0:
            row.reject(field, _("“%(text)s” is below zero."), row.text(field))
    if numerator > denominator and indicator.kind in PARTS_OF_A_WHOLE:
        row.reject("numerator", _("the numerator “%(text)s” is larger than its denominator."), row.text("numerator"))
    if numerator and not denominator:
        row.reject("denominator", _("the denominator is zero, but the numerator is not."))
    return numerator, denominator


def _value(row: Row, indicator: Indicator) -> float | None:
    value = row.number_or_none("value")
    if row.text("percent"):
        if value is not None:
            row.reject("percent", _("both a value and a percent; keep one of them."))
        return _percent(row, indicator)
    if value is not None:
        _require_possible(row, indicator, "value", value)
    return value


def _percent(row: Row, indicator: Indicator) -> float | None:
    if not indicator.is_share:
        row.reject("percent", _("only shares can be written as percent; deliver this indicator as value."))
    percent = row.number_or_none("percent", "%")
    if percent is None or not 0 <= percent <= 100:
        row.reject("percent", _("“%(text)s” is not between 0 and 100."), row.text("percent"))
    return percent / 100


def _require_possible(row: Row, indicator: Indicator, field: str, value: float) -> None:
    """Reject what the indicator cannot be; a share above 1 gets advice, as it is mostly meant as percent."""
    text = row.text(field)
    if indicator.is_share and 1 < value <= 100:
        row.reject(field, _("“%(text)s” is no share: write 43 percent as 0.43, or in a column “percent”."), text)
    low, high = indicator.lower_bound, indicator.upper_bound
    if (low is not None and value < low) or (high is not None and value > high):
        row.reject(field, _("“%(text)s” is outside of what this indicator can be."), text)
    if indicator.kind is Kind.BOOLEAN and value not in (0, 1):
        row.reject(field, _("“%(text)s” is neither 0 (no) nor 1 (yes)."), text)


def _require_agreement(
    row: Row, indicator: Indicator, stated: float | None, numerator: float, denominator: float
) -> None:
    """A value beside counts must be theirs, but for rounding; the counts are what is stored."""
    if stated is None:
        return
    counted = numerator / denominator * indicator.per if denominator else None
    bounded = indicator.lower_bound is not None and indicator.upper_bound is not None
    scale = (indicator.upper_bound or 0) - (indicator.lower_bound or 0) if bounded else abs(counted or 0)
    if counted is None or abs(stated - counted) > AGREEMENT * scale:
        field = "percent" if row.text("percent") else "value"
        row.reject(field, _("“%(text)s” is not what numerator and denominator give."), row.text(field))


def _limits(row: Row, indicator: Indicator, centre: float | None) -> tuple[float | None, float | None]:
    """Limits of a published interval, in the unit of the figure itself (percent beside a percent)."""
    lower, upper = row.number_or_none("lower"), row.number_or_none("upper")
    if lower is None and upper is None:
        return None, None
    if lower is None or upper is None:
        row.reject("lower" if lower is None else "upper", _("lower and upper come together; one of them is empty."))
    if row.text("percent"):
        lower, upper = lower / 100, upper / 100
    for field, limit in (("lower", lower), ("upper", upper)):
        _require_possible(row, indicator, field, limit)
    if not lower <= upper or (centre is not None and not lower <= centre <= upper):
        row.reject("lower", _("the limits do not enclose the figure."))
    return lower, upper


def _deviation(row: Row) -> float | None:
    deviation = row.number_or_none("deviation")
    if deviation is None:
        return None
    if deviation < 0:
        row.reject("deviation", _("“%(text)s” is below zero."), row.text("deviation"))
    return deviation / 100 if row.text("percent") else deviation


def _above_zero(row: Row, field: str) -> float | None:
    number = row.number_or_none(field)
    if number is not None and number <= 0:
        row.reject(field, _("“%(text)s” is not above zero."), row.text(field))
    return number
