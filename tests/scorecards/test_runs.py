"""Runs and their parts: joined, claimed, taken over, failed."""

from datetime import timedelta
from typing import Any

import pandas as pd
import pytest
from celery import current_app
from django.db import OperationalError
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Corps, IndicatorValue, Run, RunPart, TrailEvent, User
from legitimacy.scorecards.errors import ClaimLostError, RunFailedError
from legitimacy.scorecards.scope import EVERYTHING, Scope
from legitimacy.scorecards.selectors import run_progress
from legitimacy.scorecards.services import announcing, claims, part_work, run_execute, run_request, working
from legitimacy.scorecards.services.claims import MOST_ATTEMPTS, part_claim, part_hold
from legitimacy.scorecards.services.sweeping import lost_parts_take_over
from legitimacy.scorecards.sources import ValueSource, ValueSourceError, value_sources, values_frame
from tests.scorecards.world import deliver

pytestmark = pytest.mark.django_db


def request(period: str = "2025-Q4", **options: Any) -> Run:
    return run_request(period=period, reason=Run.Reason.COMMAND, enqueue=False, **options)


def values_part(run: Run) -> RunPart:
    return run.parts.get(source="deliveries")


def time_out(part: RunPart) -> None:
    """As if the worker that holds the part had been killed a while ago."""
    RunPart.objects.filter(pk=part.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source beside `deliveries` that cannot count; it knows a name that must not get out."""

    def compute(period: Period, subjects: frozenset[int] | None, codes: frozenset[str] | None) -> pd.DataFrame:
        raise ValueError("Jan Janssens, born 1 May 1970")

    source = ValueSource(name="failing", indicators=("EFF-01",), compute=compute)
    monkeypatch.setattr(value_sources, "_entries", {**value_sources._entries, "failing": source})


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Parts of which workers were told."""
    parts: list[int] = []
    monkeypatch.setattr(current_app, "send_task", lambda _, args, **__: parts.extend(args))
    return parts


def test_a_run_has_a_part_for_each_source_and_one_for_the_scores() -> None:
    run = request()
    assert sorted(run.parts.values_list("source", flat=True)) == ["deliveries", "scoring"]
    assert run_execute(run).status == Run.Status.DONE


def test_a_second_request_joins_the_active_run() -> None:
    first, second = request(), request()
    assert first.pk == second.pk
    assert Run.objects.get().requests == 2


def test_who_asks_for_a_run_stands_on_the_trail(katrien: User, demervallei: Corps) -> None:
    run = request(corps=demervallei, requested_by=katrien)
    event = TrailEvent.objects.get(verb="run.requested")
    assert (event.actor, event.object_id, event.corps) == (katrien, str(run.pk), demervallei.code)


def test_a_finished_run_is_not_joined() -> None:
    first = run_execute(request())
    assert request().pk != first.pk


def test_a_request_for_everything_widens_a_run_for_one_corps(demervallei: Corps) -> None:
    run = request(corps=demervallei)
    part = part_claim(values_part(run).pk)
    assert part is not None
    assert Scope.read(part.scope).subjects == frozenset({demervallei.pk})
    request()
    widened = values_part(run)
    assert (Scope.read(widened.scope), widened.status) == (EVERYTHING, RunPart.Status.WAITING)
    with pytest.raises(ClaimLostError):
        part_hold(part)


def test_a_request_for_one_corps_does_not_disturb_a_run_for_all(demervallei: Corps) -> None:
    run = request()
    part = part_claim(values_part(run).pk)
    request(corps=demervallei)
    assert values_part(run).status == RunPart.Status.CLAIMED
    assert part is not None
    part_hold(part)


def test_a_part_is_claimed_by_one_worker_only() -> None:
    part_id = values_part(request()).pk
    assert part_claim(part_id) is not None
    assert part_claim(part_id) is None


def test_a_lost_part_is_taken_over_and_its_first_worker_writes_nothing(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    run = request()
    lost = part_claim(values_part(run).pk)
    assert lost is not None
    time_out(lost)
    run_execute(run)
    with pytest.raises(ClaimLostError):
        part_hold(lost)
    assert IndicatorValue.objects.count() == 1
    assert values_part(run).attempts == 2


def test_the_scores_wait_for_every_source() -> None:
    run = request()
    scoring = run.parts.get(source=RunPart.SCORING)
    assert part_claim(scoring.pk) is None
    assert part_work(values_part(run).pk)
    run.refresh_from_db()
    assert run.status == Run.Status.DONE


def test_a_failure_is_told_without_what_the_error_knew(failing: None) -> None:
    run = request()
    with pytest.raises(RunFailedError):
        run_execute(run)
    run.refresh_from_db()
    expected = "The values of the source failing could not be computed (ValueError); the log of the worker says more."
    assert (run.status, run.error) == (Run.Status.FAILED, expected)


def test_trouble_with_the_database_is_tried_again_and_then_named(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def locked(part: RunPart) -> None:
        tries.append(part.attempts)
        raise OperationalError("database is locked")

    monkeypatch.setattr(working, "values_work", locked)
    with pytest.raises(RunFailedError, match="OperationalError"):
        run_execute(request())
    assert tries == list(range(1, MOST_ATTEMPTS + 1))


def test_a_part_that_kills_its_workers_is_given_up() -> None:
    run = request()
    RunPart.objects.filter(run=run, source="deliveries").update(attempts=MOST_ATTEMPTS)
    with pytest.raises(RunFailedError, match="AttemptsSpentError"):
        run_execute(run)


def test_progress_counts_parts() -> None:
    run = request()
    assert run_progress("2024-Q1") is None
    before = run_progress("2025-Q4")
    run_execute(run)
    after = run_progress("2025-Q4")
    assert before is not None
    assert after is not None
    assert (before.done, before.total, before.status, before.finished) == (0, 2, "active", None)
    assert (after.done, after.status, after.finished is not None) == (2, "done", True)


def test_text_that_is_no_period_is_refused() -> None:
    with pytest.raises(PeriodError):
        request("2025-Q5")


def test_workers_are_told_after_the_transaction(sent: list[int], django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = run_request(period="2025-Q4", reason=Run.Reason.PERSON)
        assert sent == []
    assert sent == sorted(run.parts.values_list("pk", flat=True))


def test_a_broker_that_does_not_answer_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise BrokerError

    monkeypatch.setattr(current_app, "send_task", refuse)
    run = request()
    assert announcing.parts_announce(run.parts.all()) == 0
    assert run_execute(run).status == Run.Status.DONE


def test_the_clock_calls_again_for_lost_and_forgotten_parts(sent: list[int]) -> None:
    run = request()
    part = part_claim(values_part(run).pk)
    assert part is not None
    assert lost_parts_take_over() == 0
    time_out(part)
    assert lost_parts_take_over() == 1
    Run.objects.update(requested_at=timezone.now() - timedelta(minutes=2))
    lost_parts_take_over()
    assert set(sent) == set(run.parts.values_list("pk", flat=True))


def test_a_lease_is_renewed_while_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    renewed: list[int] = []
    monkeypatch.setattr(claims, "RENEW_EVERY", timedelta(milliseconds=1))
    monkeypatch.setattr(claims, "_lease_extend", lambda part: renewed.append(part.pk))
    part = part_claim(values_part(request()).pk)
    assert part is not None
    with claims.lease_renewed(part):
        while not renewed:
            pass
    assert set(renewed) == {part.pk}


def test_a_source_needs_a_plain_name_and_indicators_of_its_own(failing: None) -> None:
    for name, codes in (("scoring", ("EFF-02",)), ("Two words", ("EFF-02",)), ("other", ("EFF-01",))):
        with pytest.raises(ValueSourceError):
            ValueSource(name=name, indicators=codes, compute=lambda *_: values_frame())


def test_delivered_figures_give_way_to_a_source_of_records(failing: None) -> None:
    assert "EFF-01" not in value_sources.get("deliveries").codes
    assert "EFF-02" in value_sources.get("deliveries").codes
