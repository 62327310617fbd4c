"""Before and after by hand and by a published interval; noise is never called a success."""

from datetime import date

import numpy as np
import pytest

from legitimacy.indicators.before_after import BeforeAfter, Beside, Figure, Verdict, before_after, beside
from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.intervals import wilson_interval
from legitimacy.indicators.periods import Period

BASE = [1.0, 2.0] * 6  # mean 1.5, every moving range 1: limits 1.5 - 2.66 and 1.5 + 2.66
BEGUN = date(2023, 1, 1)


def quarters(before: list[float], after: list[float]) -> list[Figure]:
    """Quarters up to 2022-Q4 and from 2023-Q1 on."""
    first = Period(2023, 1)
    spans = [first.shift(step - len(before)) for step in range(len(before) + len(after))]
    return [Figure(span.start, span.end, value) for span, value in zip(spans, [*before, *after], strict=True)]


def judged(after: list[float], direction: Direction = Direction.HIGHER, **given: bool) -> BeforeAfter:
    return before_after(quarters(BASE, after), BEGUN, direction, overlapping=False, **given)


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ([2.0, 1.0, 2.0], Verdict.NOISE),
        ([2.0] * 6, Verdict.NOISE),  # six on one side are not seven
        ([2.0] * 7, Verdict.BETTER),
        ([4.2], Verdict.BETTER),
        ([4.2, 1.0, 2.0], Verdict.NOISE),  # one stood out, and it did not last
        ([-1.2], Verdict.WORSE),
    ],
)
def test_later_points_are_judged_by_the_limits_of_before(after: list[float], verdict: Verdict) -> None:
    found = judged(after)
    assert found.verdict == verdict
    assert found.chart is not None
    assert (found.chart.lower, found.chart.upper) == pytest.approx((1.5 - 2.66, 1.5 + 2.66))


def test_direction_says_what_a_change_is_worth() -> None:
    assert judged([4.2], Direction.LOWER).verdict == Verdict.WORSE
    assert judged([4.2], Direction.BAND).verdict == Verdict.CHANGED
    assert judged([2.0] * 7, run_rules=False).verdict == Verdict.NOISE, "a stock carries over"


def share(x: int, n: int, year: int) -> Figure:
    lower, upper = wilson_interval(x, n)
    return Figure(date(year, 1, 1), date(year, 12, 31), x / n, float(lower), float(upper))


def test_two_windows_by_the_published_interval_of_newcombe() -> None:
    """56 of 70 against 48 of 80: 0.2000, from 0.0524 to 0.3339 (Newcombe 1998, table II, contrast a, method 10)."""
    figures = [share(48, 80, 2022), share(56, 70, 2024)]
    found = before_after(figures, date(2023, 6, 1), Direction.HIGHER, overlapping=True)
    assert found.verdict == Verdict.BETTER
    assert found.change == pytest.approx(0.2)
    assert found.margin is not None
    assert tuple(found.margin) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert before_after(figures, date(2023, 6, 1), Direction.LOWER, overlapping=True).verdict == Verdict.WORSE


def test_a_window_that_holds_the_day_speaks_for_neither_side() -> None:
    early, late = share(48, 80, 2022), share(56, 70, 2023)

    def verdict(figures: list[Figure], day: date) -> Verdict:
        return before_after(figures, day, Direction.HIGHER, overlapping=True).verdict

    assert verdict([early, late], date(2023, 1, 2)) == Verdict.TOO_EARLY
    assert verdict([early, late], date(2023, 1, 1)) == Verdict.BETTER
    assert verdict([late], date(2023, 1, 1)) == Verdict.NOTHING_BEFORE
    assert verdict([], date(2023, 1, 1)) == Verdict.NOTHING_BEFORE


def test_figures_without_a_margin_tell_nothing_by_twos() -> None:
    figures = quarters([1.0] * 11, [9.0])
    assert before_after(figures, BEGUN, Direction.HIGHER, overlapping=False).verdict == Verdict.NO_MARGIN


def test_what_changed_everywhere_is_not_told_as_an_own_success() -> None:
    def change(x: int, y: int, n: int) -> BeforeAfter:
        return before_after([share(x, n, 2022), share(y, n, 2024)], BEGUN, Direction.HIGHER, overlapping=True)

    def told(one: BeforeAfter, other: BeforeAfter) -> Beside | None:
        return beside(one, other, Direction.HIGHER)

    assert told(change(480, 600, 1000), change(4800, 6000, 10_000)) == Beside.ALIKE
    assert told(change(480, 600, 1000), change(4800, 4800, 10_000)) == Beside.BETTER
    assert told(change(480, 480, 1000), change(4800, 6000, 10_000)) == Beside.WORSE
    assert told(judged([4.2]), judged([4.3])) == Beside.ALIKE
    assert told(judged([4.2]), judged([2.0])) == Beside.BETTER
    assert told(judged([2.0]), judged([4.2])) == Beside.WORSE
    assert told(judged([4.2]), change(480, 600, 1000)) is None


def test_noise_is_seldom_called_a_change() -> None:
    """1,000 corps in which nothing changed, one later quarter each: about 3 in 1,000 stand outside known limits, and
    somewhat more where limits are estimated from twelve points."""
    rng = np.random.default_rng(7)
    wrong = sum(
        before_after(
            quarters(list(rng.normal(size=12)), list(rng.normal(size=1))), BEGUN, Direction.HIGHER, overlapping=False
        ).verdict
        != Verdict.NOISE
        for _ in range(1000)
    )
    assert wrong < 40
