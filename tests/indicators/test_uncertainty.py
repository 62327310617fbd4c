"""Scores with their ranges: reproducible, honest about what is missing, never narrower than the records allow."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from legitimacy.indicators.composite import compensation_loss, geometric_mean
from legitimacy.indicators.definitions import Direction, Kind, MeasuredBy, State
from legitimacy.indicators.frameworks import FrameworkItem
from legitimacy.indicators.uncertainty import PeriodScores, draw_values, score_period, seed_for
from tests.indicators.scored import ITEMS, NAN, PERIOD, PLAIN, cell, framework, number, score, shares, without

SEED = 721676125749104604372391782908773928442672906526952385507


def test_seeds_are_the_same_on_every_machine() -> None:
    assert seed_for("2025-Q4", "2026", "EFF-06", "5345") == SEED
    assert seed_for("2025-Q4", "2026", "EFF-06", "5346") != SEED


def test_scores_can_be_reproduced_and_differ_between_periods() -> None:
    rows = shares("5345")
    once, again, later = score(rows), score(rows), score(rows, period="2026-Q1")
    pd.testing.assert_frame_equal(once.lower, again.lower, check_exact=True)
    assert number(once.lower, "5345", "overall") != number(later.lower, "5345", "overall")


def test_chunks_and_company_change_no_number() -> None:
    rows = [shares(f"{number}", number / 10) for number in range(1, 8)]
    whole, pieces, alone = score(*rows), score(*rows, corps_at_a_time=2), score(rows[3])
    for name in ("point", "lower", "upper", "worst", "best", "coverage"):
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(pieces, name), check_exact=True)
        pd.testing.assert_frame_equal(getattr(whole, name).loc[["4"]], getattr(alone, name), check_exact=True)
    pd.testing.assert_frame_equal(whole.rank_upper, pieces.rank_upper, check_exact=True)


def test_strong_pillars_do_not_buy_off_a_weak_one() -> None:
    scored = score(shares("5345", {"EFF": 0.9, "LEG": 0.9, "DRV": 0.9, "PRV": 0.1}))
    assert round(number(scored.point, "5345", "overall"), 2) == 51.96
    assert number(scored.point, "5345", "overall") + number(scored.point, "5345", "compensation_loss") == (
        pytest.approx(70.0)
    )


def test_point_scores_agree_with_the_composite_functions() -> None:
    pillars = {"EFF": 0.004, "LEG": 0.7, "DRV": 0.35, "PRV": 1.0}
    point = score(shares("5345", pillars, 1000)).point
    weights = pd.Series(0.25, index=list(pillars))
    assert point["overall"].tolist() == pytest.approx(geometric_mean(point[list(pillars)], weights).tolist())
    assert point["compensation_loss"].tolist() == pytest.approx(
        compensation_loss(point[list(pillars)], weights).tolist()
    )


def one_item(**known: object) -> PeriodScores:
    """Scores of corps 5345 with one single-item facet measured, `EFF.a`, on a goalpost of 0 to 1."""
    items = tuple(item for item in ITEMS if item.code.startswith(("EFF-01", "LEG-01", "DRV-01", "PRV-01")))
    return score([cell("5345", "EFF-01a", **known)], spec=framework(items), draws=20_000)


@pytest.mark.parametrize(("x", "n"), [(8, 10), (30, 120), (0, 15), (400, 500)])
def test_the_range_of_a_proportion_is_that_of_its_beta_distribution(x: float, n: float) -> None:
    scored = one_item(numerator=x, denominator=n)
    exact = 100 * stats.beta(x + 0.5, n - x + 0.5).ppf([0.05, 0.95])
    assert number(scored.upper, "5345", "EFF.a") == pytest.approx(exact[1], abs=0.5)
    assert number(scored.lower, "5345", "EFF.a") == pytest.approx(min(exact[0], 100 * x / n), abs=0.5)


def test_the_range_of_a_rate_is_that_of_its_gamma_distribution() -> None:
    scored = one_item(kind=Kind.COUNT_RATE, numerator=12, denominator=2_000, per=100.0)
    exact = 100 * stats.gamma(12.5, scale=100 / 2_000).ppf([0.05, 0.95])
    assert number(scored.point, "5345", "EFF.a") == pytest.approx(60.0)
    assert number(scored.lower, "5345", "EFF.a") == pytest.approx(exact[0], abs=0.7)
    assert number(scored.upper, "5345", "EFF.a") == pytest.approx(exact[1], abs=0.7)


@pytest.mark.parametrize(
    ("kind", "lower", "upper", "quantiles"),
    [
        (Kind.MEAN_SCORE, 0.4, 0.6, stats.norm(0.5, 0.1 / 1.959964)),
        (Kind.RATIO, 0.4, 0.625, stats.lognorm(np.log(1.25) / 1.959964, scale=0.5)),
        (Kind.MEDIAN_DAYS, 0.4, float("inf"), stats.lognorm(np.log(1.25) / 1.959964, scale=0.5)),
        (Kind.MEDIAN_DAYS, NAN, 0.625, stats.lognorm(np.log(1.25) / 1.959964, scale=0.5)),
        (Kind.PROPORTION, 0.4, 0.6, stats.norm(0.5, 0.1 / 1.959964)),
    ],
)
def test_a_published_interval_gives_the_width_of_the_range(
    kind: Kind, lower: float, upper: float, quantiles: stats.rv_continuous
) -> None:
    scored = one_item(kind=kind, value=0.5, lower=lower, upper=upper)
    ends = [number(scored.lower, "5345", "EFF.a"), number(scored.upper, "5345", "EFF.a")]
    assert ends == pytest.approx(100 * quantiles.ppf([0.05, 0.95]), abs=0.4)


def test_bootstrap_quantiles_of_a_median_are_drawn_from() -> None:
    scored = one_item(kind=Kind.MEDIAN_DAYS, value=0.5, quantiles=list(np.linspace(0.2, 0.7, 101)))
    assert number(scored.lower, "5345", "EFF.a") == pytest.approx(22.5, abs=0.5)
    assert number(scored.upper, "5345", "EFF.a") == pytest.approx(67.5, abs=0.5)


@pytest.mark.parametrize(
    "known",
    [
        {"sampled": False, "numerator": 6, "denominator": 10},
        {"kind": Kind.CHECKLIST, "value": 0.6, "lower": 0.5, "upper": 0.7},
        {"kind": Kind.BOOLEAN, "numerator": 3, "denominator": 5},
        {"value": 0.6},
    ],
)
def test_complete_counts_and_points_without_size_are_not_drawn(known: dict[str, object]) -> None:
    scored = one_item(**known)
    figures = [number(table, "5345", "EFF.a") for table in (scored.lower, scored.point, scored.upper)]
    assert figures == pytest.approx([60.0] * 3)


def test_a_value_without_sample_size_is_reported_as_such() -> None:
    rows = shares("5345")
    rows[0] = cell("5345", "EFF-01a", value=0.5)
    scored = score(rows)
    assert number(scored.unsized, "5345", "EFF") == pytest.approx(1 / 6)
    assert number(scored.unsized, "5345", "LEG") == 0


def test_a_median_that_is_not_reached_scores_zero() -> None:
    items = tuple(
        replace(item, direction=Direction.LOWER, floor=180.0, target=45.0) if item.code == "EFF-01a" else item
        for item in ITEMS
    )
    rows = [*shares("5345")[1:], cell("5345", "EFF-01a", kind=Kind.MEDIAN_DAYS, value=float("inf"), lower=200.0)]
    assert number(score(rows, spec=framework(items)).point, "5345", "EFF.a") == pytest.approx(100 / 3)


def test_a_band_scores_full_inside_and_nothing_beyond_its_outer_limits() -> None:
    band = {"direction": Direction.BAND, "band_low": 0.8, "band_high": 1.25, "outer_low": 0.5, "outer_high": 2.0}
    items = tuple(replace(item, **band) if item.facet == "a" else item for item in ITEMS)  # type: ignore[arg-type]
    values = {"EFF-01a": 1.0, "EFF-02a": 0.65, "EFF-03a": 2.5}
    rows = shares("5345")[3:] + [cell("5345", code, kind=Kind.RATIO, value=value) for code, value in values.items()]
    assert number(score(rows, spec=framework(items)).point, "5345", "EFF.a") == pytest.approx(50.0)


def test_the_range_holds_the_point_score_at_the_edge_of_the_scale() -> None:
    scored = score(shares("5345", 1.0, 12))
    assert number(scored.point, "5345", "overall") == number(scored.upper, "5345", "overall") == pytest.approx(100)
    assert number(scored.lower, "5345", "overall") < 99
    nothing = score(shares("5345", 0.0, 12))
    assert number(nothing.point, "5345", "EFF") == number(nothing.lower, "5345", "EFF") == 0


def test_a_facet_needs_two_thirds_of_its_weight_and_a_pillar_both_facets() -> None:
    enough = score(without(shares("5345"), State.NOT_DELIVERED, "EFF-01a")).point
    too_little = score(without(shares("5345"), State.REJECTED, "EFF-01a", "EFF-02a")).point
    assert number(enough, "5345", "EFF.a") == pytest.approx(50)
    for level in ("EFF.a", "EFF", "overall", "compensation_loss"):
        assert np.isnan(number(too_little, "5345", level))
    assert number(too_little, "5345", "LEG") == pytest.approx(50)


@pytest.mark.parametrize("state", [State.NOT_DUE, State.NOT_APPLICABLE, State.TOO_FEW])
def test_what_is_not_due_leaves_score_and_coverage_alone(state: State) -> None:
    scored = score(without(shares("5345"), state, "EFF-01a", "EFF-02a"))
    assert number(scored.point, "5345", "EFF.a") == pytest.approx(50)
    assert number(scored.coverage, "5345", "EFF") == pytest.approx(1)
    assert number(scored.worst, "5345", "EFF") == number(scored.point, "5345", "EFF")


@pytest.mark.parametrize("state", [State.NOT_DELIVERED, State.REJECTED])
def test_what_was_due_lowers_coverage_and_opens_the_bounds(state: State) -> None:
    scored = score(without(shares("5345"), state, "EFF-01a"))
    assert number(scored.coverage, "5345", "EFF") == pytest.approx(5 / 6)
    assert number(scored.worst, "5345", "EFF.a") == pytest.approx(100 / 3)
    assert number(scored.best, "5345", "EFF.a") == pytest.approx(200 / 3)


def test_a_cell_without_a_row_counts_as_not_delivered() -> None:
    rows = shares("5345")
    dropped, said = score(rows[1:]), score(without(rows, State.NOT_DELIVERED, "EFF-01a"))
    pd.testing.assert_frame_equal(dropped.worst, said.worst)
    pd.testing.assert_frame_equal(dropped.coverage, said.coverage)


def test_nothing_delivered_still_has_bounds() -> None:
    scored = score([cell("5345", "EFF-01a", state=State.NOT_DELIVERED)])
    assert np.isnan(number(scored.point, "5345", "overall"))
    assert number(scored.worst, "5345", "overall") == pytest.approx(1.0)
    assert number(scored.best, "5345", "overall") == pytest.approx(100.0)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(ITEMS), unique_by=lambda item: item.code), st.sampled_from(ITEMS), st.floats(0, 1))
def test_withholding_never_raises_the_lower_bound(
    withheld: list[FrameworkItem], further: FrameworkItem, share: float
) -> None:
    rows = shares("5345", {"EFF": share, "LEG": 0.2, "DRV": 1.0, "PRV": 0.6}, 50)
    before = score(without(rows, State.NOT_DELIVERED, *(item.code for item in withheld)), draws=1)
    after = score(without(rows, State.NOT_DELIVERED, further.code, *(item.code for item in withheld)), draws=1)
    assert (after.worst <= before.worst + 1e-9).all(axis=None)
    scored = before.point[before.worst.columns]
    assert ((scored >= before.worst - 1e-9) | scored.isna()).all(axis=None)


def test_context_items_and_strangers_never_enter() -> None:
    context = replace(PLAIN, code="EFF-18", weight=0.0, direction=Direction.CONTEXT, floor=None, target=None)
    strange = [cell("5345", "EFF-18", value=9.0), cell("5345", "ZZZ-99", value=9.0)]
    plain, more = score(shares("5345")), score([*shares("5345"), *strange], spec=framework((*ITEMS, context)))
    pd.testing.assert_frame_equal(plain.lower, more.lower, check_exact=True)


def test_externally_verified_weight_is_summed_per_pillar() -> None:
    verified = {"EFF-01a": MeasuredBy.EXTERNAL, "EFF-01b": MeasuredBy.AUDITED}
    items = tuple(replace(item, measured_by=verified.get(item.code, MeasuredBy.SELF)) for item in ITEMS)
    scored = score(shares("5345"), spec=framework(items))
    assert number(scored.verified, "5345", "EFF") == pytest.approx(1 / 3)
    assert number(scored.verified, "5345", "LEG") == 0


@pytest.mark.parametrize("opposite", [False, True])
def test_a_shared_draw_widens_the_range(opposite: bool) -> None:
    shared = tuple(replace(item, shared_draw="force records") if item.facet == "a" else item for item in ITEMS)
    if opposite:
        turned = {"direction": Direction.LOWER, "floor": 1.0, "target": 0.0}
        shared = tuple(replace(i, **turned) if i.code == "EFF-01a" else i for i in shared)  # type: ignore[arg-type]
    rows = shares("5345", 0.5, 40)
    alone, together = score(rows, draws=4_000), score(rows, draws=4_000, spec=framework(shared))
    width = (together.upper - together.lower) / (alone.upper - alone.lower)
    # Three equal items that move together spread sqrt(3) times as wide as three that do not.
    assert number(width, "5345", "EFF.a") == pytest.approx(np.sqrt(3), rel=0.1)
    assert number(width, "5345", "EFF.b") == pytest.approx(1.0)


def test_a_single_figure_opens_with_the_draws_of_the_scorecard() -> None:
    scored = one_item(numerator=8, denominator=10)
    items = tuple(item for item in ITEMS if item.code.startswith(("EFF-01", "LEG-01", "DRV-01", "PRV-01")))
    table = pd.DataFrame([cell("5345", "EFF-01a", numerator=8, denominator=10), cell("5346", "EFF-01a", value=0.1)])
    drawn = draw_values(framework(items), table, period=PERIOD, indicator="EFF-01a", corps="5345", draws=scored.draws)
    assert number(scored.upper, "5345", "EFF.a") == pytest.approx(100 * np.quantile(drawn, 0.95))
    with pytest.raises(ValueError, match="EFF-01b of corps 5345 has no value"):
        draw_values(framework(items), table, period=PERIOD, indicator="EFF-01b", corps="5345")


def test_no_corps_gives_empty_tables() -> None:
    table = pd.DataFrame([cell("1", "EFF-01a", value=0.5)])
    scored = score_period(framework(), table, period=PERIOD, corps=[])
    assert scored.point.empty
    assert scored.rank.empty


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({}, "EFF-01a of corps 5345 is delivered but has neither"),
        ({"numerator": 11, "denominator": 10}, "not between 0 and its denominator"),
        ({"kind": Kind.COUNT_RATE, "numerator": -1, "denominator": 10}, "negative count"),
        ({"value": 0.5, "lower": 0.6, "upper": 0.4}, "lower limit lies above"),
        ({"value": 0.5, "per": 0.0}, "multiplier"),
        ({"value": 0.5, "state": "lost"}, "There is no state lost"),
        ({"value": 0.5, "kind": "guess"}, "There is no kind guess"),
        ({"value": 0.5, "quantiles": [0.3, 0.2]}, "quantiles in rising order"),
    ],
)
def test_figures_that_cannot_be_are_refused(known: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        score([cell("5345", "EFF-01a", **known)])


def test_malformed_tables_and_options_are_refused() -> None:
    rows = shares("5345")
    with pytest.raises(ValueError, match="measured twice"):
        score(rows, rows[:1])
    with pytest.raises(ValueError, match="lack the columns per, sampled"):
        score_period(framework(), pd.DataFrame(rows).drop(columns=["per", "sampled"]), period=PERIOD)
    with pytest.raises(ValueError, match="at least one draw"):
        score(rows, draws=0)
    with pytest.raises(ValueError, match="5345 is asked for more than once"):
        score(rows, corps=["5345", "5345"])
