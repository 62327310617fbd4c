"""Figures of the example that no corps delivers: for its regions."""

from collections.abc import Iterator, Sequence
from math import exp

import numpy as np
import pandas as pd

from legitimacy.demo.world import QUARTERS, generator
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period

REGIONS = ("VBL-H", "VBL-L")
FIRST = Period(2021, 1)
Z95 = 1.959964
Figure = dict[str, str | float]


def wider_figures() -> pd.DataFrame:
    """Frame with the columns of legitimacy.demo.figures."""
    figures = [
        *_ratios("DRV-07", level=0.45, gain=0.012, cases=(420, 560)),
        *_ratios("DRV-09", level=0.86, gain=0.004, cases=(140, 190)),
    ]
    return pd.DataFrame(figures).assign(state=State.OK.value)


def _quarters() -> Sequence[Period]:
    return [quarter for quarter in QUARTERS if quarter >= FIRST]


def _ratios(code: str, *, level: float, gain: float, cases: tuple[int, int]) -> Iterator[Figure]:
    """Ratios of two shares over 36 months with their limits, by region."""
    for region in REGIONS:
        rng = generator("wider", code, region)
        start, n = level * exp(rng.normal(0, 0.1)), int(rng.integers(*cases))
        for step, quarter in enumerate(_quarters()):
            value = round((start + gain * step) * exp(rng.normal(0, 0.02)), 3)
            margin = Z95 * 3.2 / np.sqrt(n)
            yield {
                "code": region,
                "indicator": code,
                "period": str(quarter),
                "value": value,
                "lower": round(value * exp(-margin), 3),
                "upper": round(value * exp(margin), 3),
                "n": n,
            }
