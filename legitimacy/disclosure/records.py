"""What a reader may see, as plain records for files and the API: one set of names and states for all of them.

Suppressed, missing and zero stay three different things: `state` says which in a word, `flag` in a letter (c, m).
"""

from dataclasses import dataclass
from typing import Any

from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.indicators.definitions import State, Visibility

COLUMNS = (
    *("register", "origin", "corps", "corps_name", "period", "framework", "release", "level", "key", "state", "flag"),
    *("value", "lower", "upper", "score", "score_lower", "score_upper", "numerator", "denominator", "n", "coverage"),
    *("figure_period", "window", "source", "as_of", "revision"),
)
MISSING = frozenset({State.NOT_DELIVERED, State.NOT_DUE, State.NOT_APPLICABLE, State.TOO_FEW, State.REJECTED})


@dataclass(frozen=True, slots=True)
class Place:
    """The corps that records speak about."""

    register: str
    code: str
    name: str


def state_of(value: VisibleValue) -> str:
    """State of a measurement as readers see it: what may not be shown says so before anything else."""
    return value.state if value.state != State.OK or value.is_shown else value.visibility


def flag_of(state: str) -> str:
    """`c` for confidential, `m` for missing, empty for a number that stands there (zero included)."""
    if state in (Visibility.SUPPRESSED, Visibility.BAND):
        return "c"
    return "m" if state in MISSING else ""


def value_record(value: VisibleValue, place: Place, card: VisibleScorecard | None = None) -> dict[str, Any]:
    """One figure, on a scorecard when `card` is given. Numbers are None exactly where `state` is not ok."""
    state = state_of(value)
    return _record(
        register=place.register,
        origin=value.origin,
        corps=place.code,
        corps_name=place.name,
        period=card.period if card else value.period,
        framework=card.framework if card else "",
        release=card.release if card else "",
        level="indicator",
        key=value.indicator,
        state=state,
        flag=flag_of(state),
        value=value.value,
        lower=value.lower,
        upper=value.upper,
        score=value.score,
        score_lower=value.score_lower,
        score_upper=value.score_upper,
        numerator=value.numerator,
        denominator=value.denominator,
        n=value.n,
        coverage=value.coverage if value.value_id else None,
        figure_period=value.period if value.value_id else "",
        window=value.window,
        source=value.source,
        as_of=value.as_of.isoformat() if value.as_of else "",
        revision=value.revision if value.value_id else None,
    )


def part_record(part: VisiblePart, place: Place, card: VisibleScorecard) -> dict[str, Any]:
    """A facet, pillar or overall score. A band has limits and no score."""
    state = part_state(part)
    return _record(
        register=place.register,
        origin=card.origin,
        corps=place.code,
        corps_name=place.name,
        period=card.period,
        framework=card.framework,
        release=card.release,
        level=part.level,
        key=part.key,
        state=state,
        flag="c" if state in ("band", "suppressed") else flag_of(state),
        score=part.score,
        score_lower=part.lower,
        score_upper=part.upper,
        coverage=part.coverage,
    )


def part_state(part: VisiblePart) -> str:
    """`not_delivered` where too little came in for a score."""
    if part.visibility != Visibility.SHOWN:
        return part.visibility
    return State.OK if part.score is not None else State.NOT_DELIVERED


def card_records(card: VisibleScorecard, place: Place) -> list[dict[str, Any]]:
    """All parts, then all indicators of one scorecard."""
    parts = [part_record(part, place, card) for _, part in sorted(card.parts.items())]
    return [*parts, *(value_record(item, place, card) for item in card.items)]


def _record(**fields: Any) -> dict[str, Any]:
    return {name: fields.get(name) for name in COLUMNS}
