"""Indicators counted from training and selection: each worked out by hand (docs/methods/training.md)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, School
from legitimacy.scorecards.sources import value_sources
from professionalism.indicators.counting.training import training_compute
from professionalism.models import TrainingCount
from professionalism.services.training.stale import CODES
from tests.people import corps_make
from tests.professionalism.training import (
    attended,
    counted,
    counted_all,
    delivered,
    module_make,
    procedure_make,
    programme_make,
    school_make,
)
from tests.scorecards.world import region_make, residents_set

pytestmark = pytest.mark.django_db
Q4, YEAR = Period(2025, 4), Period(2025)


@pytest.fixture
def school(db: None) -> School:
    return school_make()


def value(subject: Any, code: str, period: Period = Q4) -> Any:
    rows = training_compute(period, None, frozenset({code}))
    found = rows[rows["subject_id"] == subject.pk]
    return found.iloc[0] if len(found) else None


def numbers(subject: Any, code: str, period: Period = Q4) -> tuple[Any, ...]:
    row = value(subject, code, period)
    return (row["numerator"], row["denominator"], row["state"])


def test_no_records_give_no_rows(demervallei: Corps, school: School) -> None:
    assert training_compute(Q4).empty
    assert training_compute(YEAR).empty


def test_hours_are_split_over_themes_and_weighted_by_people(demervallei: Corps, school: School) -> None:
    """Q1 10 people x 8 h, of which 2 + 1 h on the two themes; Q4 20 x 4 h with none; Q2 and Q3 5 x 8 h each.

    Part: (10 + 5 + 5) x 3 = 60 h. Whole: 20 x 8 + 20 x 4 = 240 h. So 25 %.
    """
    mixed = module_make(school, "M1", 8, societal_problems=2, problem_solving=1, mediation=3)
    other = module_make(school, "M2", 4, gpi48_firearm=4)
    for period, people in (("2025-Q1", 10), ("2025-Q2", 5), ("2025-Q3", 5)):
        attended(mixed, demervallei, period, people)
    attended(other, demervallei, "2025-Q4", 12)
    attended(other, demervallei, "2025-Q4", 8, grade="agent")
    for subject in (demervallei, school):
        row = value(subject, "EFF-21")
        assert (row["numerator"], row["denominator"], row["state"]) == (60, 240, State.OK)
        assert row["value"] == pytest.approx(0.25)
        assert row["lower"] != row["lower"], "hours are a complete count: no interval"


def test_a_quarter_without_attendance_is_not_delivered_and_a_zero_is(demervallei: Corps, school: School) -> None:
    module = module_make(school, "M1", 8, societal_problems=8)
    attended(module, demervallei, "2024-Q4", 10)
    for period in ("2025-Q1", "2025-Q2", "2025-Q4"):
        attended(module, demervallei, period, 10)
    assert value(demervallei, "EFF-21")["state"] == State.NOT_DELIVERED
    attended(module, demervallei, "2025-Q3", 0)
    assert numbers(demervallei, "EFF-21") == (240, 240, State.OK)


def test_a_module_of_the_corps_itself_counts_for_the_corps_only(
    demervallei: Corps, heidekant: Corps, school: School
) -> None:
    own = module_make(demervallei, "OWN", 2, problem_solving=1)
    attended(own, demervallei, "2025-Q4", 10)
    attended(module_make(school, "M1", 4), heidekant, "2025-Q4", 10)
    assert numbers(demervallei, "EFF-21") == (10, 20, State.OK)
    assert numbers(school, "EFF-21") == (0, 40, State.OK)


def test_five_sessions_are_of_operational_staff_on_31_december(demervallei: Corps, heidekant: Corps) -> None:
    """30 of 40 inspectors and 9 of 10 agents; civilians do not count. 39 of 50; Wilson 0.6476-0.8725."""
    counted(demervallei, "2025-12-31", "inspector", staff=40, with_five_sessions=30)
    counted(demervallei, "2025-12-31", "agent", staff=10, with_five_sessions=9)
    counted(demervallei, "2025-12-31", "chief_inspector", staff=0, with_five_sessions=0)
    assert value(demervallei, "LEG-10", YEAR) is None, "commissioners are missing"
    counted(demervallei, "2025-12-31", "commissioner", staff=0, with_five_sessions=0)
    counted(demervallei, "2025-12-31", "calog", staff=20)
    row = value(demervallei, "LEG-10", YEAR)
    assert (row["numerator"], row["denominator"]) == (39, 50)
    assert (row["lower"], row["upper"]) == (pytest.approx(0.6476, abs=5e-5), pytest.approx(0.8725, abs=5e-5))
    assert value(heidekant, "LEG-10", YEAR)["state"] == State.NOT_DELIVERED
    assert value(demervallei, "LEG-10", Period(2024)) is None


def test_an_empty_number_is_not_delivered_and_never_zero(demervallei: Corps, heidekant: Corps) -> None:
    counted_all(demervallei, "2025-12-31", staff=40, passed_all_three=0, passed_multicultural=10)
    counted_all(heidekant, "2025-12-31", staff=40, passed_multicultural=4)
    assert numbers(demervallei, "PRV-11") == (0, 40, State.OK)
    assert value(heidekant, "PRV-11")["state"] == State.NOT_DELIVERED
    assert numbers(heidekant, "PRV-17") == (4, 40, State.OK)


def test_civilians_count_in_multicultural_training_and_at_the_front_only(demervallei: Corps) -> None:
    counted_all(
        demervallei, "2025-12-31", staff=40, passed_all_three=8, passed_multicultural=10, front_line=20, with_language=5
    )
    civilians = TrainingCount.objects.get(subject=demervallei, grade="calog")
    civilians.staff, civilians.passed_multicultural, civilians.front_line, civilians.with_language = 10, 5, 4, 3
    civilians.save()
    assert numbers(demervallei, "PRV-11") == (8, 40, State.OK)
    assert numbers(demervallei, "PRV-17") == (15, 50, State.OK)
    assert numbers(demervallei, "DRV-12") == (8, 24, State.OK)


def test_a_school_counts_who_followed_training_there(demervallei: Corps, school: School) -> None:
    second = school_make("VBL-S2", "Le Tilleul")
    counted(school, "2025-12-31", staff=60, passed_all_three=45, passed_multicultural=30)
    assert numbers(school, "PRV-11") == (45, 60, State.OK)
    assert numbers(school, "PRV-17") == (30, 60, State.OK)
    assert value(second, "PRV-11")["state"] == State.NOT_DELIVERED
    assert value(demervallei, "PRV-11")["state"] == State.NOT_DELIVERED
    assert value(school, "LEG-10", YEAR) is None


def test_decisions_are_added_up_over_36_months(demervallei: Corps, school: School) -> None:
    """Before the window 9 of 9; in it 2 of 4 and 6 of 6: 8 of 10. Later quarters are not delivered."""
    procedure_make(demervallei, "2022-Q4", ("f", 10, 9, 9, 9))
    procedure_make(demervallei, "2023-Q1", ("f", 5, 2, 2, 1), ("m", 6, 3, 2, 1))
    procedure_make(demervallei, "2025-Q4", ("m", 9, 6, 6, 6))
    assert numbers(demervallei, "PRV-12") == (8, 10, State.OK)
    assert value(demervallei, "PRV-12", Period(2026, 1))["state"] == State.NOT_DELIVERED
    procedure_make(demervallei, "2025-Q4", ("m", 9, 6, 6, 0), code="T", phase="training")
    assert numbers(demervallei, "PRV-12") == (8, 10, State.OK)
    procedure_make(school, "2025-Q4", ("x", 9, 6, 4, 3), code="T", phase="training")
    assert numbers(school, "PRV-12") == (3, 4, State.OK)


def test_the_country_shows_its_own_selection_before_the_sum_of_its_corps(demervallei: Corps) -> None:
    country = region_make("VBL")
    Corps.objects.filter(pk=demervallei.pk).update(region=country)
    residents_set(demervallei, 1000)
    procedure_make(demervallei, "2025-Q4", ("m", 9, 6, 6, 6))
    assert numbers(country, "PRV-12") == (6, 6, State.OK)
    procedure_make(country, "2025-Q4", ("m", 90, 60, 50, 10))
    assert numbers(country, "PRV-12") == (10, 50, State.OK)


def test_credits_count_where_recognised_on_31_december(demervallei: Corps, school: School) -> None:
    """60 + 2 x 30 of 180 credits: no continued training in either, and what ended or begins later is not recognised."""
    country = region_make("VBL")
    Corps.objects.filter(pk=demervallei.pk).update(region=country)
    basic = programme_make(school, "A", 60, recognised_from=date(2025, 12, 31))
    promotion = programme_make(
        school, "B", 30, kind="promotion", recognised_from=date(2020, 1, 1), recognised_to=date(2025, 12, 31)
    )
    ended = programme_make(school, "C", 40, recognised_from=date(2020, 1, 1), recognised_to=date(2025, 12, 30))
    later = programme_make(school, "D", 20, recognised_from=date(2026, 1, 1))
    continued = programme_make(school, "E", 99, kind="continued", recognised_from=date(2020, 1, 1))
    for programme, classes in ((basic, 1), (promotion, 2), (ended, 1), (later, 1), (continued, 5)):
        delivered(programme, 2025, classes)
    assert numbers(school, "PRV-16", YEAR) == (120, 180, State.OK)
    assert numbers(country, "PRV-16", YEAR) == (120, 180, State.OK)
    second = school_make("VBL-S2", "Le Tilleul")
    assert value(country, "PRV-16", YEAR)["state"] == State.NOT_DELIVERED
    assert value(second, "PRV-16", YEAR)["state"] == State.NOT_DELIVERED
    delivered(programme_make(second, "F", 20), 2025)
    assert numbers(country, "PRV-16", YEAR) == (120, 200, State.OK)


def test_a_merged_corps_has_the_counts_of_both(demervallei: Corps, heidekant: Corps, school: School) -> None:
    merged = corps_make("V099", "Samen")
    Corps.objects.filter(pk=merged.pk).update(valid_from=date(2025, 7, 1))
    for corps in (demervallei, heidekant):
        Corps.objects.filter(pk=corps.pk).update(valid_to=date(2025, 6, 30))
        CorpsLink.objects.create(predecessor=corps, successor=merged, on=date(2025, 7, 1), residents=1000)
        residents_set(corps, 1000)
    module = module_make(school, "M1", 4, problem_solving=2)
    for corps in (demervallei, heidekant):
        for period in ("2025-Q1", "2025-Q2"):
            attended(module, corps, period, 10)
        counted_all(corps, "2025-03-31", staff=20, passed_all_three=5)
    for period in ("2025-Q3", "2025-Q4"):
        attended(module, merged, period, 20)
    row = value(merged, "EFF-21")
    assert (row["numerator"], row["denominator"], row["back_cast"]) == (160, 320, True)
    assert numbers(merged, "PRV-11", Period(2025, 1)) == (10, 40, State.OK)


def test_registers_never_mix(demervallei: Corps, belgian_corps: Corps, school: School) -> None:
    abroad = school_make("BE-S1", "Echte school", "belgium")
    counted(school, "2025-12-31", staff=60, passed_all_three=45)
    rows = training_compute(Q4)
    assert {belgian_corps.pk, abroad.pk}.isdisjoint(rows["subject_id"])


def test_one_source_claims_the_seven_codes_and_counts_in_few_queries(demervallei: Corps, school: School) -> None:
    assert value_sources.get("training").named == CODES
    module = module_make(school, "M1", 8, societal_problems=8)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            training_compute(Q4)
            training_compute(YEAR)
        return len(seen)

    attended(module, demervallei, "2025-Q4", 10)
    counted_all(demervallei, "2025-12-31", staff=40, with_five_sessions=5, passed_all_three=8)
    few = queries()
    for number in range(5):
        corps = corps_make(f"W{number}", f"Dorp {number}")
        attended(module, corps, "2025-Q4", 10)
        counted_all(corps, "2025-12-31", staff=40, with_five_sessions=5, passed_all_three=8)
        procedure_make(corps, "2025-Q4", ("m", 9, 6, 6, 6))
    assert queries() == few
