"""A worker is killed in the middle of a recompute; the result is complete, and counted once."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.run import DEFAULTS, answers
from tests.scorecards.installation import Installation, kill
from tests.scorecards.killed_world import CORPS, PERIOD, VALUES_PER_CORPS

VALUES = CORPS * VALUES_PER_CORPS
PARTS = "FROM legitimacy_runpart WHERE source IN ('deliveries', 'scoring') ORDER BY source"
"""Sources of the apps have a part each too, and nothing to count here."""


def redis_database() -> str:
    """A Redis database for this test alone; a missing Redis is a failure where services are required."""
    server = os.environ.get("REDIS_URL") or DEFAULTS["REDIS_URL"]
    if not answers(server):
        required = os.environ.get("CI") == "true" or os.environ.get("REQUIRE_SERVICES") == "1"
        (pytest.fail if required else pytest.skip)("Redis does not answer.")
    return server.rsplit("/", 1)[0] + "/13"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An installation with PostgreSQL and Redis where tests run on them, else with SQLite and a queue of files."""
    url = redis_database() if connection.vendor == "postgresql" else ""
    if url:
        import redis

        with redis.Redis.from_url(url) as server:
            server.flushdb()
    made = Installation(tmp_path, url)
    yield made
    made.remove()


def lease_end(installation: Installation) -> None:
    """As if the minute of the lease had passed long ago."""
    installation.query("UPDATE legitimacy_runpart SET lease_until = '2000-01-01 00:00:00' WHERE status = 'claimed'")


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(installation: Installation) -> None:
    query = installation.query
    installation.run(sys.executable, "-m", "tests.scorecards.killed_world")
    with installation.worker("tests.scorecards.waiting_worker") as process:
        installation.wait_until("the middle of the part", (installation.folder / "in_the_middle").exists)
        kill(process)
    assert query("SELECT count(*) FROM legitimacy_indicatorvalue") == [(0,)]
    assert query(f"SELECT status {PARTS}") == [("claimed",), ("waiting",)]
    lease_end(installation)
    with installation.worker("legitimacy", "--beat"):
        installation.wait_until("the end of the run", lambda: query("SELECT status FROM legitimacy_run") == [("done",)])
    assert query(f"SELECT attempts, added {PARTS}") == [(2, VALUES), (1, 0)]
    assert query("SELECT count(*), max(revision) FROM legitimacy_indicatorvalue") == [(VALUES, 1)]
    assert query("SELECT count(*) FROM legitimacy_currentvalue") == [(VALUES,)]
    assert query("SELECT count(*) FROM legitimacy_scorecard") == [(CORPS,)]
    again = installation.compute_again(PERIOD)
    assert (again["added"], again["unchanged"]) == (0, VALUES)
