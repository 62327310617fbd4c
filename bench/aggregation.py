"""Claim (a): values of one source from 1.25 million records, against COPY into pandas with the same group-by keys.

One side is the real way of a value: a part of a run is claimed, one set-based query counts the records per corps and
quarter, windows are pooled, intervals computed, and IndicatorValue rows written. The other side copies the columns that
are needed out of PostgreSQL and groups them by the same keys in pandas, without intervals and without writing. Both run
in turn, in one process, on a PostgreSQL database that is made for it and dropped afterwards.
"""

import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.result import Ratio
from tests.env import TESTING
from tests.run import DEFAULTS, answers

CLAIM = "values from 1.25 M records against COPY into pandas"
RECORDS, CORPS, BOUND, ROUNDS = 1_250_000, 185, 1.5, 5
PERIOD, QUARTERS = "2025-Q4", 12
SHARES = {
    "EFF-07": ("acknowledged", 4),
    "EFF-09": ("told_committee", 4),
    "PRV-08": ("independent", 4),
    "LEG-02": ("founded", 12),
    "DRV-03": ("discrimination", 12),
}
"""Numerator, and quarters pooled; all complaints are the denominator."""
COUNTS = [column for column, _ in SHARES.values()]

TABLE = f"""
CREATE UNLOGGED TABLE bench_complaint AS
SELECT n AS id, 'K' || lpad(n::text, 11, '0') AS reference, 1 + n % {CORPS} AS corps, received_on,
    received_on + (random() * 14)::int AS acknowledged_on, received_on + (random() * 240)::int AS closed_on,
    (ARRAY['web', 'desk', 'letter', 'phone'])[1 + n % 4] AS channel, (ARRAY['nl', 'fr', 'de'])[1 + n % 3] AS language,
    (random() * 40)::int AS category, random() < 0.8 AS told_committee, random() < 0.7 AS independent,
    random() < 0.12 AS founded, random() < 0.13 AS discrimination, now() AS created_at, now() AS changed_at
FROM (SELECT n, date '2023-01-01' + (random() * 1095)::int AS received_on FROM generate_series(1, {RECORDS}) n) rows;
ALTER TABLE bench_complaint ADD PRIMARY KEY (id);
CREATE UNIQUE INDEX ON bench_complaint (reference);
CREATE INDEX ON bench_complaint (corps, received_on);
CREATE INDEX ON bench_complaint (closed_on);
VACUUM ANALYZE bench_complaint;
"""


def counts_by_query(starts: list[str]) -> pd.DataFrame:
    """Complaints and each numerator per corps and quarter (1 is the first), counted by the database."""
    from django.db import connection

    columns = ["corps", "quarter", "complaints", *COUNTS]
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT corps, width_bucket(received_on, %s::date[]) AS quarter, count(*),
                count(*) FILTER (WHERE acknowledged_on <= received_on + 7), count(*) FILTER (WHERE told_committee),
                count(*) FILTER (WHERE independent), count(*) FILTER (WHERE founded),
                count(*) FILTER (WHERE discrimination)
            FROM bench_complaint WHERE received_on >= %s AND received_on < %s GROUP BY 1, 2""",
            [starts[:-1], starts[0], starts[-1]],
        )
        return pd.DataFrame(cursor.fetchall(), columns=columns)


def counts_by_copy(starts: list[str]) -> pd.DataFrame:
    """The same counts from the records themselves: COPY as CSV, days as whole numbers, grouped by pandas."""
    from django.db import connection

    buffer = io.BytesIO()
    query = f"""COPY (
        SELECT corps, received_on - date '{starts[0]}' AS received, acknowledged_on - received_on AS waited,
            told_committee::int, independent::int, founded::int, discrimination::int
        FROM bench_complaint WHERE received_on >= date '{starts[0]}' AND received_on < date '{starts[-1]}'
    ) TO STDOUT WITH CSV HEADER"""
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(query, buffer)
    buffer.seek(0)
    types = {"corps": "int16", "received": "int32", "waited": "int16"} | dict.fromkeys(COUNTS[1:], "int8")
    rows = pd.read_csv(buffer, dtype=types, engine="c")
    ends = (pd.to_datetime(starts) - pd.Timestamp(starts[0])).days.to_numpy()
    rows["quarter"] = np.searchsorted(ends, rows["received"], side="right")
    rows["acknowledged"] = rows["waited"] <= 7
    grouped = rows.groupby(["corps", "quarter"])
    counts = grouped[COUNTS].sum()
    return counts.assign(complaints=grouped.size()).reset_index()


def values_compute(period: object, subject_ids: frozenset[int] | None, codes: frozenset[str] | None) -> pd.DataFrame:
    """The value source: counts by query, pooled into windows, with Wilson's intervals."""
    from django.utils import timezone

    from legitimacy.indicators.intervals import wilson_interval
    from legitimacy.indicators.registry import indicators
    from legitimacy.models import Corps
    from legitimacy.scorecards.sources import values_frame

    counts = counts_by_query(quarter_starts())
    subjects = dict(enumerate(Corps.objects.order_by("code").values_list("pk", flat=True), start=1))
    frames = []
    for code in sorted(codes or SHARES):
        column, quarters = SHARES[code]
        pooled = counts[counts["quarter"] > QUARTERS - quarters].groupby("corps")[[column, "complaints"]].sum()
        limits = wilson_interval(pooled[column], pooled["complaints"])
        frames.append(
            pd.DataFrame(
                {
                    "subject_id": pooled.index.map(subjects), "indicator": code, "period": str(period),
                    "window": indicators.get(code).window.value, "numerator": pooled[column].to_numpy(),
                    "denominator": pooled["complaints"].to_numpy(), "n": pooled["complaints"].to_numpy(),
                    "value": (pooled[column] / pooled["complaints"]).to_numpy(), "lower": limits.lower,
                    "upper": limits.upper, "coverage": 1.0, "back_cast": False, "state": "ok", "origin": "simulated",
                    "source": "bench", "as_of": timezone.now(),
                }
            )
        )  # fmt: skip
    return values_frame(pd.concat(frames, ignore_index=True))


