"""The cells of the matrix as text and style. Nothing here is a template: a comparison has some thirteen thousand."""

from collections.abc import Callable
from typing import NamedTuple

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


class Text(NamedTuple):
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
        self._scores, self._score_spans = numbers.BareTexts("score"), Spans("score")
        self._no_score = Text(DASH, "", NO_FIGURE, _("too little delivered for a score"))

    def of_value(self, column: Column) -> Callable[[VisibleValue | None], Text]:
        """A function from a figure to its cell, for one column."""
        missing, unit, is_context = self._missing, column.unit, column.is_context
        as_score, as_interval = self.measure == Measure.SCORE and not is_context, self.measure == Measure.INTERVAL
        unsure = "?" if column.passport is not None and column.passport.sampled else ""
        figure, span, score_span = _figures(unit), Spans(unit), self._score_spans
        score_texts = self._scores

        def text(value: VisibleValue | None) -> Text:
            if value is None:
                return missing[Standing.NOT_DELIVERED]
            if value.value is None:
                return missing[standing_sign(value)]
            style = CONTEXT if is_context else heat_of_value(value)
            if as_score and value.score is not None:
                return Text(score_texts[value.score], score_span(value.score_lower, value.score_upper), style)
            limits = span(value.lower, value.upper)
            if as_interval and limits:
                return Text(limits, "", style)
            return Text(figure(value.value), limits or unsure, style)

        return text

    def of_part(self, part: VisiblePart | None) -> Text:
        if part is None or (part.visibility == Visibility.SHOWN and part.score is None):
            return self._no_score
        if part.visibility == Visibility.SUPPRESSED:
            return self._missing[Standing.SUPPRESSED]
        span = self._score_spans(part.lower, part.upper)
        if part.score is not None and DASH not in span:
            span = ""  # made of complete counts alone: there is no range
        if part.score is None:
            return Text(span, "", heat_of_part(part), _("only this band may be shown"))
        if self.measure == Measure.INTERVAL and span:
            return Text(span, "", heat_of_part(part))
        return Text(self._scores[part.score], span, heat_of_part(part))

    def of_goal(self, reached: Reached) -> Text:
        if not reached.judged:
            return self._no_score
        small = f"\u25bc{reached.short}" if reached.short else ""
        return Text(f"{reached.reached}/{reached.judged}", small, "")


def _figures(unit: str) -> Callable[[float], str]:
    """Numbers alone, as their unit stands above the column. Yes and no are words."""
    if unit == "yes/no":
        return lambda number: numbers.value_text(number, unit)
    return numbers.BareTexts(unit).__getitem__


class Spans:
    """Intervals as text, as `numbers.interval_text` writes them.

    A median that so many still wait for that its upper limit is unknown stays open.
    """

    def __init__(self, unit: str) -> None:
        self._texts = numbers.BareTexts(unit, numbers.INTERVAL_DIGITS.get(unit, 1))
        self._is_empty = unit == "yes/no"

    def __call__(self, lower: float | None, upper: float | None) -> str:
        if lower is None or self._is_empty:
            return ""
        low = self._texts[lower]
        if upper is None:
            return f"{low}{DASH}\u2026"
        high = self._texts[upper]
        return low if low == high else f"{low}{DASH}{high}"
