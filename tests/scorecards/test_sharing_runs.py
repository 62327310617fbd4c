"""Several workers at once, on PostgreSQL: each part is done once, each value counted once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from legitimacy.models import Corps, CurrentValue, IndicatorValue, Run
from legitimacy.scorecards.services import run_execute, run_request
from legitimacy.scorecards.services.claims import part_claim
from tests.people import corps_make
from tests.scorecards.world import deliver, framework_load

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WORKERS = 6
Result = TypeVar("Result")


def at_once(work: Callable[[int], Result], over: list[int]) -> list[Result]:
    """Results of `work`, one thread with its own connection for each of `over`."""

    def alone(item: int) -> Result:
        try:
            return work(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(over)) as pool:
        return list(pool.map(alone, over))


def request(period: str) -> Run:
    return run_request(period=period, reason=Run.Reason.COMMAND, enqueue=False)


def world_make() -> list[Corps]:
    framework_load()
    corps = [corps_make(f"W{number:03d}", f"Corps {number}") for number in range(5)]
    for each in corps:
        deliver(each, "EFF-01", "2025-Q4", 13, 20)
        deliver(each, "PRV-03", "2025", 400, 1000)
    return corps


def test_of_many_who_claim_a_part_one_gets_it() -> None:
    part_id = request("2025-Q4").parts.get(source="deliveries").pk
    claims = at_once(lambda _: part_claim(part_id), list(range(WORKERS)))
    assert sum(claim is not None for claim in claims) == 1


def test_of_many_who_ask_for_a_period_all_get_the_same_run() -> None:
    runs = at_once(lambda _: request("2025-Q4").pk, list(range(WORKERS)))
    assert len(set(runs)) == 1
    assert Run.objects.get().requests == WORKERS


def test_workers_that_share_a_run_count_every_value_once() -> None:
    corps = world_make()
    run = request("2025-Q4")
    done = at_once(lambda _: run_execute(Run.objects.get(pk=run.pk)).status, list(range(3)))
    assert set(done) == {Run.Status.DONE}
    assert IndicatorValue.objects.count() == CurrentValue.objects.count() == 2 * len(corps)
    assert run.parts.get(source="deliveries").added == 2 * len(corps)


def test_two_periods_that_hold_the_same_year_write_it_once() -> None:
    corps = world_make()
    runs = [request("2025").pk, request("2025-Q4").pk]
    at_once(lambda pk: run_execute(Run.objects.get(pk=pk)).pk, runs)
    assert IndicatorValue.objects.filter(indicator="PRV-03").count() == len(corps)
    assert set(IndicatorValue.objects.values_list("revision", flat=True)) == {1}
