"""How many of the targets under one strategic goal a corps reaches. A goal has no score: nothing is added up."""

from dataclasses import dataclass

from audit.selectors.compare.reading import Comparison
from legitimacy.indicators.registry import indicators

FULL = 100.0


@dataclass(frozen=True, slots=True)
class Reached:
    """Of `judged` figures with a score, `reached` stand at their target; the range of `short` lies wholly under it."""

    reached: int
    judged: int
    short: int


def targets_reached(comparison: Comparison, corps: str, goal: int) -> Reached:
    """An indicator that serves several goals counts under the first, as on the scorecard."""
    scored = [
        figure
        for code, figure in comparison.figures.get(corps, {}).items()
        if figure.score is not None and code in indicators and indicators.get(code).goals[0] == goal
    ]
    short = sum(1 for one in scored if (one.score_upper if one.score_upper is not None else one.score or 0.0) < FULL)
    return Reached(sum(one.score == FULL for one in scored), len(scored), short)
