"""Ranks and changes are only called real when they are."""

from dataclasses import replace

import numpy as np
import pytest

from legitimacy.indicators.definitions import State
from legitimacy.indicators.uncertainty import change_between
from tests.indicators.scored import number, score, shares, without


def test_ranks_far_apart_are_told_apart_and_close_ones_are_not() -> None:
    far = score(*(shares(f"{place}", 0.1 + 0.1 * place, 4_000) for place in range(8)))
    close = score(*(shares(f"{place}", 0.5, 20) for place in range(8)))
    assert far.rank["overall"].tolist() == [8, 7, 6, 5, 4, 3, 2, 1]
    assert far.distinguishable.all(axis=None)
    assert close.rank["overall"].tolist() == [1] * 8
    assert not close.distinguishable.any(axis=None)
    assert (close.rank_lower <= close.rank).all(axis=None)
    assert (close.rank_upper - close.rank_lower >= 4).all(axis=None)


def test_ranks_are_taken_within_the_group_and_skip_corps_without_a_score() -> None:
    rows = [shares(f"{place}", 0.1 + 0.1 * place, 4_000) for place in range(7)]
    rows[6] = without(rows[6], State.NOT_DELIVERED, "EFF-01a", "EFF-02a")
    groups = {f"{place}": "north" if place < 4 else "south" for place in range(7)}
    scored = score(*rows, groups=groups)
    assert scored.rank["EFF"].fillna(0).tolist() == [4, 3, 2, 1, 2, 1, 0]
    assert scored.rank["LEG"].tolist() == [4, 3, 2, 1, 3, 2, 1]
    assert not scored.distinguishable["EFF"].iloc[4:].any()
    with pytest.raises(ValueError, match="No group is given for corps 6"):
        score(*rows, groups={f"{place}": "north" for place in range(6)})


def test_a_change_inside_the_joint_range_is_within_the_margin() -> None:
    before = score([*shares("1", 0.5, 100), *shares("2", 0.5, 100)])
    after = score([*shares("1", 0.51, 100), *shares("2", 0.8, 100)], period="2026-Q1")
    change = change_between(before, after)
    assert change.within_margin["EFF"].tolist() == [True, False]
    assert number(change.difference, "2", "EFF") == pytest.approx(30)
    assert number(change.lower, "2", "EFF") < 30 < number(change.upper, "2", "EFF")
    with pytest.raises(ValueError, match="cannot be compared"):
        change_between(before, replace(after, framework="2032"))


def test_a_change_of_what_was_not_scored_twice_is_neither() -> None:
    before = score(without(shares("1"), State.REJECTED, "EFF-01a", "EFF-02a"))
    change = change_between(before, score(shares("1"), period="2026-Q1"))
    assert np.isnan(number(change.difference, "1", "EFF"))
    assert not change.within_margin["EFF"].any()
