"""What changed is counted again, and only that."""

from datetime import date

import pytest
from django.conf import LazySettings

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, DeliveredFigure, IndicatorValue, Run, RunPart, Scorecard, StaleMark
from legitimacy.scorecards.scope import Scope
from legitimacy.scorecards.services import (
    open_quarters_recount,
    run_execute,
    run_request,
    runs_request,
    stale_mark,
    stale_marks_sweep,
)
from tests.people import corps_make
from tests.scorecards.world import compute, deliver, deliver_quarters, framework_load, in_force, municipality_make

TODAY = date(2025, 11, 15)


def mark(corps: Corps, indicator: str, day: date = TODAY) -> None:
    stale_mark(source="deliveries", subject_ids=[corps.pk], indicators=[indicator], event_date=day)


def correct(corps: Corps, indicator: str, period: str, numerator: float) -> None:
    figures = DeliveredFigure.objects.filter(subject=corps, indicator=indicator, period=period)
    assert figures.update(numerator=numerator) == 1


def sweep() -> list[str]:
    runs = stale_marks_sweep(enqueue=False)
    return [run_execute(run).period for run in runs]


def scope_of(period: str) -> Scope:
    return Scope.read(RunPart.objects.get(run__period=period, run__reason="stale", source="deliveries").scope)


def test_a_mark_names_the_quarter_or_the_year_of_the_event(demervallei: Corps) -> None:
    stale_mark(source="deliveries", subject_ids=[demervallei.pk], indicators=["EFF-07", "EFF-18"], event_date=TODAY)
    marks = StaleMark.objects.order_by("indicator").values_list("indicator", "period", "event_date")
    assert list(marks) == [("EFF-07", "2025-Q4", TODAY), ("EFF-18", "2025", TODAY)]


