"""Different, equal, not to be told apart, or nothing to say: by the kind of the indicator."""

import pytest

from audit.selectors.compare.pairs import Pair, Verdict, parts_pair, tally_of, values_pair
from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.indicators.intervals import newcombe_difference_interval, wilson_interval
from legitimacy.indicators.registry import indicators

SHARE, COMPLETE, RATIO, MEDIAN = "EFF-07", "EFF-01", "DRV-06", "EFF-06"


def figure(code: str, value: float | None, lower: float | None = None, upper: float | None = None) -> VisibleValue:
    return VisibleValue(
        subject_id=1,
        corps_code="V017",
        indicator=code,
        period="2025-Q4",
        window="",
        state="ok",
        visibility="shown",
        value=value,
        lower=lower,
        upper=upper,
    )


def share(successes: int, trials: int) -> VisibleValue:
    lower, upper = wilson_interval(successes, trials)
    return figure(SHARE, successes / trials, float(lower), float(upper))


def pair(one: VisibleValue | None, first: VisibleValue | None) -> Pair:
    known = one or first
    assert known is not None
    return values_pair(indicators.get(known.indicator), one, first)


def test_shares_are_held_apart_by_newcombes_interval() -> None:
    found = pair(share(56, 70), share(48, 80))
    lower, upper = newcombe_difference_interval(56, 70, 48, 80)
    assert found.verdict is Verdict.DIFFERENT
    assert (found.lower, found.upper) == pytest.approx((float(lower), float(upper)))
    assert pair(share(10, 20), share(11, 20)).verdict is Verdict.ALIKE


def test_intervals_that_overlap_may_still_differ() -> None:
    """Looking whether two intervals overlap is stricter than the interval of the difference."""
    one, first = share(60, 100), share(44, 100)
    assert (one.lower or 0) < (first.upper or 0)
    assert pair(one, first).verdict is Verdict.DIFFERENT


def test_complete_counts_are_equal_or_different() -> None:
    assert pair(figure(COMPLETE, 0.7), figure(COMPLETE, 0.7)).verdict is Verdict.EQUAL
    found = pair(figure(COMPLETE, 0.7), figure(COMPLETE, 0.71))
    assert found.verdict is Verdict.DIFFERENT
    assert not found.by_chance


def test_ratios_are_compared_by_their_ratio() -> None:
    found = pair(figure(RATIO, 0.8, 0.7, 0.92), figure(RATIO, 0.4, 0.3, 0.53))
    assert found.is_ratio
    assert found.difference == pytest.approx(2.0)
    assert found.verdict is Verdict.DIFFERENT
    assert pair(figure(RATIO, 0.8, 0.5, 1.3), figure(RATIO, 0.7, 0.4, 1.2)).verdict is Verdict.ALIKE


def test_a_median_without_an_upper_limit_can_only_be_told_apart_from_below() -> None:
    waiting = figure(MEDIAN, 120.0, 100.0, None)
    assert pair(waiting, figure(MEDIAN, 30.0, 25.0, 36.0)).verdict is Verdict.DIFFERENT
    assert pair(waiting, figure(MEDIAN, 140.0, 130.0, 150.0)).verdict is Verdict.ALIKE


@pytest.mark.parametrize(
    ("one", "first"),
    [
        (None, figure(SHARE, 0.5, 0.4, 0.6)),
        (figure(SHARE, None), figure(SHARE, 0.5, 0.4, 0.6)),
        (figure(SHARE, 0.5), figure(SHARE, 0.5, 0.4, 0.6)),
        (figure(SHARE, 0.9, 0.4, 0.6), figure(SHARE, 0.5, 0.4, 0.6)),
        (figure(RATIO, 0.0, 0.0, 0.6), figure(RATIO, 0.5, 0.4, 0.6)),
    ],
    ids=["absent", "hidden", "margin not published", "outside its interval", "ratio of nothing"],
)
def test_nothing_is_said_where_nothing_can_be(one: VisibleValue | None, first: VisibleValue) -> None:
    assert pair(one, first).verdict is Verdict.UNKNOWN


def part(score: float | None, lower: float | None = None, upper: float | None = None) -> VisiblePart:
    return VisiblePart(
        corps_id=1,
        corps_code="V017",
        period="2025-Q4",
        key="EFF",
        level="pillar",
        visibility="shown",
        score=score,
        lower=lower,
        upper=upper,
    )


@pytest.mark.parametrize(
    ("one", "first", "verdict"),
    [
        (part(70, 65, 75), part(50, 45, 55), Verdict.DIFFERENT),
        (part(70, 55, 80), part(65, 50, 75), Verdict.ALIKE),
        (part(70, 70, 70), part(70, 70, 70), Verdict.EQUAL),
        (part(70, 71, 75), part(50, 45, 49), Verdict.DIFFERENT),
        (part(None, 60, 65), part(50, 45, 55), Verdict.UNKNOWN),
        (None, part(50, 45, 55), Verdict.UNKNOWN),
    ],
    ids=["apart", "alike", "points", "score beside its quantiles", "band", "absent"],
)
def test_scores_are_held_apart_by_their_draws(one: VisiblePart | None, first: VisiblePart, verdict: Verdict) -> None:
    assert parts_pair(one, first).verdict is verdict


def test_the_tally_counts_only_what_chance_can_move() -> None:
    complete = pair(figure(COMPLETE, 0.7), figure(COMPLETE, 0.8))
    nothing = pair(figure(SHARE, None), share(1, 2))
    tally = tally_of([complete, nothing, pair(share(56, 70), share(48, 80)), *[pair(share(1, 2), share(1, 2))] * 19])
    assert (tally.compared, tally.different, tally.by_chance) == (20, 1, 1.0)
