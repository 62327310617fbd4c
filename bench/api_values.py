"""Claim: the API gives the values of a period of a country in one page, and any number of them in flat memory.

185 corps x 70 indicators on PostgreSQL. The page, asked again, against writing the same JSON, and the peak of memory of
the streamed CSV file of eight quarters against that of four.
"""

import json
import os
import statistics
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.compare_matrix import CORPS, database, quarter_make, timed
from bench.result import Ratio
from tests.env import TESTING
from tests.run import DEFAULTS, answers

QUARTERS = [f"{year}-Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)]
URL = "/api/v1/values/?register=example&period=2025-Q4&page_size=15000"
FILE = "/api/v1/values.csv?register=example"
MOST_QUERIES, WRITING_BOUND, MEMORY_BOUND = 5, 2.0, 1.25


def world_make() -> None:
    """Every corps with a figure of every indicator that is due, in eight quarters of one release."""
    from django.core.management import call_command

    from legitimacy.models import Corps, Register, Release, SubjectKind
    from tests.disclosure.world import NOW, framework_make

    call_command("migrate", verbosity=0)
    framework = framework_make()
    release = Release.objects.create(code="bench", register=Register.EXAMPLE, periods=QUARTERS)
    corps = [
        Corps.objects.create(code=f"{5000 + n}", name=f"Corps {n}", register=Register.EXAMPLE, kind=SubjectKind.CORPS)
        for n in range(CORPS)
    ]
    latest: dict[Any, Any] = {}
    for quarter in QUARTERS:
        quarter_make(quarter, corps, framework, release, latest)
    Release.objects.update(status=Release.Status.APPROVED, approved_at=NOW)


def measure() -> dict[str, float]:
    import orjson
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    with CaptureQueriesContext(connection) as captured:
        cold = timed(lambda: client.get(URL))
        queries = len(captured)
    answer = client.get(URL)
    document = orjson.loads(answer.content)
    assert document["next"] is None
    pairs = [(timed(lambda: client.get(URL)), timed(lambda: json.dumps(document))) for _ in range(15)]
    warm, writing = (statistics.median(column) for column in zip(*pairs, strict=True))
    file_peak(client, f"{FILE}&indicator=EFF-06")
    return {
        "queries": queries,
        "rows": len(document["results"]),
        "cold": cold,
        "warm": warm,
        "writing": writing,
        "some": file_peak(client, f"{FILE}&year=2025&indicator=EFF-06"),
        "year": file_peak(client, f"{FILE}&year=2025"),
        "all": file_peak(client, FILE),
    }


def file_peak(client: Any, address: str) -> float:
    """Peak of memory of Python's objects in megabytes while a whole file goes by."""
    tracemalloc.start()
    for _piece in client.get(address, headers={"accept-encoding": "identity"}):
        pass
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


def run() -> list[Ratio]:
    given = os.environ.get("DATABASE_URL", "")
    server = given if given.startswith("postgres") else DEFAULTS["DATABASE_URL"]
    if not answers(server):
        print("| values of the API | | | not measured | PostgreSQL does not answer: set DATABASE_URL |")
        return []
    with database(server) as url:
        own = {"DATABASE_URL": url, "REDIS_URL": "", "DEMO": "1", "DJANGO_SETTINGS_MODULE": "legitimacy.settings"}
        command = [sys.executable, "-m", "bench.api_values", "--child"]
        child = subprocess.run(command, env=os.environ | TESTING | own, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(child.stdout.splitlines()[-1])
    times = f"cold {found['cold'] * 1e3:.0f} ms, {found['rows']} rows"
    detail = f"{found['warm'] * 1e3:.0f} / {found['writing'] * 1e3:.0f} ms"
    memory = f"{found['all']:.1f} MB for eight quarters, {found['year']:.1f} MB for four"
    return [
        Ratio("values of a period, queries cold", found["queries"] / MOST_QUERIES, 1.0, times),
        Ratio(
            "values of a period asked again, against writing its JSON",
            found["warm"] / found["writing"],
            WRITING_BOUND,
            detail,
        ),
        Ratio("stream of all values, peak of memory", found["all"] / found["year"], MEMORY_BOUND, memory),
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["--child"]:
        import django

        django.setup()
        world_make()
        print(json.dumps(measure()))
    else:
        for ratio in run():
            print(ratio.row(), flush=True)
