"""Fair peers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.peers import PeerGroups, nearest_peers, peer_value

quick = settings(deadline=None, max_examples=50)
# Eleven corps one step apart, and one far away: the spread is 9.6 steps (population standard deviation).
LINE = pd.DataFrame({"density": [*range(11), 38]}, index=[f"c{i:02}" for i in range(12)])
environments = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=10, max_size=25).map(
    lambda rows: pd.DataFrame(rows, columns=["a", "b"], index=[f"c{i:02}" for i in range(len(rows))])
)


def peers_of(groups: PeerGroups, corps: str) -> pd.DataFrame:
    return groups.table[groups.table["corps"] == corps].set_index("peer")


def test_peers_are_the_nearest_with_their_distances() -> None:
    peers = peers_of(nearest_peers(LINE, k=5), "c00")
    assert list(peers.index) == ["c01", "c02", "c03", "c04", "c05"]
    spread = np.sqrt(np.mean((LINE["density"] - LINE["density"].mean()) ** 2))
    assert list(peers["distance"]) == pytest.approx([step / spread for step in range(1, 6)])


def test_corps_far_from_all_has_no_fair_peers() -> None:
    groups = nearest_peers(LINE)
    assert groups.without_peers == ("c11",)
    assert "c11" not in set(groups.table["peer"])
    assert np.isnan(peer_value(groups, pd.Series(1.0, index=LINE.index))["c11"])


def test_fewer_than_five_corps_within_the_limit_are_no_peers() -> None:
    groups = nearest_peers(LINE.iloc[:5])
    assert groups.table.empty
    assert len(groups.without_peers) == 5


@quick
@given(environments)
def test_weights_sum_to_1_fall_with_distance_and_nobody_is_its_own_peer(environment: pd.DataFrame) -> None:
    table = nearest_peers(environment).table
    assert (table["corps"] != table["peer"]).all()
    for _, group in table.groupby("corps"):
        assert 5 <= len(group) <= 8
        assert group["weight"].sum() == pytest.approx(1)
        assert group["distance"].is_monotonic_increasing
        assert group["weight"].is_monotonic_decreasing


@quick
@given(environments)
def test_units_and_order_of_the_register_do_not_matter(environment: pd.DataFrame) -> None:
    other = nearest_peers(1024 * environment.iloc[::-1])
    pd.testing.assert_frame_equal(nearest_peers(environment).table, other.table)


def test_variable_that_is_the_same_everywhere_only_scales_the_distance() -> None:
    flat = nearest_peers(LINE.assign(language=1.0), distance_limit=0.7)
    assert list(peers_of(flat, "c00").index) == list(peers_of(nearest_peers(LINE, distance_limit=0.99), "c00").index)


def test_corps_with_a_missing_variable_has_no_peers_and_is_nobodys() -> None:
    groups = nearest_peers(LINE.astype(float).replace(5.0, np.nan))
    assert "c05" in groups.without_peers
    assert "c05" not in set(groups.table["peer"])


def test_peer_value_is_the_average_weighted_by_nearness() -> None:
    values = pd.Series(range(12), index=LINE.index, dtype=float)
    groups = nearest_peers(LINE, k=5)
    # Distances 1 to 5 steps: weights 1, 1/2, 1/3, 1/4, 1/5 over 137/60, so the mean is 5 / (137/60).
    assert peer_value(groups, values)["c00"] == pytest.approx(5 / (137 / 60))


def test_peer_value_shares_out_the_weight_of_a_missing_peer_down_to_five() -> None:
    values = pd.Series(7.0, index=LINE.index)
    values.iloc[[1, 2, 3]] = np.nan
    groups = nearest_peers(LINE)
    assert peer_value(groups, values)["c00"] == pytest.approx(7)
    values.iloc[4] = np.nan
    assert np.isnan(peer_value(groups, values)["c00"])


@pytest.mark.parametrize(
    ("environment", "k", "limit"),
    [(LINE, 4, 1.0), (LINE, 8, 0.0), (LINE[[]], 8, 1.0), (pd.concat([LINE, LINE]), 8, 1.0)],
)
def test_peers_that_cannot_be_fair_are_refused(environment: pd.DataFrame, k: int, limit: float) -> None:
    with pytest.raises(ValueError, match="Peers need"):
        nearest_peers(environment, k, limit)
