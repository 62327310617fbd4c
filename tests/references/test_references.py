"""Our functions against numbers that others computed. See README.md beside this file."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from legitimacy.indicators.agreement import agreement_of
from legitimacy.indicators.composite import arithmetic_mean, geometric_mean, goalpost_score
from legitimacy.indicators.funnel import ratio_funnel
from legitimacy.indicators.intervals import (
    Interval,
    byar_interval,
    poisson_exact_interval,
    risk_ratio,
    risk_ratio_interval,
    wilson_interval,
)

HERE = Path(__file__).parent


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(HERE / name)


def assert_limits(interval: Interval, lower: pd.Series, upper: pd.Series) -> None:
    np.testing.assert_allclose(interval.lower, lower, rtol=0, atol=1e-6)
    np.testing.assert_allclose(interval.upper, upper, rtol=0, atol=1e-6)


def test_wilson_limits_equal_those_of_r() -> None:
    rows = read("proportion_intervals.csv")
    assert_limits(wilson_interval(rows.x, rows.n), rows.wilson_lo, rows.wilson_hi)
    assert_limits(wilson_interval(rows.x, rows.n), rows.wilson_formula_lo, rows.wilson_formula_hi)


def test_exact_poisson_limits_equal_those_of_r() -> None:
    rows = read("poisson_intervals.csv")
    assert_limits(poisson_exact_interval(rows.x), rows.exact_lo, rows.exact_hi)


def test_byar_limits_equal_those_of_r() -> None:
    rows = read("poisson_intervals.csv")
    assert_limits(byar_interval(rows.x), rows.byar_lo, rows.byar_hi)


def test_risk_ratios_equal_those_of_epitools() -> None:
    rows = read("risk_ratios.csv")
    interval = risk_ratio_interval(rows.a, rows.n1, rows.b, rows.n0)
    np.testing.assert_allclose(risk_ratio(rows.a, rows.n1, rows.b, rows.n0), rows.rr, atol=1e-6)
    assert_limits(interval, rows.lo, rows.hi)
    assert_limits(interval, rows.epitools_lo, rows.epitools_hi)


@pytest.mark.parametrize("adjusted", [True, False])
@pytest.mark.parametrize(("level", "columns"), [(0.95, ("ll95", "ul95")), (0.998, ("ll998", "ul998"))])
def test_funnel_limits_without_overdispersion_equal_those_of_funnelplotr(
    level: float, columns: tuple[str, str], adjusted: bool
) -> None:
    rows = read("funnel_poisson_limits.csv")
    funnel = ratio_funnel([20] * 10, [20] * 10)
    assert (funnel.theta0, funnel.tau2) == (1.0, 0.0)
    assert_limits(funnel.limits(rows.number_seq, level, adjusted), rows[columns[0]], rows[columns[1]])


@pytest.fixture
def countries() -> pd.DataFrame:
    rows = read("hdi_2022.csv").set_index("iso3").dropna(subset="hdi_2022")
    assert len(rows) == 193
    return rows


@pytest.fixture
def parts(countries: pd.DataFrame) -> pd.DataFrame:
    schooling = pd.DataFrame(
        {
            "expected": goalpost_score(countries["eys_2022"], 0, 18),
            "mean": goalpost_score(countries["mys_2022"], 0, 15),
        },
        index=countries.index,
    )
    income = goalpost_score(np.log(countries["gnipc_2022"]), np.log(100), np.log(75_000))
    return pd.DataFrame(
        {
            "health": goalpost_score(countries["le_2022"], 20, 85),
            "education": arithmetic_mean(schooling, pd.Series({"expected": 1.0, "mean": 1.0})),
            "income": income,
        },
        index=countries.index,
    )


def test_all_193_human_development_indices_come_out(countries: pd.DataFrame, parts: pd.DataFrame) -> None:
    index = geometric_mean(parts, pd.Series(1.0, index=parts.columns)) / 100
    pd.testing.assert_series_equal(index.round(3), countries["hdi_2022"], check_names=False, atol=1e-9)


def test_our_floor_of_one_point_acts_on_no_country(parts: pd.DataFrame) -> None:
    assert parts.to_numpy().min() > 2


def test_kappa_equals_that_of_scikit_learn() -> None:
    for row in read("cohen_kappa.csv").itertuples():
        both, first, second, none = (int(row[place]) for place in (1, 2, 3, 4))
        pairs = [(True, True)] * both + [(True, False)] * first + [(False, True)] * second + [(False, False)] * none
        found = agreement_of(pairs)
        assert found.kappa == pytest.approx(row.kappa, abs=1e-12)
        assert found.share == pytest.approx((both + none) / len(pairs))


def test_kappa_of_three_answers_equals_that_of_scikit_learn() -> None:
    """Counts of pairs of answers and the value that scikit-learn 1.9.1 gives for them."""
    counts = {
        ("met", "met"): 21, ("met", "na"): 2, ("met", "not_met"): 5, ("na", "met"): 3, ("na", "na"): 12,
        ("na", "not_met"): 1, ("not_met", "met"): 1, ("not_met", "not_met"): 15,
    }  # fmt: skip
    pairs = [pair for pair, times in counts.items() for _time in range(times)]
    assert agreement_of(pairs).kappa == pytest.approx(0.6923076923076923, abs=1e-12)


def test_kappa_says_nothing_where_both_always_gave_one_answer() -> None:
    assert agreement_of([(True, True)] * 30).kappa is None
    assert agreement_of([]).kappa is None