def quarter_starts() -> list[str]:
    """First days of the quarters of the window, and the day after it."""
    from legitimacy.indicators.periods import Period

    last = Period.parse(PERIOD)
    return [last.shift(step).start.isoformat() for step in range(1 - QUARTERS, 2)]


def values_written() -> int:
    """One part of a run, claimed, counted and written as a worker does it, then rolled back; number of values added."""
    from django.db import transaction

    from legitimacy.models import Run
    from legitimacy.scorecards.services import run_request
    from legitimacy.scorecards.services.claims import part_claim
    from legitimacy.scorecards.services.working import values_work

    with transaction.atomic():
        run = run_request(period=PERIOD, reason=Run.Reason.COMMAND, enqueue=False)
        part = part_claim(run.parts.get(source="bench").pk)
        assert part is not None
        values_work(part)
        part.refresh_from_db()
        transaction.set_rollback(True)
    return part.added


def world_make() -> None:
    """Corps, a framework, the records, and the source that counts them."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from legitimacy.imports.framework import framework_import
    from legitimacy.models import Corps, Register, SubjectKind
    from legitimacy.scorecards.sources import ValueSource, value_sources

    call_command("migrate", verbosity=0)
    framework = settings.BASE_DIR / "data" / "framework"
    framework_import(path=framework / "framework_2026.csv", facets=framework / "framework_2026_facets.csv")
    for number in range(CORPS):
        code = f"B{number:03d}"
        Corps.objects.create(code=code, name=code, register=Register.EXAMPLE, kind=SubjectKind.CORPS)
    with connection.cursor() as cursor:
        for statement in TABLE.split(";\n"):
            if statement.strip():
                cursor.execute(statement)
    # The app of complaints claims some of these indicators; here they come from the records of the bench alone.
    value_sources._entries = {source.name: source for source in value_sources if not source.named}
    value_sources.register(ValueSource(name="bench", indicators=tuple(SHARES), compute=values_compute))


def measure() -> dict[str, float]:
    """Medians in seconds of both sides, run in turn, after one turn that only warms up."""
    import django

    django.setup()
    world_make()
    starts = quarter_starts()
    added = values_written()
    assert added == CORPS * len(SHARES)
    by_query, by_copy = counts_by_query(starts), counts_by_copy(starts)
    keys = ["corps", "quarter"]
    assert (
        by_copy[by_query.columns].sort_values(keys).to_numpy().tolist()
        == by_query.sort_values(keys).to_numpy().tolist()
    )
    pairs = [(seconds(values_written), seconds(lambda: counts_by_copy(starts))) for _ in range(ROUNDS)]
    values, copy = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {"values": values, "copy": copy, "added": added}


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def database(server: str) -> Iterator[str]:
    """URL of a database of its own on `server`, dropped afterwards."""
    import psycopg2

    name = f"bench_aggregation_{os.getpid()}"
    connection = psycopg2.connect(server)
    connection.autocommit = True
    try:
        connection.cursor().execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        connection.cursor().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.close()


def run() -> list[Ratio]:
    """In a process of its own, as the settings of this one may name another database. Needs PostgreSQL."""
    given = os.environ.get("DATABASE_URL", "")
    server = given if given.startswith("postgres") else DEFAULTS["DATABASE_URL"]
    if not answers(server):
        print(f"| {CLAIM} | | | not measured | PostgreSQL does not answer: set DATABASE_URL |")
        return []
    with database(server) as url:
        own = {"DATABASE_URL": url, "REDIS_URL": "", "DEMO": "1", "DJANGO_SETTINGS_MODULE": "legitimacy.settings"}
        command = [sys.executable, "-m", "bench.aggregation", "--measure"]
        done = subprocess.run(command, env=os.environ | TESTING | own, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    detail = f"{found['values']:.2f} s for {found['added']} values / {found['copy']:.2f} s"
    return [Ratio(CLAIM, found["values"] / found["copy"], BOUND, detail)]


if __name__ == "__main__":
    if "--measure" in sys.argv:
        print(json.dumps(measure()))
    else:
        for ratio in run():
            print(ratio.row())
