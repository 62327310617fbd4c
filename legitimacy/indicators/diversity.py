"""Composition of staff: representation, parity, and descriptive diversity (methods, part 12).

Only representation and parity feed a score. Blau, Shannon, Pielou and Hill describe: they punish corps in homogeneous
areas. `counts` hold one element per group on the last axis, so a table of corps x groups is computed at once.
"""

import numpy as np
from numpy.typing import ArrayLike

from legitimacy.indicators.intervals import FloatArray, Numbers, plain
from legitimacy.indicators.intervals import counts as checked_counts

SCORE_WEIGHTS = (0.5, 0.3, 0.2)
"""Stock, intake pooled over three years, and retention in the diversity score (methods, part 12)."""
LEAST_WEIGHT = 2 / 3
"""Weight that must be present, as for every mean of scores (methods, part 6)."""
_ROUNDED_SHARES = 0.01
"""Published shares are rounded, so their sum may miss 1 by this much."""


def blau_index(counts: ArrayLike) -> Numbers:
    """Blau's index 1 - sum q^2: the chance that two people drawn with replacement differ in group.

    Range: 0 (one group) to 1 - 1/k for k equal groups. Edges: an empty group changes nothing; no people gives NaN.
    Errors: ValueError for negative counts. Source: Blau (1977), Inequality and Heterogeneity; Simpson (1949).
    """
    return plain(1 - np.square(_shares(counts)).sum(axis=-1))


def shannon_index(counts: ArrayLike) -> Numbers:
    """Shannon's entropy -sum q ln q, in nats.

    Range: 0 (one group) to ln k. Edges and errors as `blau_index`; 0 ln 0 counts as 0.
    Source: Shannon (1948), Bell System Technical Journal 27, 379-423.
    """
    shares = _shares(counts)
    # Adding 0.0 turns the -0.0 of a single group into 0.0.
    return plain(-(shares * np.log(np.where(shares > 0, shares, 1.0))).sum(axis=-1) + 0.0)


def pielou_evenness(counts: ArrayLike) -> Numbers:
    """Pielou's evenness: Shannon's entropy over its maximum, ln of the number of groups present.

    Range: 0-1, 1 when the groups present are equally large. Edges: NaN with fewer than two groups present, where
    evenness has no meaning. Errors as `blau_index`. Source: Pielou (1966), Journal of Theoretical Biology 13, 131-144.
    """
    present = (_shares(counts) > 0).sum(axis=-1)
    maximum = np.where(present > 1, np.log(np.maximum(present, 2)), np.nan)
    return plain(np.asarray(shannon_index(counts)) / maximum)


def hill_number(counts: ArrayLike, order: float) -> Numbers:
    """Hill number (sum q^order)^(1 / (1 - order)): the effective number of groups.

    `order` 0 counts the groups present, 1 is exp(Shannon), 2 is 1 / sum q^2. Range: 1 to the number of groups
    present, falling with the order. Edges: no people gives NaN. Errors: ValueError for negative counts or order.
    Source: Hill (1973), Ecology 54, 427-432.
    """
    if not 0 <= order < np.inf:
        raise ValueError(f"The order of a Hill number is 0 or more; got {order}.")
    if order == 1:
        return plain(np.exp(shannon_index(counts)))
    shares = _shares(counts)
    # An empty group must add nothing at order 0 either; 0 times a missing share stays missing.
    powers = np.where(shares > 0, shares**order, 0.0 * shares)
    return plain(powers.sum(axis=-1) ** (1 / (1 - order)))


def representation_ratio(staff_share: ArrayLike, reference_share: ArrayLike) -> Numbers:
    """R = q / p: a group's share of the staff over its share of the reference population; 1 is parity.

    Shares 0-1. Range: from 0 upwards. Edges: a group absent from the reference population has no ratio, NaN.
    Errors: ValueError for a share outside [0, 1]. Source: Subramaniam (1967), Representative bureaucracy: a
    reassessment, American Political Science Review 61, 1010-1019.
    """
    staff, reference = _checked_shares(staff_share), _checked_shares(reference_share)
    return plain(staff / np.where(reference > 0, reference, np.nan))


def parity_score(staff_shares: ArrayLike, reference_shares: ArrayLike) -> Numbers:
    """100 (1 - 1/2 sum |q_g - p_g|): 100 minus the per cent of staff that would have to differ for parity.

    Shares 0-1 over all groups on the last axis, each adding up to 1. Range: 0-100. Edges: a missing share gives NaN.
    Errors: ValueError for a share outside [0, 1] or shares that do not add up to 1 within rounding (0.01).
    Source: the dissimilarity index of Duncan and Duncan (1955), American Sociological Review 20, 210-217.
    """
    staff, reference = _checked_shares(staff_shares), _checked_shares(reference_shares)
    for shares, whose in ((staff, "staff"), (reference, "reference")):
        total = shares.sum(axis=-1)
        if np.any(np.abs(total - 1) > _ROUNDED_SHARES + 1e-9):
            raise ValueError(f"The {whose} shares of all groups must add up to 1; add a group for the rest.")
    return plain(np.clip(100 * (1 - np.abs(staff - reference).sum(axis=-1) / 2), 0.0, 100.0))


def diversity_score(stock: ArrayLike, intake: ArrayLike, retention: ArrayLike) -> Numbers:
    """Parity of the stock 50 %, of the intake pooled over three years 30 %, of retention 20 %: a score 0-100.

    Each part is a parity score 0-100. Edges: a missing part (NaN) leaves its weight out; under two thirds of the
    weight the score is NaN. Errors: ValueError outside 0-100. Source: methods, parts 6 and 12.
    """
    parts = np.stack(np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in (stock, intake, retention))))
    if np.any((parts < 0) | (parts > 100)):
        raise ValueError("A parity score must lie between 0 and 100.")
    weights = np.where(np.isnan(parts), 0.0, np.reshape(SCORE_WEIGHTS, (3,) + (1,) * (parts.ndim - 1)))
    present = weights.sum(axis=0)
    score = (weights * np.nan_to_num(parts)).sum(axis=0) / np.where(present > 0, present, np.nan)
    return plain(np.where(present >= LEAST_WEIGHT, score, np.nan))


def one_hire_change(staff: ArrayLike) -> Numbers:
    """Change in a group's share when one post goes to a member of it: 1 / staff, a share 0-1.

    In a corps of 60 one hire moves the share by 0.0167, 1.67 points. Edges: no staff gives NaN.
    Errors: ValueError for a negative number. Source: methods, part 12.
    """
    people = checked_counts(staff, "number of staff")
    return plain(1 / np.where(people > 0, people, np.nan))


def _shares(counts: ArrayLike) -> FloatArray:
    people = np.atleast_1d(checked_counts(counts, "count"))
    if people.shape[-1] == 0:
        people = np.zeros((*people.shape[:-1], 1))
    total = people.sum(axis=-1, keepdims=True)
    return np.asarray(people / np.where(total > 0, total, np.nan))


def _checked_shares(shares: ArrayLike) -> FloatArray:
    array = np.asarray(shares, dtype=np.float64)
    if np.any((array < 0) | (array > 1)):
        raise ValueError("A share must lie between 0 and 1; write 45 % as 0.45.")
    return array
