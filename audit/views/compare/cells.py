"""The cells of the matrix as text and style. Nothing here is a template: a comparison has some thirteen thousand."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit.selectors.compare.columns import Column
from audit.selectors.compare.goals import Reached
from audit.selectors.compare.selection import Measure
from audit.views.compare.heat import CONTEXT, NO_FIGURE, heat_of_part, heat_of_value
from legitimacy import numbers
from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.standings import STANDINGS, Standing

DASH = "\u2013"
SIGNS: dict[Standing, str] = {
    Standing.NOT_DELIVERED: DASH,
    Standing.SUPPRESSED: "c",
    Standing.TOO_FEW: "<",
    Standing.NOT_DUE: "\u2026",
    Standing.NOT_APPLICABLE: "/",
    Standing.REJECTED: "\u00d7",
}
"""A sign for each reason why there is no number. None of them is a zero."""
_STANDING_OF_STATE: dict[str, Standing] = {
    State.NOT_DELIVERED: Standing.NOT_DELIVERED,
    State.TOO_FEW: Standing.TOO_FEW,
    State.NOT_DUE: Standing.NOT_DUE,
    State.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
    State.REJECTED: Standing.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Text:
    """What a cell says: `main`, `small` behind it, its style, and in words what a sign means."""

    main: str
    small: str
    style: str
    words: str = ""


def standing_sign(value: VisibleValue) -> Standing:
    """Why there is no number."""
    return _STANDING_OF_STATE.get(value.state, Standing.SUPPRESSED)


def missing_text(standing: Standing) -> Text:
    return Text(SIGNS[standing], "", NO_FIGURE, str(STANDINGS[standing]))


class CellTexts:
    """Makes the texts of cells for one page: signs and words are looked up once."""

    def __init__(self, measure: str) -> None:
        self.measure = measure
        self._missing = {standing: missing_text(standing) for standing in SIGNS}
        self._no_score = Text(DASH, "", NO_FIGURE, _("too little delivered for a score"))

    def of_value(self, column: Column) -> Callable[[VisibleValue | None], Text]:
        """A function from a figure to its cell, for one column."""
        missing, unit = self._missing, column.unit
        as_score = self.measure == Measure.SCORE and not column.is_context
        as_interval = self.measure == Measure.INTERVAL
        sampled = column.passport is not None and column.passport.sampled

        def text(value: VisibleValue | None) -> Text:
            if value is None:
                return missing[Standing.NOT_DELIVERED]
            number = value.value
            if number is None:
                return missing[standing_sign(value)]
            style = CONTEXT if column.is_context else heat_of_value(value)
            if as_score and value.score is not None:
                main = numbers.score_text(value.score)
                return Text(main, numbers.interval_text(value.score_lower, value.score_upper, "score"), style)
            span = span_text(value, unit)
            if as_interval and span:
                return Text(span, "", style)
            small = span or ("?" if sampled else "")
            return Text(figure_text(number, unit), small, style)

        return text

    def of_part(self, part: VisiblePart | None) -> Text:
        if part is None or (part.visibility == Visibility.SHOWN and part.score is None):
            return self._no_score
        if part.visibility == Visibility.SUPPRESSED:
            return self._missing[Standing.SUPPRESSED]
        span = numbers.interval_text(part.lower, part.upper, "score")
        if part.score is None:
            return Text(span, "", heat_of_part(part), _("only this band may be shown"))
        if self.measure == Measure.INTERVAL and span:
            return Text(span, "", heat_of_part(part))
        return Text(numbers.score_text(part.score), span, heat_of_part(part))

    def of_goal(self, reached: Reached) -> Text:
        if not reached.judged:
            return self._no_score
        small = f"\u25bc{reached.short}" if reached.short else ""
        return Text(f"{reached.reached}/{reached.judged}", small, "")


def figure_text(number: float, unit: str) -> str:
    """The number alone: its unit stands above the column. Yes and no are words."""
    return numbers.value_text(number, unit) if unit == "yes/no" else numbers.bare_text(number, unit)


def span_text(value: VisibleValue, unit: str) -> str:
    """The interval; a median that so many still wait for that its upper limit is unknown stays open."""
    if value.lower is not None and value.upper is None:
        return f"{numbers.bare_text(value.lower, unit)}{DASH}\u2026"
    return numbers.interval_text(value.lower, value.upper, unit)
