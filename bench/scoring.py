"""Claim: scoring a country costs at most twice the bare random draws that it needs.

185 corps x 70 indicators x 20 quarters with 2,000 draws, against numpy drawing the same distributions from one
generator in stretches of the same shape; quarter by quarter in turn, in seconds of processor time.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.result import Ratio
from legitimacy.indicators.definitions import Direction, Kind, MeasuredBy, Pillar, State
from legitimacy.indicators.frameworks import FrameworkFacet, FrameworkItem, FrameworkSpec, weights_to_one
from legitimacy.indicators.uncertainty.distributions import Family
from legitimacy.indicators.uncertainty.measurements import Measurements, read_measurements
from legitimacy.indicators.uncertainty.scoring import CORPS_AT_A_TIME, DRAWS, score_period

CORPS, INDICATORS, QUARTERS, BOUND = 185, 70, 20, 2.0
KINDS = (Kind.PROPORTION,) * 7 + (Kind.COUNT_RATE, Kind.MEAN_SCORE, Kind.MEDIAN_DAYS)
COMPLETE_COUNTS, SHARED = 6, 3
FLOOR = {Kind.PROPORTION: 0.4, Kind.COUNT_RATE: 40.0, Kind.MEAN_SCORE: 40.0, Kind.MEDIAN_DAYS: 180.0}
TARGET = {Kind.PROPORTION: 0.95, Kind.COUNT_RATE: 120.0, Kind.MEAN_SCORE: 70.0, Kind.MEDIAN_DAYS: 45.0}


def simulated_framework() -> FrameworkSpec:
    """70 weighted indicators in the tree of the first framework; three share one draw."""
    facets = tuple(FrameworkFacet(pillar=pillar, code=code, weight=0.5) for pillar in Pillar for code in ("a", "b"))
    items = []
    for number in range(INDICATORS):
        kind, facet = KINDS[number % len(KINDS)], facets[number % len(facets)]
        lower_is_better = kind is Kind.MEDIAN_DAYS
        items.append(
            FrameworkItem(
                code=f"{facet.pillar.value}-{number:02d}",
                pillar=facet.pillar,
                facet=facet.code,
                weight=1.0,
                direction=Direction.LOWER if lower_is_better else Direction.HIGHER,
                measured_by=MeasuredBy.SELF,
                floor=FLOOR[kind],
                target=TARGET[kind],
                shared_draw="records" if number < SHARED else "",
            )
        )
    return FrameworkSpec(
        code="bench", items=weights_to_one(items), facets=facets, pillar_weights=dict.fromkeys(Pillar, 0.25)
    )


def simulated_quarter(spec: FrameworkSpec, generator: np.random.Generator) -> pd.DataFrame:
    """One quarter of measurements, 5 % of them not delivered, six indicators complete counts."""
    rows = CORPS * INDICATORS
    kind = np.tile(np.resize(np.array(KINDS, dtype=object), INDICATORS), CORPS)
    size = generator.integers(10, 600, rows).astype(np.float64)
    share = generator.beta(8, 3, rows)
    middle = np.select([kind == Kind.MEAN_SCORE, kind == Kind.MEDIAN_DAYS], [55.0, 90.0], np.nan)
    return pd.DataFrame(
        {
            "corps": np.repeat([f"{5000 + number}" for number in range(CORPS)], INDICATORS),
            "indicator": np.tile([item.code for item in spec.items], CORPS),
            "state": np.where(generator.random(rows) < 0.05, State.NOT_DELIVERED.value, State.OK.value),
            "kind": kind,
            "numerator": np.round(size * share),
            "denominator": size,
            "value": middle,
            "lower": middle * 0.8,
            "upper": middle * 1.25,
            "per": np.where(kind == Kind.COUNT_RATE, 100.0, 1.0),
            "sampled": np.tile(np.arange(INDICATORS) >= COMPLETE_COUNTS, CORPS),
        }
    )


def draw_bare(measured: Measurements, generator: np.random.Generator) -> None:
    """The same draws without anything else: one call per item, stretch of corps and distribution."""
    draw: dict[int, Callable[..., object]] = {
        Family.BETA: generator.beta,
        Family.GAMMA: generator.gamma,
        Family.NORMAL: generator.normal,
        Family.LOG_NORMAL: generator.lognormal,
    }
    for start in range(0, len(measured.corps), CORPS_AT_A_TIME):
        stretch = slice(start, start + CORPS_AT_A_TIME)
        for item in range(len(measured.items)):
            family = measured.family[stretch, item]
            for which, call in draw.items():
                chosen = family == which
                if chosen.any():
                    first = measured.first[stretch, item][chosen][:, None]
                    second = measured.second[stretch, item][chosen][:, None]
                    call(first, second, (int(chosen.sum()), DRAWS))


def run(quarters: int = QUARTERS) -> Ratio:
    """Measure the claim over `quarters` quarters (at least 1)."""
    spec, generator = simulated_framework(), np.random.default_rng(2026)
    bare, scored = 0.0, 0.0
    for quarter in range(quarters):
        table = simulated_quarter(spec, generator)
        measured = read_measurements(spec, table)
        start = time.process_time()
        draw_bare(measured, generator)
        between = time.process_time()
        score_period(spec, table, period=f"{2021 + quarter // 4}-Q{quarter % 4 + 1}")
        bare, scored = bare + between - start, scored + time.process_time() - between
    size = f"{CORPS} corps x {INDICATORS} indicators x {quarters} quarters x {DRAWS} draws"
    return Ratio("scoring / bare draws", scored / bare, BOUND, f"{size}: {scored:.1f} s against {bare:.1f} s")


if __name__ == "__main__":
    print(run().row())