def test_a_changed_quarter_is_recounted_in_every_window_that_holds_it(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q4", *[(5, 10)] * 5)
    for period in ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q4"):
        compute(period)
    correct(demervallei, "EFF-07", "2025-Q1", 10)
    mark(demervallei, "EFF-07", date(2025, 2, 1))
    assert sweep() == ["2025-Q1", "2025-Q2", "2025-Q4"]
    assert in_force(demervallei, "EFF-07", "2025-Q4").numerator == 25
    assert in_force(demervallei, "EFF-07", "2024-Q4").revision == 1
    assert not StaleMark.objects.exists()


def test_only_what_was_marked_is_recounted(demervallei: Corps, heidekant: Corps) -> None:
    for corps in (demervallei, heidekant):
        deliver(corps, "EFF-01", "2025-Q4", 4, 8)
        deliver(corps, "EFF-11", "2025-Q4", 4, 8)
    compute("2025-Q4")
    DeliveredFigure.objects.update(numerator=5)
    mark(demervallei, "EFF-01")
    sweep()
    assert scope_of("2025-Q4") == Scope(frozenset({demervallei.pk}), frozenset({"EFF-01"}))
    changed = IndicatorValue.objects.filter(revision=2)
    assert list(changed.values_list("subject", "indicator")) == [(demervallei.pk, "EFF-01")]


def test_a_mark_on_a_town_recounts_its_corps_and_a_merged_one(demervallei: Corps) -> None:
    town = municipality_make(demervallei, "10001", 1000)
    merged = corps_make("V090", "Demerkant")
    CorpsLink.objects.create(predecessor=demervallei, successor=merged, on=date(2026, 1, 1))
    deliver(town, "EFF-01", "2025-Q4", 4, 8)
    compute("2025-Q4")
    StaleMark.objects.create(source="deliveries", subject=town, indicator="EFF-01", period="2025-Q4", event_date=TODAY)
    sweep()
    assert scope_of("2025-Q4").subjects == frozenset({town.pk, demervallei.pk, merged.pk})


def test_a_changed_survey_rescores_the_quarters_on_which_it_stands(demervallei: Corps) -> None:
    framework_load()
    deliver(demervallei, "PRV-03", "2023", 400, 1000)
    for period in ("2023", "2025-Q4"):
        compute(period)
    correct(demervallei, "PRV-03", "2023", 500)
    mark(demervallei, "PRV-03", date(2023, 6, 1))
    assert sweep() == ["2023", "2025-Q4"]
    card = Scorecard.objects.get(corps=demervallei, period="2025-Q4")
    assert card.scores.get(indicator="PRV-03").value.numerator == 500


def test_a_new_quarter_opens_by_itself_and_is_counted_as_a_whole(demervallei: Corps, heidekant: Corps) -> None:
    compute("2025-Q3")
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    deliver(heidekant, "EFF-01", "2025-Q4", 4, 8)
    mark(demervallei, "EFF-01")
    assert sweep() == ["2025-Q4"]
    assert IndicatorValue.objects.count() == 2


def test_a_demo_opens_no_quarter_by_itself(demervallei: Corps, settings: LazySettings) -> None:
    settings.DEMO = True
    compute("2025-Q3")
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    mark(demervallei, "EFF-01")
    assert sweep() == []
    assert not StaleMark.objects.exists()
    mark(demervallei, "EFF-01", date(2025, 8, 1))
    assert sweep() == ["2025-Q3"]


@pytest.mark.parametrize("day", [date(2019, 5, 1), date(2099, 5, 1)])
def test_old_quarters_and_quarters_to_come_do_not_open_by_themselves(demervallei: Corps, day: date) -> None:
    compute("2025-Q3")
    deliver(demervallei, "EFF-01", str(Period.containing(day)), 4, 8)
    mark(demervallei, "EFF-01", day)
    assert sweep() == []
    assert not StaleMark.objects.exists()


def test_the_first_figure_of_an_indicator_makes_it_due_for_the_whole_register(
    demervallei: Corps, heidekant: Corps
) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    compute("2025-Q4")
    deliver(demervallei, "EFF-11", "2025-Q4", 4, 8)
    mark(demervallei, "EFF-11")
    sweep()
    assert in_force(heidekant, "EFF-11", "2025-Q4").state == "not_delivered"


def test_marks_on_a_period_under_way_wait_for_the_next_sweep(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    run = run_request(period="2025-Q4", reason=Run.Reason.COMMAND, enqueue=False)
    mark(demervallei, "EFF-01")
    assert stale_marks_sweep(enqueue=False) == []
    run_execute(run)
    assert sweep() == ["2025-Q4"]


def test_full_runs_make_marks_good_that_touch_nothing_else(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "EFF-07", "2025-Q4", (5, 10), (5, 10))
    compute("2025-Q3")
    mark(demervallei, "EFF-07", date(2025, 8, 1))
    mark(demervallei, "EFF-07", date(2025, 11, 1))
    runs_request(periods=["2025-Q4"], reason=Run.Reason.COMMAND, enqueue=False)
    assert list(StaleMark.objects.values_list("period", flat=True)) == ["2025-Q3"]
    runs_request(periods=["2025-Q3"], reason=Run.Reason.COMMAND, enqueue=False)
    assert StaleMark.objects.count() == 1, "the run of 2025-Q4 may have read its figures before this one began"


def test_a_run_that_failed_makes_the_next_sweep_count_everything(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    compute("2025-Q4")
    Run.objects.create(period="2025-Q4", reason=Run.Reason.STALE, status=Run.Status.FAILED)
    mark(demervallei, "EFF-01")
    sweep()
    assert scope_of("2025-Q4") == Scope()


def test_the_nightly_recount_finds_no_difference_after_marked_changes(demervallei: Corps) -> None:
    figure = deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    compute("2025-Q4")
    correct(demervallei, "EFF-01", figure.period, 5)
    mark(demervallei, "EFF-01")
    (run,) = open_quarters_recount(today=TODAY)
    assert (run.reason, run.error, in_force(demervallei, "EFF-01", "2025-Q4").revision) == ("nightly", "", 2)


def test_the_nightly_recount_reports_and_mends_what_nobody_marked(demervallei: Corps) -> None:
    figure = deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    compute("2025-Q4")
    correct(demervallei, "EFF-01", figure.period, 5)
    (run,) = open_quarters_recount(today=TODAY)
    assert run.error == "The nightly recount changed values that no record had marked as stale: 1 from deliveries."
    assert in_force(demervallei, "EFF-01", "2025-Q4").numerator == 5


@pytest.mark.parametrize(("period", "recounted"), [("2025-Q3", True), ("2025-Q2", False), ("2023", False)])
def test_the_nightly_recount_takes_the_open_quarters_only(demervallei: Corps, period: str, recounted: bool) -> None:
    compute(period)
    assert bool(open_quarters_recount(today=TODAY)) is recounted


def test_the_nightly_recount_tries_periods_again_whose_run_failed(demervallei: Corps) -> None:
    Run.objects.create(period="2021-Q1", reason=Run.Reason.STALE, status=Run.Status.FAILED)
    assert [run.period for run in open_quarters_recount(today=TODAY)] == ["2021-Q1"]


def test_a_mark_of_an_indicator_that_no_longer_exists_is_taken_away(demervallei: Corps) -> None:
    period = str(Period.containing(TODAY))
    StaleMark.objects.create(
        source="deliveries", subject=demervallei, indicator="EFF-99", period=period, event_date=TODAY
    )
    assert stale_marks_sweep(enqueue=False) == []
    assert not StaleMark.objects.exists()
