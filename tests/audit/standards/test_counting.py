"""The six indicators, counted from records and again by plain loops; what is missing; what a change marks as stale."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from django.utils.timezone import localdate

from audit.indicators.standards import standards_compute
from audit.models import Sample, Standard
from audit.services.standards.counting import quarters_of, stale_by_age
from audit.services.standards.sampling import sample_reject
from audit.workflow.standards.drawing import FrameItem
from legitimacy.indicators.definitions import State
from legitimacy.indicators.intervals import wilson_interval
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, CurrentValue, Framework, Run, StaleMark, User
from legitimacy.scorecards.services import open_quarters_recount, run_execute, run_request, stale_marks_sweep
from tests.audit.standards.conftest import Assessed, queries
from tests.audit.standards.registers import register_draw
from tests.people import corps_make

pytestmark = pytest.mark.django_db
Close = Callable[..., Sample]
Q4 = Period(2025, 4)


def value(corps: Corps, code: str, period: Period = Q4) -> dict[str, Any]:
    """One value; an empty answer where there is no row."""
    values = standards_compute(period, None, frozenset({code}))
    rows = values[(values["subject_id"] == corps.pk) & (values["indicator"] == code)].to_dict("records")
    return {str(name): cell for name, cell in rows[0].items()} if rows else {}


def counted(corps: Corps, code: str, period: Period = Q4) -> tuple[float, float]:
    row = value(corps, code, period)
    assert row["state"] == State.OK
    return row["numerator"], row["denominator"]


def test_points_count_from_the_quarter_that_ends_the_period_for_two_years(
    validated: Assessed, demervallei: Corps
) -> None:
    validated(levels={"S1": "partly", "A3": "na"})
    assert value(demervallei, "EFF-04", Period(2025, 3)) == {}
    for period in (Q4, Period(2027, 3)):
        assert counted(demervallei, "EFF-04", period) == (90, 94)
    assert value(demervallei, "EFF-04")["value"] == pytest.approx(100 * 90 / 94)
    assert np.isnan(value(demervallei, "EFF-04")["lower"])
    assert value(demervallei, "EFF-04", Period(2027, 4)) == {}


def test_only_the_newest_validated_assessment_counts(validated: Assessed, sent: Assessed, demervallei: Corps) -> None:
    validated(level="partly", period_from=date(2023, 1, 1), period_to=date(2024, 12, 31))
    validated()
    sent(period_from=date(2025, 7, 1), period_to=date(2026, 6, 30))
    assert counted(demervallei, "EFF-04", Period(2025, 3)) == (50, 100)
    assert counted(demervallei, "EFF-04", Period(2026, 2)) == (100, 100)


def test_each_own_standard_is_one_and_counts_only_when_it_meets_everything(
    validated: Assessed, demervallei: Corps
) -> None:
    validated("inclusion-hr", subject="Recruitment")
    validated("inclusion-hr", subject="Mobility", levels={"H3": "partly"})
    validated("inclusion-practice", subject="Identity checks", levels={"W3": "na"})
    validated("inclusion-education", subject="Training plan", levels={"O1": "not_met"})
    assert counted(demervallei, "DRV-13") == (2, 4)
    validated("inclusion-hr", subject="Mobility", period_from=date(2025, 4, 1), period_to=date(2026, 3, 31))
    assert counted(demervallei, "DRV-13", Period(2026, 1)) == (3, 4)


def test_drawn_items_count_in_the_quarter_of_their_day(closed: Close, demervallei: Corps) -> None:
    sample = closed(failing={1: "Q1", 2: "Q2", 3: "Q3"})
    assert counted(demervallei, "LEG-13") == (117, 120)
    limits = wilson_interval(117, 120)
    row = value(demervallei, "LEG-13")
    assert (row["lower"], row["upper"]) == (pytest.approx(limits.lower), pytest.approx(limits.upper))
    for quarter in (1, 2, 3):
        end = Period(2025, quarter).end
        inside = sample.items.filter(on__lte=end)
        assert counted(demervallei, "LEG-13", Period(2025, quarter)) == (
            inside.filter(passes=True).count(),
            inside.count(),
        )


def test_a_quarter_without_a_sample_is_not_delivered_and_one_that_was_rejected_says_so(
    closed: Close, drawn: Close, amina: User, demervallei: Corps, heidekant: Corps
) -> None:
    closed(failing={1: "Q1"})
    assert value(heidekant, "LEG-13")["state"] == State.NOT_DELIVERED
    assert value(demervallei, "LEG-13", Period(2026, 1))["state"] == State.NOT_DELIVERED
    listed = [FrameItem(key=f"n{place}", on=date(2026, 1, place % 28 + 1)) for place in range(80)]
    other = drawn(items=listed, period_from=date(2026, 1, 1), period_to=date(2026, 3, 31))
    assert value(demervallei, "LEG-13", Period(2026, 1))["state"] == State.NOT_DELIVERED
    sample_reject(sample=other, version=other.version, fault="chosen_by_corps", actor=amina)
    assert value(demervallei, "LEG-13", Period(2026, 1))["state"] == State.REJECTED


def test_tested_pages_stand_for_a_year(closed: Close, demervallei: Corps) -> None:
    pages = [FrameItem(key=f"https://zone.example/{place}") for place in range(40)]
    closed(code="digital-accessibility", items=pages, failing={4: "T4"}, period_from=date(2025, 10, 1))
    assert counted(demervallei, "PRV-14") == (29, 30)
    assert counted(demervallei, "PRV-14", Period(2026, 3)) == (29, 30)
    assert value(demervallei, "PRV-14", Period(2026, 4)) == {}


def test_a_sample_of_communications_counts_for_no_indicator(closed: Close, demervallei: Corps) -> None:
    news = [FrameItem(key=f"{place}", on=date(2025, 2, 1), title=f"News {place}") for place in range(40)]
    closed(code="inclusive-communication", items=news, failing={1: "I1"})
    assert standards_compute(Q4).empty
    assert set(StaleMark.objects.values_list("indicator", flat=True)) == {"EFF-03"}, "the action that came of it"


def test_nothing_counts_before_it_is_closed_or_validated(sent: Assessed, drawn: Close) -> None:
    sent()
    drawn()
    assert standards_compute(Q4).empty


def test_a_merged_corps_is_built_from_what_was_said_of_its_parts(
    closed: Close, heidekant: Corps, demervallei: Corps
) -> None:
    merged = corps_make("V099", "Samen")
    Corps.objects.filter(pk=merged.pk).update(valid_from=date(2025, 7, 1))
    for parts in (demervallei, heidekant):
        CorpsLink.objects.create(predecessor=parts, successor=merged, on=date(2025, 7, 1), residents=10_000)
        Corps.objects.filter(pk=parts.pk).update(valid_to=date(2025, 6, 30))
        closed(corps=parts, failing={1: "Q1"}, period_to=date(2025, 6, 30), items=[
            item for item in queries(300) if item.on is not None and item.on.month < 7
        ])  # fmt: skip
    row = value(merged, "LEG-13", Period(2025, 2))
    assert (row["numerator"], row["denominator"], row["back_cast"]) == (118, 120, True)


def test_asking_for_some_gives_the_rows_of_the_whole(
    standards: dict[str, Standard], demervallei: Corps, heidekant: Corps
) -> None:
    register_draw(9, [demervallei, heidekant], standards)
    whole = standards_compute(Q4)
    part = standards_compute(Q4, frozenset({demervallei.pk}), frozenset({"LEG-13", "EFF-04"}))
    measured = part[part["subject_id"] == demervallei.pk].drop(columns="as_of").reset_index(drop=True)
    same = whole[(whole["subject_id"] == demervallei.pk) & whole["indicator"].isin(["LEG-13", "EFF-04"])]
    pd.testing.assert_frame_equal(measured, same.drop(columns="as_of").reset_index(drop=True), check_dtype=False)
    assert standards_compute(Period(2025)).empty


def test_counting_takes_few_queries_however_much_there_is(
    standards: dict[str, Standard],
    demervallei: Corps,
    heidekant: Corps,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    register_draw(5, [demervallei, heidekant], standards)
    with django_assert_max_num_queries(16):
        standards_compute(Q4)


@pytest.mark.usefixtures("framework")
def test_after_a_validation_the_sweep_counts_and_a_full_recount_finds_no_difference(
    validated: Assessed, closed: Close, demervallei: Corps, heidekant: Corps
) -> None:
    today = localdate()
    period = Period.containing(today)
    first, last = period.shift(-3).start, period.end
    run_execute(run_request(period=str(period), reason=Run.Reason.COMMAND, enqueue=False))
    validated(period_from=first, period_to=last, levels={"S1": "not_met"})
    listed = [FrameItem(key=f"q{place}", on=first + timedelta(days=place)) for place in range(90)]
    closed(items=listed, period_from=first, period_to=last, failing={2: "Q1"})
    for run in stale_marks_sweep(enqueue=False):
        run_execute(run)
    now = CurrentValue.objects.filter(value__subject=demervallei, value__period=str(period))
    assert dict(now.values_list("value__indicator", "value__state")) == {"EFF-04": "ok", "LEG-13": "ok"}
    recounted = open_quarters_recount(today=today)
    assert str(period) in {run.period for run in recounted}
    assert {run.error for run in recounted} == {""}


def test_each_night_marks_what_may_stop_or_go_on_counting(validated: Assessed, demervallei: Corps) -> None:
    assessment = validated()
    assert next(str(each) for each in quarters_of(assessment)) == "2025-Q4"
    StaleMark.objects.all().delete()
    stale_by_age(date(2027, 11, 2))
    assert set(StaleMark.objects.values_list("subject_id", "indicator", "period")) == {
        (demervallei.pk, "EFF-04", "2027-Q4")
    }
    StaleMark.objects.all().delete()
    stale_by_age(date(2028, 2, 2))
    assert not StaleMark.objects.exists()


@pytest.fixture
def framework() -> Framework:
    """The shipped framework, so that runs can score."""
    from io import StringIO

    from django.conf import settings
    from django.core.management import call_command

    path = settings.BASE_DIR / "data" / "framework" / "framework_2026.csv"
    call_command("framework_import", str(path), verbosity=0, stdout=StringIO())
    return Framework.objects.get()
