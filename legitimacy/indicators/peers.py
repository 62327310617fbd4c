"""Fair peers: corps in a like environment, chosen on environment and never on outcomes (methods, part 9)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from legitimacy.indicators.intervals import FloatArray

PEERS = 8
MINIMUM_PEERS = 5
DISTANCE_LIMIT = 1.0
NEAREST_COUNTED = 0.1
"""Distance under which a peer gains no more weight, so that one near twin is not the whole peer group."""


@dataclass(frozen=True, slots=True)
class PeerGroups:
    """`table` has one row per corps and peer, nearest first: corps, peer, distance, weight (sums to 1 per corps).

    `without_peers` are the corps for which no fair peers exist: shown as such, never compared all the same.
    """

    table: pd.DataFrame
    without_peers: tuple[object, ...]


def nearest_peers(environment: pd.DataFrame, k: int = PEERS, distance_limit: float = DISTANCE_LIMIT) -> PeerGroups:
    """The k nearest corps of each corps on z-scored environment variables.

    `environment`: one row per corps (its label in the index), one column per variable; skewed ones, such as population
    and density, as logarithms. Distance: Euclidean on z-scores (population standard deviation) divided by the square
    root of the number of variables, so that the limit keeps its meaning when a variable is added: 1 is one standard
    deviation apart on each. Weights: inverse distance, distances under 0.1 counting as 0.1.
    Edges: fewer than 5 peers within the limit means no fair peers; a corps with a missing variable has none and is
    nobody's peer; a variable that is the same everywhere separates nobody; equal distances go by label.
    Errors: ValueError for k under 5, a limit of 0 or less, no variables, or a corps listed twice.
    Source: methods, part 9; the weights after Shepard (1968), Proceedings of the ACM National Conference, 517-524.
    """
    if k < MINIMUM_PEERS or not distance_limit > 0:
        raise ValueError(f"Peers need k of at least {MINIMUM_PEERS} and a distance limit above 0.")
    if environment.shape[1] == 0 or not environment.index.is_unique:
        raise ValueError("Peers need at least one environment variable, and every corps once.")
    complete = environment.dropna().sort_index()
    distances = _distances(complete.to_numpy(dtype=np.float64))
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :k]
    rows, columns = np.repeat(np.arange(len(complete)), nearest.shape[1]), nearest.ravel()
    table = pd.DataFrame(
        {"corps": complete.index[rows], "peer": complete.index[columns], "distance": distances[rows, columns]}
    )
    table = table[np.isfinite(table["distance"]) & (table["distance"] <= distance_limit)]
    table = table[table.groupby("corps")["peer"].transform("size") >= MINIMUM_PEERS].reset_index(drop=True)
    inverse = 1 / table["distance"].clip(lower=NEAREST_COUNTED)
    table["weight"] = inverse / inverse.groupby(table["corps"]).transform("sum")
    fair = set(table["corps"])
    return PeerGroups(table, tuple(corps for corps in environment.index if corps not in fair))


def distances_from(environment: pd.DataFrame, corps: object) -> pd.Series:
    """How far every other corps is from one, nearest first, near enough to be a peer or not.

    `environment` and the distance as in `nearest_peers`. Edges: a corps that is not listed, or with a missing variable,
    is far from nobody: empty. Errors: ValueError for no variables or a corps listed twice. Source: methods, part 9.
    """
    if environment.shape[1] == 0 or not environment.index.is_unique:
        raise ValueError("Peers need at least one environment variable, and every corps once.")
    complete = environment.dropna().sort_index()
    if corps not in complete.index:
        return pd.Series(dtype=np.float64)
    row = _distances(complete.to_numpy(dtype=np.float64))[complete.index.get_loc(corps)]
    return pd.Series(row, index=complete.index).drop(corps).sort_values(kind="stable")


def peer_value(groups: PeerGroups, values: pd.Series) -> pd.Series:
    """Weighted average of the peers' values, for every corps that has fair peers.

    `values`: by corps, in the unit of the indicator, NaN for missing. A peer without a value leaves the average and
    the others share its weight. Range: between the lowest and highest value of the peers. Edges: NaN where fewer than 5
    peers have a value, and for corps without fair peers. Errors: ValueError for a corps listed twice.
    Source: methods, part 9.
    """
    if not values.index.is_unique:
        raise ValueError("Every corps can have one value only.")
    table = groups.table.assign(value=groups.table["peer"].map(values).astype(np.float64)).dropna(subset="value")
    table["weighted"] = table["weight"] * table["value"]
    sums = table.groupby("corps")[["weighted", "weight"]].sum()
    average = (sums["weighted"] / sums["weight"])[table.groupby("corps").size() >= MINIMUM_PEERS]
    everyone = [*groups.table["corps"].unique(), *groups.without_peers]
    return average.reindex(everyone).sort_index()


def _distances(environment: FloatArray) -> FloatArray:
    """Distances between all pairs; infinite to oneself."""
    if not len(environment):
        return np.empty((0, 0))
    spread = environment.std(axis=0)
    z = (environment - environment.mean(axis=0)) / np.where(spread > 0, spread, np.inf)
    distances = np.sqrt(np.square(z[:, None, :] - z[None, :, :]).mean(axis=2))
    np.fill_diagonal(distances, np.inf)
    return np.asarray(distances)
