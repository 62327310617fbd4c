"""Figures and parts as the read path hands them out, made by hand."""

from typing import Any

from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.indicators.intervals import wilson_interval
from legitimacy.indicators.registry import indicators
from legitimacy.models import FrameworkItem


def value_of(indicator: str = "EFF-07", period: str = "2025-Q4", **fields: Any) -> VisibleValue:
    """A shown figure unless the fields say otherwise."""
    defaults: dict[str, Any] = {
        "subject_id": 1,
        "corps_code": "V017",
        "indicator": indicator,
        "period": period,
        "window": indicators.get(indicator).window,
        "state": State.OK,
        "visibility": Visibility.SHOWN,
        "coverage": 1.0,
        "source": "Test",
        "origin": "simulated",
        "value_id": 7,
        "run_id": 3,
        "revision": 1,
    }
    return VisibleValue(**(defaults | fields))


def share_of(successes: int, trials: int, indicator: str = "EFF-07", period: str = "2025-Q4") -> VisibleValue:
    lower, upper = wilson_interval(successes, trials)
    return value_of(
        indicator,
        period,
        value=successes / trials,
        numerator=float(successes),
        denominator=float(trials),
        lower=float(lower),
        upper=float(upper),
    )


def part_of(key: str = "EFF", period: str = "2025-Q4", score: float | None = 68.0, **fields: Any) -> VisiblePart:
    level = "overall" if key == "overall" else "facet" if "." in key else "pillar"
    defaults: dict[str, Any] = {
        "corps_id": 1,
        "corps_code": "V017",
        "period": period,
        "key": key,
        "level": level,
        "visibility": Visibility.SHOWN,
        "score": score,
        "lower": None if score is None else score - 5,
        "upper": None if score is None else score + 5,
        "coverage": 0.91,
        "verified": 0.38,
        "framework": "2026.1",
    }
    return VisiblePart(**(defaults | fields))


def item_of(indicator: str = "EFF-07", **fields: Any) -> FrameworkItem:
    """A row of a framework that is not stored."""
    passport = indicators.get(indicator)
    defaults: dict[str, Any] = {
        "indicator": indicator,
        "facet": "system",
        "direction": passport.direction,
        "measured_by": passport.measured_by,
        "floor": 0.6,
        "target": 0.95,
        "basis": "proposal: a target for tests",
    }
    return FrameworkItem(**(defaults | fields))
