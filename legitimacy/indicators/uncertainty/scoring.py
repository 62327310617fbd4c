"""Scores of a period with their ranges: seeded Monte Carlo over every measurement (methods, part 7)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from legitimacy.indicators.frameworks import FrameworkSpec
from legitimacy.indicators.intervals import BoolArray, FloatArray
from legitimacy.indicators.uncertainty.aggregation import LOSS, Tree, aggregate, item_score
from legitimacy.indicators.uncertainty.drawing import Drawer
from legitimacy.indicators.uncertainty.measurements import Measurements, read_measurements
from legitimacy.indicators.uncertainty.ranking import Ranks, rank_within

DRAWS = 2_000
CORPS_AT_A_TIME = 40
LEVEL = (0.05, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodScores:
    """Every figure on the scorecards of a period. All tables have one row per corps; NaN means "no score".

    `point`, `lower`, `upper`: score 0-100 and its 5-95 % range, columns facets (`EFF.results`), pillars (`EFF`),
    `overall` and `compensation_loss`. `worst`, `best`: the point score with everything that was due and not delivered
    (or rejected) set to 0 and to 100; columns without the loss. `coverage`, `verified`, `unsized`: columns pillars,
    shares 0-1 of effective weight: what is present of what was due; what somebody other than the corps measured or
    audited, of what is present; what is sampled but came without sample size or interval, of what is present.
    `rank`, `rank_lower`, `rank_upper` (1 is best) and `distinguishable`: columns pillars and `overall`.
    """

    framework: str
    period: str
    draws: int
    point: pd.DataFrame
    lower: pd.DataFrame
    upper: pd.DataFrame
    worst: pd.DataFrame
    best: pd.DataFrame
    coverage: pd.DataFrame
    verified: pd.DataFrame
    unsized: pd.DataFrame
    rank: pd.DataFrame
    rank_lower: pd.DataFrame
    rank_upper: pd.DataFrame
    distinguishable: pd.DataFrame


def score_period(
    spec: FrameworkSpec,
    measurements: pd.DataFrame,
    *,
    period: str,
    draws: int = DRAWS,
    corps: Sequence[str] | None = None,
    groups: Mapping[str, str] | None = None,
    left_out: Mapping[str, Collection[str]] | None = None,
    corps_at_a_time: int = CORPS_AT_A_TIME,
) -> PeriodScores:
    """Score every corps of a period, with ranges by Monte Carlo.

    Each measurement is drawn from its distribution (`distributions.fit`) with the seed of its cell (`seed_for`), each
    draw is normalised and aggregated as a point score is, and the 5 % and 95 % quantiles are reported. A range is
    widened where needed to hold the point score: at the edge of a scale (all successes, clipped goalposts) every draw
    can lie on one side of it. Items that share a `shared_draw` are counted on the same records and move together,
    which widens the range.

    Parameters
    ----------
    spec: the framework; items of weight 0 never enter.
    measurements: one row per corps and indicator, columns `corps`, `indicator`, `state`, `kind`, `numerator`,
        `denominator` (an effective size where a design effect applies), `value` (stored scale: shares 0-1),
        `lower`, `upper` (95 % interval), `per`, `sampled`, and if at hand `quantiles` (bootstrap quantiles at even
        steps from 0 to 1); NaN where not known. A cell without a row counts as not delivered.
    period: `2025-Q4` or `2025`; part of the seeds.
    draws: number of draws, 1 or more.
    corps: which corps, in which order; default all in the table.
    groups: the group in which each corps is ranked; default one group of all.
    left_out: per pillar and `overall` the corps that are neither ranked nor counted there; default nobody.
    corps_at_a_time: how many corps are drawn together; changes memory and speed, never a number.

    Returns
    -------
    `PeriodScores`. The figures of a corps, ranks apart, do not depend on which others are computed with it. Memory:
    draws x corps_at_a_time x levels, and draws x corps x (pillars + 1) for the ranks, as 8-byte numbers.

    Raises
    ------
    ValueError: faults in the table (see `read_measurements`), no draws, a corps without group.

    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; Saisana, Saltelli and Tarantola
    (2005), JRSS A 168.
    """
    if draws < 1 or corps_at_a_time < 1:
        raise ValueError("Scoring needs at least one draw, and at least one corps at a time.")
    measured, tree = read_measurements(spec, measurements, corps), Tree(spec)
    group = _groups(measured, groups)
    point = _points(tree, measured, measured.present, 0.0)
    lower, upper = point.copy(), point.copy()
    ranked = np.empty((len(tree.ranked), len(measured.corps), draws))
    first_ranked = len(tree.facets)
    for stretch, drawn in _drawn(tree, measured, period, draws, corps_at_a_time):
        ends = np.quantile(drawn, LEVEL, axis=-1)
        lower[:, stretch] = np.minimum(ends[0], point[:, stretch])
        upper[:, stretch] = np.maximum(ends[1], point[:, stretch])
        ranked[:, stretch] = drawn[first_ranked : first_ranked + len(ranked)]
    counted = _counted(tree, measured, left_out or {}, point[first_ranked : first_ranked + len(ranked)])
    ranks = [rank_within(counted[place], ranked[place], group, LEVEL) for place in range(len(ranked))]
    index = pd.Index(measured.corps, name="corps", dtype=object)
    return PeriodScores(
        framework=spec.code,
        period=period,
        draws=draws,
        **_tables(index, tree.levels, {"point": point, "lower": lower, "upper": upper}),
        **_tables(index, tree.levels, _missing_bounds(tree, measured), leave_out=LOSS),
        **_tables(index, tree.pillars, _shares(tree, measured)),
        **_tables(index, tree.ranked, _rank_tables(ranks)),
    )


def _groups(measured: Measurements, groups: Mapping[str, str] | None) -> list[str]:
    if groups is None:
        return [""] * len(measured.corps)
    without = [corps for corps in measured.corps if corps not in groups]
    if without:
        raise ValueError(f"No group is given for corps {', '.join(without)}.")
    return [groups[corps] for corps in measured.corps]


def _counted(
    tree: Tree, measured: Measurements, left_out: Mapping[str, Collection[str]], point: FloatArray
) -> FloatArray:
    """The point scores that are ranked, shape (ranked levels, corps); NaN for who takes no part."""
    out = np.array([[corps in left_out.get(key, ()) for corps in measured.corps] for key in tree.ranked])
    return np.where(out.reshape(point.shape), np.nan, point)


def _drawn(
    tree: Tree, measured: Measurements, period: str, draws: int, corps_at_a_time: int
) -> Iterator[tuple[slice, FloatArray]]:
    """All levels for one stretch of corps after another, shape (levels, corps, draws)."""
    drawer = Drawer(measured, period=period, framework=tree.spec.code, draws=draws)
    for start in range(0, len(measured.corps), corps_at_a_time):
        stretch = slice(start, min(start + corps_at_a_time, len(measured.corps)))

        def scores(place: int, stretch: slice = stretch) -> FloatArray:
            return item_score(measured.items[place], drawer.values(place, stretch))

        yield stretch, aggregate(tree, scores, measured.present[stretch], measured.due[stretch], draws)


def _points(tree: Tree, measured: Measurements, counted: BoolArray, missing: float) -> FloatArray:
    """All levels of the measured values, shape (levels, corps); counted items that are not present score `missing`."""

    def scores(place: int) -> FloatArray:
        score = item_score(measured.items[place], measured.value[:, place])
        return np.where(measured.present[:, place], score, missing)[:, None]

    return aggregate(tree, scores, counted, measured.due, 1)[:, :, 0]


def _missing_bounds(tree: Tree, measured: Measurements) -> dict[str, FloatArray]:
    return {
        "worst": _points(tree, measured, measured.due, 0.0),
        "best": _points(tree, measured, measured.due, 100.0),
    }


def _shares(tree: Tree, measured: Measurements) -> dict[str, FloatArray]:
    """Coverage, verified and unsized share of the effective weight per pillar, shape (pillars, corps)."""
    effective = tree.spec.effective_weights
    due, present, verified, unsized = np.zeros((4, len(tree.pillars), len(measured.corps)))
    for place, item in enumerate(measured.items):
        pillar, weight = tree.spec.pillars.index(item.pillar), effective[item.code]
        due[pillar] += weight * measured.due[:, place]
        present[pillar] += weight * measured.present[:, place]
        verified[pillar] += weight * (measured.present[:, place] & item.is_verified)
        unsized[pillar] += weight * measured.unsized[:, place]
    with np.errstate(invalid="ignore"):
        return {"coverage": present / due, "verified": verified / present, "unsized": unsized / present}


def _rank_tables(ranks: list[Ranks]) -> dict[str, FloatArray | BoolArray]:
    return {
        "rank": np.array([level.rank for level in ranks]),
        "rank_lower": np.array([level.lower for level in ranks]),
        "rank_upper": np.array([level.upper for level in ranks]),
        "distinguishable": np.array([level.distinguishable for level in ranks]),
    }


def _tables(
    index: pd.Index, levels: list[str], arrays: Mapping[str, FloatArray | BoolArray], leave_out: str = ""
) -> dict[str, pd.DataFrame]:
    kept = [level for level in levels if level != leave_out]
    return {name: pd.DataFrame(values.T, index=index, columns=levels)[kept] for name, values in arrays.items()}
