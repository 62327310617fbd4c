"""From values to scores, and from scores to means of scores (methods, parts 5 and 6).

`scores` is a DataFrame with one row per corps and one column per item, NaN for missing; `weights` a Series over the
columns; `applicable` a boolean DataFrame like `scores`. No imputation: missing is a state, never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from legitimacy.indicators.intervals import BoolArray, FloatArray, Numbers, plain

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class MissingBounds:
    """The mean with everything missing set to 0 (`lower`) and to 100 (`upper`), per corps."""

    lower: pd.Series
    upper: pd.Series


def goalpost_score(values: ArrayLike, floor: ArrayLike, target: ArrayLike) -> Numbers:
    """100 clip((x - L) / (T - L), 0, 1): 0 at the floor L or worse, 100 at the target T or better.

    All three in the unit of the indicator; a floor above its target serves "lower is better". Range: 0-100, monotone
    in the value. Edges: missing stays NaN. Errors: ValueError where floor and target are equal or missing.
    Source: UNDP, Human Development Report, technical note 1; OECD/JRC Handbook (2008), step 5.
    """
    low, high = np.asarray(floor, dtype=np.float64), np.asarray(target, dtype=np.float64)
    if not np.all(np.isfinite(low) & np.isfinite(high) & (low != high)):
        raise ValueError("A floor and a target must both be given and differ, or there is nothing to score between.")
    reached = (np.asarray(values, dtype=np.float64) - low) / (high - low)
    return plain(100 * np.clip(reached, 0.0, 1.0))


def band_score(
    values: ArrayLike, low: ArrayLike, high: ArrayLike, outer_low: ArrayLike, outer_high: ArrayLike
) -> Numbers:
    """100 inside the band [low, high], 0 at or beyond the outer limits, linear between.

    All in the unit of the indicator. Range: 0-100, rising up to the band and falling after it. Edges: missing stays
    NaN. Errors: ValueError unless outer_low < low <= high < outer_high. Source: methods, part 5; OECD/JRC Handbook
    (2008), step 5 (distance to a reference).
    """
    a0, a, b, b0 = (np.asarray(limit, dtype=np.float64) for limit in (outer_low, low, high, outer_high))
    if not np.all((a0 < a) & (a <= b) & (b < b0)):
        raise ValueError("A band needs outer_low < low <= high < outer_high.")
    return plain(np.minimum(np.asarray(goalpost_score(values, a0, a)), np.asarray(goalpost_score(values, b0, b))))


def arithmetic_mean(
    scores: pd.DataFrame,
    weights: pd.Series,
    min_weight_present: float = 2 / 3,
    applicable: pd.DataFrame | None = None,
) -> pd.Series:
    """Weighted arithmetic mean over what is present, one value per corps.

    Weights need not sum to 1. What is not applicable leaves numerator and denominator; what is applicable and missing
    counts against the weight present. Range: between the lowest and highest score present. Edges: NaN where less
    than `min_weight_present` of the applicable weight is present, or no weight is applicable; columns of weight 0
    (context) never count. Errors: ValueError for weights that are missing, negative or of other columns, `applicable`
    labelled otherwise than `scores`, or a minimum outside [0, 1].
    Source: OECD/JRC Handbook (2008), step 6; methods, parts 3 and 6.
    """
    if not 0 <= min_weight_present <= 1:
        raise ValueError(f"The weight that must be present is a share from 0 to 1; got {min_weight_present}.")
    values, weight = _values(scores), _aligned(weights, scores)
    due = weight * _applicable(applicable, scores)
    used = np.where(np.isnan(values), 0.0, due)
    present, total = used.sum(axis=1), due.sum(axis=1)
    with np.errstate(invalid="ignore"):
        mean = (used * np.nan_to_num(values)).sum(axis=1) / present
    enough = (present > 0) & (present >= (min_weight_present - _ROUNDING) * total)
    return pd.Series(np.where(enough, _within(mean, values, used > 0), np.nan), index=scores.index)


def geometric_mean(scores: pd.DataFrame, weights: pd.Series, floor: float = 1.0) -> pd.Series:
    """Weighted geometric mean exp(sum w ln max(P, floor)), one value per corps; weights are scaled to sum to 1.

    The floor, in score points, keeps one zero from erasing all else. Range: between the lowest and highest score after
    the floor, and never above the arithmetic mean of the same floored scores. Edges: NaN where any score of positive
    weight is missing. Errors: ValueError for a floor of 0 or less, weights that are missing, negative, all 0 or of
    other columns. Source: UNDP, Human Development Report, technical note 1; OECD/JRC Handbook (2008), step 6.
    """
    if not floor > 0:
        raise ValueError(f"A geometric mean needs a floor above 0; got {floor}.")
    values, weight = np.maximum(_values(scores), floor), _aligned(weights, scores)
    if not weight.sum() > 0:
        raise ValueError("A geometric mean needs at least one weight above 0.")
    counted = weight > 0
    logs = np.log(values[:, counted]) @ (weight[counted] / weight.sum())
    mean = _within(np.exp(logs), values, np.broadcast_to(counted, values.shape))
    return pd.Series(mean, index=scores.index)


def compensation_loss(scores: pd.DataFrame, weights: pd.Series, floor: float = 1.0) -> pd.Series:
    """Points lost because strong pillars cannot buy off a weak one: arithmetic minus geometric mean, per corps.

    Both means over the scores as floored. Range: 0-100. Edges: NaN where a score is missing. Errors as
    `geometric_mean`. Source: methods, part 6.
    """
    difference = arithmetic_mean(scores.clip(lower=floor), weights, 1.0) - geometric_mean(scores, weights, floor)
    return difference.clip(lower=0.0)


def missing_bounds(scores: pd.DataFrame, weights: pd.Series, applicable: pd.DataFrame | None = None) -> MissingBounds:
    """The arithmetic mean with missing scores set to 0 and to 100, so that withholding never improves a position.

    Pass as `applicable` what was applicable and due; only that is filled. Range: 0-100, around every mean that the
    missing data could have given. Edges: nothing missing makes the bounds equal; NaN where no weight is applicable.
    Errors as `arithmetic_mean`. Source: Manski (2003), Partial Identification of Probability Distributions.
    """
    return MissingBounds(
        arithmetic_mean(scores.fillna(0.0), weights, 0.0, applicable),
        arithmetic_mean(scores.fillna(100.0), weights, 0.0, applicable),
    )


def effective_weights(parents: Mapping[str, str], weights: Mapping[str, float]) -> pd.Series:
    """Effective weight of each leaf: the product of the shares down the tree; sums to 1.

    `parents`: the parent of every node under the root, such as {"EFF-06": "EFF.results", "EFF.results": "EFF",
    "EFF": "overall"}. `weights`: the weight of each node among its siblings, on any scale.
    Edges: a leaf of weight 0 (context) gets 0; an empty tree gives an empty Series. Errors: ValueError for a missing
    or negative weight, a cycle, or a weighed branch whose children all weigh 0.
    Source: Becker et al. (2017), Ecological Indicators 80, 12-22, on nominal and effective weights.
    """
    tree = pd.DataFrame({"parent": pd.Series(parents, dtype=object)})
    tree["weight"] = pd.Series(weights, dtype=np.float64).reindex(tree.index)
    if not (tree["weight"] >= 0).all():
        raise ValueError("Every node needs a weight of 0 or more.")
    total = tree.groupby("parent")["weight"].transform("sum")
    share = (tree["weight"] / total.where(total > 0)).fillna(0.0)
    leaves = [node for node in tree.index if node not in set(tree["parent"])]
    effective = pd.Series([_product(leaf, parents, share) for leaf in leaves], index=leaves, dtype=np.float64)
    if len(tree) and abs(effective.sum() - 1) > _ROUNDING:
        raise ValueError(
            f"The effective weights sum to {effective.sum():g}, not 1: a branch has weight while all its children have "
            "none, or the tree has several roots or runs in a circle."
        )
    return effective


def _product(leaf: str, parents: Mapping[str, str], share: pd.Series) -> float:
    product, node, seen = 1.0, leaf, {leaf}
    while node in parents:
        product *= float(share[node])
        node = parents[node]
        if node in seen:
            raise ValueError(f"The tree of weights runs in a circle through {node}.")
        seen.add(node)
    return product


def _values(scores: pd.DataFrame) -> FloatArray:
    return scores.to_numpy(dtype=np.float64, na_value=np.nan)


def _aligned(weights: pd.Series, scores: pd.DataFrame) -> FloatArray:
    if not weights.index.is_unique or set(weights.index) != set(scores.columns):
        raise ValueError("Every column of scores needs exactly one weight, and every weight a column.")
    aligned = weights.reindex(scores.columns).to_numpy(dtype=np.float64)
    if not np.all(aligned >= 0):
        raise ValueError("A weight must be 0 or more; leave an item out by giving it 0.")
    return aligned


def _applicable(applicable: pd.DataFrame | None, scores: pd.DataFrame) -> BoolArray:
    if applicable is None:
        return np.ones(scores.shape, dtype=np.bool_)
    if set(applicable.columns) != set(scores.columns) or not applicable.index.equals(scores.index):
        raise ValueError("`applicable` must have the rows and columns of the scores.")
    if applicable.isna().to_numpy().any():
        raise ValueError("`applicable` must say True or False everywhere.")
    return applicable[list(scores.columns)].to_numpy(dtype=np.bool_)


def _within(mean: FloatArray, values: FloatArray, used: BoolArray) -> FloatArray:
    """Rounding must not lift a mean of hundreds above 100."""
    lowest = np.where(used, values, np.inf).min(axis=1, initial=np.inf)
    highest = np.where(used, values, -np.inf).max(axis=1, initial=-np.inf)
    return np.asarray(np.minimum(np.maximum(mean, lowest), highest))
