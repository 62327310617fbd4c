"""EFF-12 and EFF-13 counted from audits: by hand, over a merger, through a recount, and only where audits are held."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
import time_machine

from audit.indicators.counting_audits import audits_compute
from audit.models import Audit
from audit.services.audits.counting import stale_by_age
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, Region, Register, StaleMark, SubjectKind
from tests.people import corps_make
from tests.scorecards.world import region_make, residents_set

pytestmark = pytest.mark.django_db
PERIOD = Period(2025, 4)
TODAY = date(2026, 2, 1)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def country() -> Region:
    return region_make("VBL")


def completed(corps: Corps, on: str, *recommendations: tuple[str, str]) -> Audit:
    """An audit that was completed on a day; each recommendation is (day due, what became of it)."""
    day = date.fromisoformat(on)
    audit = Audit.objects.create(
        register=corps.register, origin="simulated", corps=corps, status="follow_up", title="Audit", pillars=["EFF"],
        period_from=day, period_to=day, planned_for=day, opened_on=day, draft_sent_on=day, final_on=day,
    )  # fmt: skip
    for number, (due, fate) in enumerate(recommendations, start=1):
        due_on = date.fromisoformat(due)
        columns: dict[str, Any] = {"verdict": fate if fate in ("on_time", "late", "not_done") else ""}
        if fate in ("rejected", "confirmed"):
            columns = {"answer": "rejected", "rejection_confirmed_on": due_on if fate == "confirmed" else None}
        audit.recommendations.create(
            number=number, text="x", owner="y", due_on=due_on, original_due_on=due_on, **columns
        )
    return audit


def value(subject: Any, code: str, period: Period = PERIOD) -> Any:
    rows = audits_compute(period, None, frozenset({code}))
    found = rows[rows["subject_id"] == subject.pk]
    return found.iloc[0] if len(found) else None


def test_nothing_is_said_where_no_audit_was_completed(
    demervallei: Corps, belgian_corps: Corps, country: Region
) -> None:
    assert audits_compute(PERIOD).empty
    completed(demervallei, "2025-03-01")
    rows = audits_compute(PERIOD)
    assert belgian_corps.pk not in set(rows["subject_id"])


def test_coverage_is_of_corps_that_exist_and_reaches_back_six_years(
    demervallei: Corps, heidekant: Corps, country: Region
) -> None:
    old, gone = corps_make("V019", "Oud"), corps_make("V020", "Weg")
    for corps in (demervallei, heidekant, old, gone):
        Corps.objects.filter(pk=corps.pk).update(region=country)
        residents_set(corps, 1000)
    Corps.objects.filter(pk=gone.pk).update(valid_to=date(2024, 12, 31))
    completed(demervallei, "2020-01-01")
    completed(heidekant, "2019-12-31")
    completed(gone, "2024-03-01")
    row = value(country, "EFF-12")
    assert (row["numerator"], row["denominator"], row["state"]) == (1, 3, State.OK)
    assert row["value"] == pytest.approx(1 / 3)
    earlier = value(country, "EFF-12", Period(2025, 3))
    assert (earlier["numerator"], earlier["denominator"]) == (2, 3)


def test_a_merged_corps_inherits_the_audits_of_both(demervallei: Corps, heidekant: Corps, country: Region) -> None:
    merged = corps_make("V099", "Samen")
    Corps.objects.filter(pk=merged.pk).update(valid_from=date(2025, 1, 1), region=country)
    for corps in (demervallei, heidekant):
        Corps.objects.filter(pk=corps.pk).update(valid_to=date(2024, 12, 31), region=country)
        CorpsLink.objects.create(predecessor=corps, successor=merged, on=date(2025, 1, 1), residents=1000)
        residents_set(corps, 1000)
    residents_set(merged, 2000)
    completed(demervallei, "2022-05-01", ("2024-02-01", "on_time"), ("2024-03-01", "late"))
    completed(heidekant, "2023-05-01", ("2024-02-10", "on_time"))
    row = value(country, "EFF-12")
    assert (row["numerator"], row["denominator"]) == (1, 1)
    summed = value(merged, "EFF-13")
    assert (summed["numerator"], summed["denominator"], summed["back_cast"]) == (2, 3, True)


def test_recommendations_count_by_the_date_first_agreed(demervallei: Corps, heidekant: Corps) -> None:
    audit = completed(
        demervallei, "2022-01-10",
        ("2022-12-31", "on_time"),  # before the 36 months
        ("2023-01-01", "on_time"), ("2024-06-30", "late"), ("2025-03-01", "not_done"), ("2025-05-01", ""),
        ("2025-06-01", "rejected"), ("2025-07-01", "confirmed"), ("2026-01-15", "on_time"),
    )  # fmt: skip
    audit.recommendations.filter(number=5).update(due_on=date(2026, 12, 31))  # postponed: does not help
    row = value(demervallei, "EFF-13")
    assert (row["numerator"], row["denominator"], row["state"]) == (1, 5, State.OK)
    assert row["value"] == pytest.approx(0.2)
    assert 0 < row["lower"] < 0.2 < row["upper"] < 1
    assert value(heidekant, "EFF-13")["state"] == State.NOT_DUE


def test_what_is_not_due_yet_today_is_not_counted(demervallei: Corps) -> None:
    completed(demervallei, "2025-01-10", ("2026-01-15", "on_time"), ("2026-02-02", ""))
    row = value(demervallei, "EFF-13", Period(2026, 1))
    assert (row["numerator"], row["denominator"]) == (1, 1)


def test_a_draft_counts_nowhere(demervallei: Corps, heidekant: Corps) -> None:
    completed(heidekant, "2024-01-01")
    audit = completed(demervallei, "2025-01-10", ("2025-06-01", "on_time"))
    Audit.objects.filter(pk=audit.pk).update(status="replied", final_on=None)
    assert value(demervallei, "EFF-13")["state"] == State.NOT_DUE


def test_a_restricted_answer_is_a_part_of_the_full_one(demervallei: Corps, heidekant: Corps, country: Region) -> None:
    completed(demervallei, "2024-01-01", ("2025-06-01", "on_time"))
    full = audits_compute(PERIOD)
    part = audits_compute(PERIOD, frozenset({demervallei.pk}), frozenset({"EFF-13"}))
    mine = part[part["subject_id"] == demervallei.pk].drop(columns="as_of").reset_index(drop=True)
    same = full[(full["subject_id"] == demervallei.pk) & (full["indicator"] == "EFF-13")].drop(columns="as_of")
    pd.testing.assert_frame_equal(mine, same.reset_index(drop=True), check_dtype=False)


def test_a_year_has_no_value_of_its_own(demervallei: Corps) -> None:
    completed(demervallei, "2024-01-01", ("2025-06-01", "on_time"))
    assert audits_compute(Period(2025)).empty


def test_what_falls_due_today_is_marked_for_the_nightly_recount(demervallei: Corps, country: Region) -> None:
    completed(demervallei, "2025-01-10", ("2026-01-15", ""), ("2026-06-30", ""))
    stale_by_age(TODAY)
    marks = set(StaleMark.objects.values_list("indicator", "subject_id", "period"))
    assert marks == {("EFF-13", demervallei.pk, "2026-Q1"), ("EFF-12", country.pk, "2026-Q1")}


def test_the_number_of_queries_does_not_grow(
    demervallei: Corps, country: Region, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        corps = Corps.objects.create(
            code=f"W{number:03}", name="Z", register=Register.EXAMPLE, kind=SubjectKind.CORPS, region=country
        )
        completed(corps, "2024-01-01", ("2025-06-01", "on_time"), ("2025-07-01", "late"))
    with django_assert_max_num_queries(22):
        rows = audits_compute(PERIOD)
    assert (rows["indicator"] == "EFF-13").sum() >= 12
