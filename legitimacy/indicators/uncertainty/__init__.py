"""Seeded Monte Carlo: scores and ranks with their ranges (methods, part 7).

`score_period` is the way in; `draw_values` opens one figure of it; `change_between` compares two periods.
"""

from legitimacy.indicators.uncertainty.change import Change, change_between
from legitimacy.indicators.uncertainty.drawing import draw_values
from legitimacy.indicators.uncertainty.scoring import DRAWS, PeriodScores, score_period
from legitimacy.indicators.uncertainty.seeds import seed_for

__all__ = ["DRAWS", "Change", "PeriodScores", "change_between", "draw_values", "score_period", "seed_for"]
