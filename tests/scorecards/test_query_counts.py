"""Computing takes a fixed number of queries, whatever the number of corps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legitimacy.models import Run
from legitimacy.scorecards.services import run_execute, run_request
from tests.people import corps_make
from tests.scorecards.world import deliver, deliver_quarters, framework_load, municipality_make


def world_make(numbers: range) -> None:
    """Corps with a survey by town and with records."""
    for number in numbers:
        corps = corps_make(f"W{number:03d}", f"Corps {number}")
        deliver(municipality_make(corps, f"2{number:04d}", 1000), "PRV-03", "2023", value=0.4)
        deliver(corps, "EFF-01", "2025-Q4", 13, 20)
        deliver_quarters(corps, "EFF-07", "2025-Q4", (5, 10), (5, 10))


def queries_of_a_run() -> int:
    run = run_request(period="2025-Q4", reason=Run.Reason.COMMAND, enqueue=False)
    with CaptureQueriesContext(connection) as queries:
        run_execute(run)
    return len(queries)


@pytest.mark.django_db
def test_a_run_over_many_corps_takes_no_more_queries_than_over_few() -> None:
    framework_load()
    world_make(range(2))
    few_first, few_again = queries_of_a_run(), queries_of_a_run()
    world_make(range(2, 32))
    many_first, many_again = queries_of_a_run(), queries_of_a_run()
    assert many_first <= few_first
    assert many_again <= few_again <= 120
