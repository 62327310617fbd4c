"""Whether a score moved further than its margin between two periods."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from legitimacy.indicators.uncertainty.scoring import PeriodScores


@dataclass(frozen=True, slots=True)
class Change:
    """Difference in points (later minus earlier), its range, and whether it stays within the margin.

    One row per corps scored in both periods, one column per level; NaN and False where either has no score.
    """

    difference: pd.DataFrame
    lower: pd.DataFrame
    upper: pd.DataFrame
    within_margin: pd.DataFrame


def change_between(earlier: PeriodScores, later: PeriodScores) -> Change:
    """Change of every score between two periods of one framework, with the joint 5-95 % range of both.

    The two ranges are joined as Newcombe's method 10 joins two Wilson intervals, here for any two estimates (Newcombe
    1998, Statistics in Medicine 17; Zou and Donner 2008, same journal 27): d - sqrt((b - b_low)^2 + (a_up - a)^2) and
    d + sqrt((b_up - b)^2 + (a - a_low)^2), with a the earlier and b the later score. A change is within the margin
    when that range holds 0. It takes the periods as independent; windows that overlap make the truth steadier, so the
    test then calls too few changes real, not too many. Complete counts have no margin: any change in them is real.

    Raises `ValueError` for scores of two different frameworks.
    """
    if earlier.framework != later.framework:
        raise ValueError(
            f"Scores of frameworks {earlier.framework} and {later.framework} have different goalposts or weights and "
            "cannot be compared; score both periods with one framework."
        )
    both = [corps for corps in later.point.index if corps in earlier.point.index]
    before, now = earlier.point.loc[both], later.point.loc[both]
    difference = now - before
    lower = difference - np.sqrt((now - later.lower.loc[both]) ** 2 + (earlier.upper.loc[both] - before) ** 2)
    upper = difference + np.sqrt((later.upper.loc[both] - now) ** 2 + (before - earlier.lower.loc[both]) ** 2)
    return Change(difference, lower, upper, (lower <= 0) & (upper >= 0))
