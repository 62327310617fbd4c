"""Scorecards as rows and as JSON. Suppressed, missing and zero are three different things: `c`, `m` and `0`.

Every row says where its figure comes from (`origin`: real, simulated, test). Shares are 0-1, scores 0-100.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from legitimacy.exports.shapes import Answer, Card, Figure, Part
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.indicators.registry import indicators

COLUMNS = (
    *("origin", "register", "corps", "corps_name", "period", "level", "code", "name"),
    *("state", "visibility", "reason", "figure", "value", "lower", "upper", "numerator", "denominator", "n"),
    *("score", "score_lower", "score_upper", "bound_low", "bound_high", "effective_weight", "coverage", "verified"),
    *("figure_period", "window", "back_cast", "source", "as_of", "framework", "run", "revision", "release", "reply"),
)
SUPPRESSED, NOT_DELIVERED = "c", "m"

FIGURE_NUMBERS = ("value", "lower", "upper", "numerator", "denominator", "n")


def scorecard_rows(
    card: Card, *, register: str, corps_name: str, replies: Mapping[int, Sequence[Answer]]
) -> Iterator[dict[str, object]]:
    """One row per part (overall, pillars, facets), then one per indicator, with `COLUMNS`. `replies` by id of value."""
    head = {
        "origin": card.origin,
        "register": register,
        "corps": card.corps_code,
        "corps_name": corps_name,
        "period": card.period,
        "framework": card.framework,
        "release": card.release,
    }
    for key in sorted(card.parts, key=_part_order):
        yield head | part_row(card.parts[key]) | {"as_of": card.computed_at, "run": card.run_id}
    for figure in card.items:
        reply = reply_text(replies.get(figure.value_id or 0, []))
        yield head | figure_row(figure) | {"origin": figure.origin or card.origin, "reply": reply}


def reply_text(replies: Sequence[Answer]) -> str:
    """What was replied to one figure, oldest first, a blank line between."""
    return "\n\n".join(reply.text for reply in replies)


def _part_order(key: str) -> tuple[bool, str]:
    return key != "overall", key


def part_row(part: Part) -> dict[str, object]:
    """The columns of a score. A band has its limits in `score_lower` and `score_upper`."""
    is_missing = part.visibility == Visibility.SHOWN and part.score is None
    return {
        "level": part.level,
        "code": part.key,
        "state": State.NOT_DELIVERED if is_missing else State.OK,
        "visibility": part.visibility,
        "figure": _part_figure(part),
        "score": part.score,
        "score_lower": part.lower,
        "score_upper": part.upper,
        "bound_low": part.bound_low,
        "bound_high": part.bound_high,
        "coverage": part.coverage,
        "verified": part.verified,
    }


def _part_figure(part: Part) -> object:
    if part.visibility == Visibility.SUPPRESSED:
        return SUPPRESSED
    if part.visibility == Visibility.BAND:
        return f"{part.lower:g} to {part.upper:g}"
    return NOT_DELIVERED if part.score is None else part.score


def figure_row(figure: Figure) -> dict[str, object]:
    """The columns of one indicator's figure."""
    return {
        "level": "indicator",
        "code": figure.indicator,
        "name": indicator_name(figure.indicator),
        "state": figure.state,
        "visibility": figure.visibility,
        "reason": figure.reason,
        "figure": figure_text(figure),
        **{name: getattr(figure, name) for name in FIGURE_NUMBERS},
        "score": figure.score,
        "score_lower": figure.score_lower,
        "score_upper": figure.score_upper,
        "effective_weight": figure.effective_weight,
        "coverage": figure.coverage if figure.state == State.OK else None,
        "figure_period": figure.period if figure.revision else None,
        "window": figure.window,
        "back_cast": figure.back_cast,
        "source": figure.source,
        "as_of": figure.as_of,
        "run": figure.run_id,
        "revision": figure.revision or None,
    }


def figure_text(figure: Figure) -> object:
    """The number, `c` where it is suppressed, `m` where it was not delivered, else the state in a word."""
    if figure.state == State.NOT_DELIVERED:
        return NOT_DELIVERED
    if figure.state != State.OK:
        return figure.state
    return SUPPRESSED if figure.value is None else figure.value


def indicator_name(code: str) -> str:
    return str(indicators.get(code).name) if code in indicators else code


def scorecard_document(
    card: Card, *, register: str, corps_name: str, replies: Mapping[int, Sequence[Answer]]
) -> dict[str, Any]:
    """One scorecard as JSON takes it: the same rows, without the columns that they share."""
    rows = list(scorecard_rows(card, register=register, corps_name=corps_name, replies=replies))
    return {
        "origin": card.origin,
        "register": register,
        "corps": card.corps_code,
        "corps_name": corps_name,
        "period": card.period,
        "framework": card.framework,
        "release": card.release,
        "run": card.run_id,
        "computed_at": card.computed_at,
        "delivered": card.delivered,
        "due": card.due,
        "compensation_loss": card.compensation_loss,
        "parts": [_without_head(row) for row in rows if row["level"] != "indicator"],
        "indicators": [_without_head(row) for row in rows if row["level"] == "indicator"],
    }


def _without_head(row: Mapping[str, object]) -> dict[str, object]:
    """A row without what its scorecard says already; an empty cell is null, beside the state that says why."""
    return {
        name: row[name]
        for name in COLUMNS
        if name in row and name not in ("register", "corps", "corps_name", "period", "framework", "release")
    }


def file_name(*, register: str, origin: str, period: str, extension: str, corps: str = "") -> str:
    """A name that says what is inside; anything not real says so too."""
    mark = "" if origin == "real" else f"-{origin}"
    return f"scorecards-{corps or register}-{period}{mark}.{extension}"
