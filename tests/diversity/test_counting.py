"""Indicators counted from staff returns: each worked out by hand (docs/methods/diversity.md)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diversity.indicators.counting.origin import origin_compute
from diversity.indicators.counting.staff import staff_compute
from diversity.models import RecruitmentArea, StaffReturn
from diversity.workflow.staffing import Part, State
from legitimacy.indicators.definitions import State as ValueState
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink
from tests.diversity.returns import composition, disability, movements, origin, residents
from tests.people import corps_make
from tests.scorecards.world import region_make, residents_set

pytestmark = pytest.mark.django_db
Q4 = Period(2025, 4)


def value(subject: Any, code: str, period: Period = Q4, only: frozenset[int] | None = None) -> Any:
    compute = origin_compute if code in ("DRV-06", "DRV-07") else staff_compute
    rows = compute(period, only, frozenset({code}))
    found = rows[rows["subject_id"] == subject.pk]
    assert len(found) <= 1
    return found.iloc[0] if len(found) else None


def numbers(subject: Any, code: str, period: Period = Q4) -> tuple[Any, ...]:
    row = value(subject, code, period)
    return (row["numerator"], row["denominator"], row["state"])


def test_women_of_operational_staff_and_of_the_leaders(demervallei: Corps, heidekant: Corps) -> None:
    """25 + 4 of 75 + 4 + 1 + 20 = 29 of 100; Wilson 0.2101-0.3855. A civilian director is one more leader: 5 of 21."""
    more = {
        (Part.MANDATE, "operational", "chief", "f"): 1,
        (Part.MANDATE, "civilian", "director", "f"): 1,
        (Part.GRADE, "civilian", "calog_a", "f"): 30,
    }
    composition(demervallei, "2025-12-31", basic=(25, 54), officers=(4, 16), x=1, more=more)
    assert numbers(demervallei, "DRV-04") == (29, 100, ValueState.OK)
    row = value(demervallei, "DRV-04")
    assert (row["lower"], row["upper"]) == (pytest.approx(0.2101, abs=5e-5), pytest.approx(0.3854, abs=1e-4))
    assert numbers(demervallei, "DRV-05") == (5, 21, ValueState.OK)
    assert value(heidekant, "DRV-04")["state"] == ValueState.NOT_DELIVERED
    assert value(demervallei, "DRV-04", Period(2026, 1)) is None, "a count of a day is of its quarter"


def test_only_validated_counts_of_both_sexes_and_the_last_day_of_a_quarter(
    demervallei: Corps, heidekant: Corps
) -> None:
    composition(demervallei, "2025-10-31", basic=(10, 90))
    composition(demervallei, "2025-11-30", basic=(20, 80))
    composition(demervallei, "2025-12-31", basic=(60, 40), state=State.SUBMITTED)
    composition(heidekant, "2025-12-31", basic=(50,))
    assert numbers(demervallei, "DRV-04") == (20, 100, ValueState.OK)
    assert value(heidekant, "DRV-04")["state"] == ValueState.NOT_DELIVERED, "the men are missing"
    assert value(demervallei, "DRV-05") is None
    StaffReturn.objects.filter(reference_date=date(2025, 11, 30)).update(state=State.REPLACED)
    assert numbers(demervallei, "DRV-04") == (10, 100, ValueState.OK)


def test_disability_is_of_full_time_equivalents_and_never_more_than_all(demervallei: Corps, heidekant: Corps) -> None:
    disability(demervallei, "2025-12-31", (6, 5.25), (200, 175.0))
    disability(heidekant, "2025-12-31", (6, 201.0), (200, 175.0))
    row = value(demervallei, "DRV-08")
    assert (row["numerator"], row["denominator"], row["value"]) == (5.25, 175.0, pytest.approx(0.03))
    assert value(heidekant, "DRV-08")["state"] == ValueState.REJECTED


def test_promotion_ratio_of_a_region_over_three_years(demervallei: Corps, heidekant: Corps) -> None:
    """Women 20 of 50 and men 40 of 80 in three years: 0.40 / 0.50 = 0.80.

    SE of ln: sqrt(1/20 - 1/50 + 1/40 - 1/80) = 0.206155; limits 0.80 x exp(-+1.959964 x 0.206155) = 0.5341 and 1.1983.
    """
    region = region_make("VBL-H", region_make("VBL"))
    Corps.objects.filter(pk__in=[demervallei.pk, heidekant.pk]).update(region=region)
    for corps in (demervallei, heidekant):
        residents_set(corps, 1000)
    movements(demervallei, 2022, (9, 9), (1, 9))
    for year in (2023, 2024, 2025):
        movements(demervallei, year, (4, 10), (10, 20))
        movements(
            heidekant, year, (*{2023: (3, 6), 2024: (3, 7), 2025: (2, 7)}[year],), (0, 0) if year > 2023 else (10, 20)
        )
    row = value(region, "DRV-09")
    assert row["value"] == pytest.approx(0.8)
    assert (row["lower"], row["upper"]) == (pytest.approx(0.5341, abs=5e-4), pytest.approx(1.1983, abs=5e-4))
    assert (row["numerator"], row["denominator"], row["n"]) == (20, 50, 50)
    assert value(demervallei, "DRV-09")["value"] == pytest.approx((12 / 30) / (30 / 60))
    # In the quarters of 2026 the same three years stand, until those of 2026 are over.
    assert value(region, "DRV-09", Period(2026, 3))["value"] == pytest.approx(0.8)
    assert value(region, "DRV-09", Period(2026, 4))["state"] == ValueState.NOT_DELIVERED
    # A restricted answer equals the rows of the full one.
    alone = value(heidekant, "DRV-09", only=frozenset({heidekant.pk}))
    assert alone.drop("as_of").equals(value(heidekant, "DRV-09").drop("as_of"))


def test_a_year_that_is_missing_or_has_no_men_gives_no_ratio(demervallei: Corps, heidekant: Corps) -> None:
    for year in (2022, 2023, 2025):
        movements(demervallei, year, (4, 10), (10, 20))
    movements(heidekant, 2025, (4, 10), (0, 0))
    assert value(demervallei, "DRV-09")["state"] == ValueState.NOT_DELIVERED
    assert value(heidekant, "DRV-09")["state"] == ValueState.TOO_FEW


def test_origin_is_set_against_residents(demervallei: Corps, heidekant: Corps) -> None:
    """15 + 5 of 200 staff is 10 %; 3000 + 1000 of 16000 residents is 25 %: 0.40; without a delivery nothing."""
    assert origin_compute(Q4).empty
    region = region_make("VBL-H", region_make("VBL"))
    Corps.objects.filter(pk__in=[demervallei.pk, heidekant.pk]).update(region=region)
    for corps in (demervallei, heidekant):
        residents_set(corps, 1000)
    origin(demervallei, "2025-12-31", 180, 15, 5)
    assert value(demervallei, "DRV-06")["state"] == ValueState.NOT_DELIVERED, "no residents by origin are known"
    residents(demervallei, working_belgian=12000, working_foreign=3000, working_non_belgian=1000)
    row = value(demervallei, "DRV-06")
    assert row["value"] == pytest.approx(0.4)
    assert (row["numerator"], row["denominator"], row["n"]) == (20, 200, 200)
    # exp(+-1.959964 x sqrt(1/20 - 1/200 + 1/4000 - 1/16000)) = exp(+-0.416651)
    assert (row["lower"], row["upper"]) == (pytest.approx(0.2637, abs=5e-4), pytest.approx(0.6067, abs=5e-4))
    assert value(heidekant, "DRV-06")["state"] == ValueState.NOT_DELIVERED
    assert value(region, "DRV-06")["state"] == ValueState.NOT_DELIVERED, "half of the region does not speak for it"


def test_recruits_are_set_against_the_recruitment_area(demervallei: Corps) -> None:
    """24 of 120 recruits is 20 %; 40 % of the region is 0.5, 25 % of the other region 0.8."""
    nation = region_make("VBL")
    region, other = region_make("VBL-H", nation), region_make("VBL-L", nation)
    Corps.objects.filter(pk=demervallei.pk).update(region=region)
    residents_set(demervallei, 1000)
    residents(region, young_belgian=600, young_foreign=300, young_non_belgian=100)
    residents(other, young_belgian=750, young_foreign=200, young_non_belgian=50)
    for year in (2023, 2024, 2025):
        origin(demervallei, f"{year}-12-31", 32, 6, 2, recruits=True)
    assert value(region, "DRV-07")["value"] == value(demervallei, "DRV-07")["value"] == pytest.approx(0.5)
    RecruitmentArea.objects.create(corps=demervallei, area=other, valid_from=date(2025, 7, 1))
    assert value(demervallei, "DRV-07")["value"] == pytest.approx(0.8)
    assert value(region, "DRV-07")["value"] == pytest.approx(0.5)


def test_a_merged_corps_has_the_counts_of_both(demervallei: Corps, heidekant: Corps) -> None:
    merged = corps_make("V099", "Samen")
    Corps.objects.filter(pk=merged.pk).update(valid_from=date(2025, 7, 1))
    for corps in (demervallei, heidekant):
        Corps.objects.filter(pk=corps.pk).update(valid_to=date(2025, 6, 30))
        CorpsLink.objects.create(predecessor=corps, successor=merged, on=date(2025, 7, 1), residents=1000)
        composition(corps, "2024-12-31", basic=(10, 40))
        movements(corps, 2023, (2, 10), (5, 10))
        movements(corps, 2024, (2, 10), (5, 10))
    movements(merged, 2025, (4, 20), (10, 20))
    assert numbers(merged, "DRV-04", Period(2024, 4)) == (20, 100, ValueState.OK)
    row = value(merged, "DRV-09")
    assert (row["numerator"], row["denominator"], bool(row["back_cast"])) == (12, 60, True)
    assert row["value"] == pytest.approx(0.4)


def test_queries_do_not_grow_with_corps(demervallei: Corps) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            staff_compute(Q4)
            origin_compute(Q4)
        return len(asked)

    def fill(corps: Corps) -> None:
        composition(corps, "2025-12-31", basic=(10, 40), officers=(1, 4))
        disability(corps, "2025-12-31", (6, 6.0), (50, 50.0))
        movements(corps, 2025, (2, 10), (5, 10))
        origin(corps, "2025-12-31", 40, 5, 5)
        origin(corps, "2025-12-31", 40, 5, 5, recruits=True)

    fill(demervallei)
    few = queries()
    for place in range(6):
        fill(corps_make(f"V1{place:02}", f"Corps {place}"))
    assert queries() == few
