"""Draws of single indicators, each from its own stream."""

import numpy as np
import pandas as pd

from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.frameworks import FrameworkSpec
from legitimacy.indicators.intervals import FloatArray
from legitimacy.indicators.uncertainty.distributions import Family, draw_into
from legitimacy.indicators.uncertainty.measurements import Measurements, read_measurements
from legitimacy.indicators.uncertainty.seeds import CellStream, seed_for


class Drawer:
    """Draws the values of one period, item by item and for a stretch of corps at a time."""

    def __init__(self, measurements: Measurements, *, period: str, framework: str, draws: int) -> None:
        self.measurements, self.period, self.framework, self.draws = measurements, period, framework, draws
        self._stream = CellStream()

    def values(self, item: int, stretch: slice) -> FloatArray:
        """Values of the item at place `item` for the corps in `stretch`, shape (corps, draws), in its own unit.

        Where nothing is drawn the measured value stands in every draw; 0 where the item is not present.
        """
        measured, code = self.measurements, self.measurements.items[item].code
        values = np.repeat(measured.value[stretch, item][:, None], self.draws, axis=1)
        families = measured.family[stretch, item].tolist()
        first, second = measured.first[stretch, item].tolist(), measured.second[stretch, item].tolist()
        for place, corps in enumerate(measured.corps[stretch]):
            family = families[place]
            if family == Family.NONE:
                continue
            generator = self._stream.at(seed_for(self.period, self.framework, code, corps))
            if family == Family.QUANTILES:
                known = measured.quantiles[stretch.start + place, item]
                values[place] = np.interp(generator.random(self.draws), np.linspace(0, 1, len(known)), known)
            else:
                draw_into(values[place], family, first[place], second[place], generator)
            if measured.items[item].shared_draw:
                values[place] = self._in_shared_order(values[place], item, corps)
        return values

    def _in_shared_order(self, values: FloatArray, item: int, corps: str) -> FloatArray:
        """The same draws, arranged by the ranks of the uniforms that the item's group shares, worst to best.

        Ranks of independent uniforms are a random permutation, so that is what is drawn.
        """
        measured = self.measurements.items[item]
        seed = seed_for(self.period, self.framework, f"shared:{measured.shared_draw}", corps)
        worst_first = np.sort(values)
        if measured.direction is Direction.LOWER:
            worst_first = worst_first[::-1]
        arranged: FloatArray = worst_first[self._stream.at(seed).permutation(self.draws)]
        return arranged


def draw_values(
    spec: FrameworkSpec, measurements: pd.DataFrame, *, period: str, indicator: str, corps: str, draws: int = 2_000
) -> FloatArray:
    """The draws of one indicator of one corps, shape (draws,), in the indicator's unit: exactly those of the scorecard.

    For opening a single figure, and for recomputing it alone. `measurements` as in `score_period`; only the row of
    that cell is used. Raises `ValueError` for an indicator that does not weigh in `spec` or a cell that has no value.
    """
    codes = [item.code for item in spec.weighted_items]
    measured = read_measurements(spec, measurements, [corps])
    if indicator not in codes or not measured.present[0, codes.index(indicator)]:
        raise ValueError(f"{indicator} of corps {corps} has no value that enters a score of framework {spec.code}.")
    drawer = Drawer(measured, period=period, framework=spec.code, draws=draws)
    drawn: FloatArray = drawer.values(codes.index(indicator), slice(0, 1))[0]
    return drawn
