"""Claim: the robustness runs of a country cost at most four times the bare arithmetic, and under 10 seconds.

185 corps x 70 indicators x 500 runs and each choice alone, against numpy doing the clipping, the weighted sums and the
sorting of as many runs on ready arrays, without reading a table; in turn, in seconds of processor time.
"""

import sys
import time
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.result import Ratio
from bench.scoring import CORPS, INDICATORS, simulated_framework, simulated_quarter
from legitimacy.indicators.robustness import ALONE, RUNS, RUNS_AT_A_TIME, robustness
from legitimacy.indicators.uncertainty.measurements import read_measurements

TURNS, BOUND, MOST_SECONDS = 3, 4.0, 10.0
FACETS, PILLARS = 8, 4


def run_bare(value: np.ndarray, present: np.ndarray, generator: np.random.Generator) -> None:
    """Normalise, aggregate and rank as many runs, without anything that names, checks or keeps them."""
    belongs, share = np.eye(FACETS)[np.arange(INDICATORS) % FACETS], np.eye(PILLARS)[np.arange(FACETS) // 2]
    runs = RUNS + 2 * ALONE + 2 + INDICATORS
    ranked = []
    for start in range(0, runs, RUNS_AT_A_TIME):
        many = min(RUNS_AT_A_TIME, runs - start)
        floor, scale = generator.uniform(0, 1, (2, many, 1, INDICATORS))
        weight = generator.uniform(0.75, 1.25, (many, 1, INDICATORS)) * present
        score = np.clip(value * scale - floor * scale, 0.0, 100.0)
        facets = (score * weight) @ belongs / (weight @ belongs)
        pillars = facets @ share / 2
        ranked.append(
            np.concatenate([pillars, np.exp(np.log(np.maximum(pillars, 1)).mean(axis=2))[:, :, None]], axis=2)
        )
    together = np.concatenate(ranked)
    for level in range(PILLARS + 1):
        np.argsort(-together[:, :, level], axis=1)


def run(turns: int = TURNS) -> Ratio:
    """Measure the claim `turns` times (at least 1)."""
    spec, generator = simulated_framework(), np.random.default_rng(2026)
    bare, told = 0.0, 0.0
    for turn in range(turns):
        table = simulated_quarter(spec, generator)
        measured = read_measurements(spec, table)
        start = time.process_time()
        run_bare(measured.value, measured.present.astype(np.float64), generator)
        between = time.process_time()
        robustness(spec, table, seed=turn)
        bare, told = bare + between - start, told + time.process_time() - between
    ratio = told / bare if told / turns < MOST_SECONDS else float("inf")
    size = f"{CORPS} corps x {INDICATORS} indicators x {RUNS} runs, {told / turns:.1f} s against {bare / turns:.1f} s"
    return Ratio("robustness / bare runs", ratio, BOUND, size)


if __name__ == "__main__":
    print(run().row())
