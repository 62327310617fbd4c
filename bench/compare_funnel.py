"""Claim: the funnels of a country cost little more than their bare arithmetic, and far less than ten seconds.

185 corps x 70 indicators: theta0, overdispersion, adjusted z, flags at 99.8 %, the list of Benjamini and Hochberg, and
the limits along the sizes, from figures as the read path hands them out; against the same formulas on plain numpy
arrays. Both in turn, in seconds of processor time.
"""

import sys
import time
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.result import Ratio
from legitimacy.indicators.funnel import benjamini_hochberg, proportion_funnel
from legitimacy.indicators.intervals import FloatArray

CORPS, INDICATORS, ROUNDS, BOUND, MOST_SECONDS = 185, 70, 5, 2.0, 10.0
CURVE_POINTS = 80
Z_95, Z_998 = 1.959964, 3.090232


def simulated(generator: np.random.Generator) -> list[tuple[FloatArray, FloatArray]]:
    """Numerators and denominators of every indicator, with a spread beyond counting."""
    sizes = [generator.integers(20, 2_000, CORPS).astype(np.float64) for _ in range(INDICATORS)]
    shares = [np.clip(generator.normal(0.75, 0.06, CORPS), 0.01, 0.99) for _ in range(INDICATORS)]
    return [
        (generator.binomial(size.astype(int), share).astype(np.float64), size)
        for size, share in zip(sizes, shares, strict=True)
    ]


def ours(counts: list[tuple[FloatArray, FloatArray]]) -> tuple[int, int]:
    """Flags and listed corps of all indicators."""
    flagged = listed = 0
    for numerators, sizes in counts:
        funnel = proportion_funnel(numerators, sizes)
        flagged += int(funnel.flags(0.998).sum())
        listed += int(benjamini_hochberg(funnel.p_values, 0.05).sum())
        along = np.geomspace(sizes.min(), sizes.max(), CURVE_POINTS)
        for level in (0.95, 0.998):
            funnel.limits(along, level)
    return flagged, listed


def bare(counts: list[tuple[FloatArray, FloatArray]]) -> tuple[int, int]:
    """The same formulas without any check, name or class."""
    from scipy.special import ndtr

    flagged = listed = 0
    for x, n in counts:
        s = 1 / (2 * np.sqrt(n))
        angle = np.arcsin(np.sqrt(x.sum() / n.sum()))
        distance = np.arcsin(np.sqrt(x / n)) - angle
        z = distance / s
        phi = np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2)
        weight = s**-2
        tau2 = max(0.0, (len(z) * phi - (len(z) - 1)) / (weight.sum() - (weight**2).sum() / weight.sum()))
        adjusted = distance / np.sqrt(s**2 + tau2)
        flagged += int((np.abs(adjusted) > Z_998).sum())
        p = 2 * ndtr(-np.abs(adjusted))
        ordered = np.sort(p)
        passed = ordered[ordered <= 0.05 * np.arange(1, len(p) + 1) / len(p)]
        listed += int((p <= (passed[-1] if passed.size else -1)).sum())
        along = np.geomspace(n.min(), n.max(), CURVE_POINTS)
        for quantile in (Z_95, Z_998):
            half = quantile * np.sqrt(1 / (4 * along) + tau2)
            np.sin(np.clip(angle - half, 0, np.pi / 2)) ** 2, np.sin(np.clip(angle + half, 0, np.pi / 2)) ** 2
    return flagged, listed


def run(rounds: int = ROUNDS) -> list[Ratio]:
    """Measure both over `rounds` countries (at least 1)."""
    generator = np.random.default_rng(2026)
    plain = measured = 0.0
    found: tuple[int, int] = (0, 0)
    bare(simulated(generator))  # imports and first calls belong to neither
    for _ in range(rounds):
        counts = simulated(generator)
        start = time.process_time()
        expected = bare(counts)
        between = time.process_time()
        found = ours(counts)
        plain, measured = plain + between - start, measured + time.process_time() - between
        if found != expected:
            raise AssertionError(f"Not the same flags: {found} against {expected}.")
    seconds = measured / rounds
    size = f"{CORPS} corps x {INDICATORS} indicators"
    detail = f"{size}: {seconds:.3f} s against {plain / rounds:.3f} s; {found[0]} flags, {found[1]} listed"
    return [
        Ratio("funnels / bare numpy", measured / plain, BOUND, detail),
        Ratio("funnels of a country / ten seconds", seconds / MOST_SECONDS, 1.0, f"{seconds:.3f} s"),
    ]


if __name__ == "__main__":
    for ratio in run():
        print(ratio.row())
