"""The simulated force register and monthly counts: possible, the same every time, and near what the example expects."""

from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest
from django.utils import timezone

from legitimacy.demo.levels import example_make
from legitimacy.demo.register import register_write
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, OperationalCount, Subject
from legitimacy.simulations import Example
from professionalism.demo.drawing import Volumes, counts_draw, reports_draw, volumes_draw
from professionalism.demo.force import force_simulate
from professionalism.indicators.counting.conflicts import SHARES, operations_compute
from professionalism.indicators.counting.force import force_compute
from professionalism.models import ForceApplication, ForceIncident

TODAY = date(2026, 11, 26)


@cache
def example() -> Example:
    return example_make()


@cache
def volumes() -> Volumes:
    return volumes_draw(example(), TODAY)


@cache
def reports() -> pd.DataFrame:
    return reports_draw(example(), volumes(), TODAY)


def test_two_drawings_are_equal_and_a_later_day_leaves_the_earlier_reports_as_they_were() -> None:
    pd.testing.assert_frame_equal(reports_draw(example(), volumes(), TODAY), reports())
    day = date(2027, 2, 1)
    later = reports_draw(example(), volumes_draw(example(), day), day)
    pd.testing.assert_frame_equal(later[later["on"] <= pd.Timestamp(TODAY)].reset_index(drop=True), reports())


def test_there_are_as_many_reports_as_a_demo_bears_and_their_numbers_are_unique() -> None:
    assert 20_000 <= len(reports()) <= 26_000
    assert reports()["number"].is_unique
    assert reports()["on"].max() <= pd.Timestamp(TODAY)


def test_no_part_is_more_than_its_whole() -> None:
    counts = counts_draw(example(), volumes(), TODAY)
    table = counts.pivot_table(index=["corps", "place", "category"], columns="kind", values="count_", aggfunc="sum")
    for part, whole in (
        ("checks_reasoned", "checks"),
        ("conflicts_without_force", "conflicts"),
        ("conflicts_mediated", "conflicts"),
        ("conflicts_settled", "conflicts_mediated"),
    ):
        both = table[[part, whole]].dropna()
        assert len(both) > 1_000
        assert (both[part] <= both[whole]).all()


@pytest.mark.django_db
def test_what_is_counted_from_them_is_near_what_the_example_expects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    register_write()
    assert force_simulate(example()) == len(reports())
    assert force_simulate(example()) == 0
    assert ForceApplication.objects.count() > ForceIncident.objects.count()
    assert not ForceIncident.objects.exclude(origin="simulated").exists()
    codes = dict(Subject.objects.filter(kind="corps").values_list("pk", "code"))
    for code in ("LEG-03", "LEG-04", "LEG-07", *(share for share in SHARES if share != "PRV-10")):
        compute = operations_compute if code in SHARES else force_compute
        values = compute(Period(2025, 4), None, frozenset({code}))
        rows = values[values["subject_id"].isin(list(codes)) & (values["state"] == "ok")]
        assert len(rows) > 70
        pooled = rows["numerator"].sum() / rows["denominator"].sum()
        expected = float(np.mean(example().expected(code)[:, -4:]))
        assert pooled == pytest.approx(expected, abs=0.05), code


@pytest.mark.django_db
def test_the_planted_cases_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    register_write()
    force_simulate(example())
    assert not ForceIncident.objects.filter(corps__code="V038").exists()
    values = force_compute(Period(2025, 4), None, frozenset({"LEG-06", "LEG-07"}))
    ids = dict(Corps.objects.values_list("code", "pk"))
    shares = values.set_index(["subject_id", "indicator"])["value"]
    assert shares[ids["V039"], "LEG-07"] < 0.6 < 0.9 < shares[ids["V062"], "LEG-07"]
    assert shares[ids["V019"], "LEG-06"] == 0
    monthly = OperationalCount.objects.filter(corps=ids["V017"])
    assert set(monthly.values_list("months", flat=True)) == {1}
    last = monthly.filter(kind="conflicts").order_by("-month").values_list("month", flat=True).first()
    assert last is not None
    assert last < date(2026, 10, 1)  # a month is left to enter
