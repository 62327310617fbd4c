"""Claim: lists of force reports and of early signals take as long at a million rows as at ten thousand, on PostgreSQL.

Each size is a database of its own, with the same spread over corps, states, levels and days. A corps of a twentieth of
all rows is looked at, through whole pages as its reviewer, an officer and professional standards ask for them. The
sizes are measured in turn, round by round, so that whatever else the machine does falls on all of them alike.

Measured once at a million reports, cases and signals each, on a machine of two cores that did other work too: ratios of
0.87 to 1.28 against ten thousand.

`python -m bench.force_lists 10000 1000000` measures other sizes than those of `python -m bench`.
"""

import html
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.complaints_lists import NEXT, seconds, use
from bench.result import Ratio
from tests.env import TESTING
from tests.run import DEFAULTS, answers

SIZES = (10_000, 250_000)
BOUNDS = {
    "first page of force reports": 1.3,
    "keyset page of force reports": 1.3,
    "force reports of one level": 1.3,
    "overdue force reports": 1.3,
    "own force reports": 1.3,
    "first page of closed early signals": 1.3,
    "keyset page of closed early signals": 1.3,
    "early signals that wait": 1.3,
    "early signals by file number": 1.3,
}
CORPS, ROUNDS, TIMES, MEMBERS = 20, 6, 3, 40
OVERDUE, OWN = 40, 30
NEXT_SIGNALS = re.compile(r'href="[^"?]*(\?[^"]+)" rel="next"')
"""Reports of the corps that is looked at whose review is overdue, and of its officer: as many at every size."""
FILL = """
INSERT INTO professionalism_forceincident (id, number, register, origin, corps_id, status, version, is_training,
    reporter_id, unit, happened_on, happened_hour, place_kind, functionality, call_type, conflict, duration, threat,
    alternatives, warning, why_lawful, why_needed, why_measured, why_warned, bodycam, bodycam_reference, report_made,
    report_reference, complaint_number, highest_level, started_at, registered_at, completed_at, review_due_on,
    reviewed_on, finding, source_reference)
SELECT gen_random_uuid(), 'G' || lpad(n::text, 9, '0'), 'example', 'simulated', corps.id,
    CASE WHEN n / {corps} < {overdue} THEN 'submitted' ELSE 'reviewed' END, 1, false,
    corps.first_member + CASE WHEN n / {corps} < {own} THEN {members} - 1 ELSE n / {corps} % ({members} - 1) END,
    'Unit ' || n % 7, current_date - 30 - n % 2500, n % 24,
    'street', 'intervention', 'emergency', '', '5_15', 'active', '["communication"]', 'given', 'Text', 'Text', 'Text',
    'Text', 'yes', '', 'yes', '', '', 2 + n % 6, now(), now(), now(), current_date - 10 - n / {corps} % 5,
    CASE WHEN n / {corps} < {overdue} THEN NULL ELSE current_date - 20 END,
    CASE WHEN n / {corps} < {overdue} THEN '' ELSE 'justified' END, ''
FROM generate_series(0, {size} - 1) n
JOIN (SELECT corps_id AS id, min(id) AS first_member, row_number() OVER (ORDER BY corps_id) - 1 AS place
    FROM legitimacy_member GROUP BY corps_id) corps ON corps.place = n % {corps};
INSERT INTO professionalism_forceofficer (incident_id, member_id, "order", harm, care)
SELECT id, reporter_id, 1, 'none', '' FROM professionalism_forceincident;
INSERT INTO professionalism_signalcase (id, register, origin, corps_id, member_id, stage, version, opened_on,
    inform_by, decide_by, informed_on, decided_on, outcome, reasons, reference, closed_on)
SELECT gen_random_uuid(), 'example', 'simulated', corps.id, corps.first_member + n / {corps} % {members},
    CASE WHEN n / {corps} < {members} THEN 'opened' ELSE 'closed' END, 1, day, day + 7, day + 30, day,
    CASE WHEN n / {corps} < {members} THEN NULL ELSE day + 20 END,
    CASE WHEN n / {corps} < {members} THEN '' WHEN n % 9 = 0 THEN 'discipline' ELSE 'none' END,
    'Text', CASE WHEN n / {corps} >= {members} AND n % 9 = 0 THEN 'T' || lpad(n::text, 9, '0') ELSE '' END,
    CASE WHEN n / {corps} < {members} THEN NULL ELSE day + 20 END
FROM (SELECT n, current_date - 30 - n % 700 AS day FROM generate_series(0, {size} - 1) n) n
JOIN (SELECT corps_id AS id, min(id) AS first_member, row_number() OVER (ORDER BY corps_id) - 1 AS place
    FROM legitimacy_member GROUP BY corps_id) corps ON corps.place = n % {corps};
INSERT INTO professionalism_signal (member_id, case_id, rule, "on", source, reference, measures, found_on, expires_on)
SELECT member_id, id, 'judgment', opened_on, 'member_event', id::text, '{{}}'::jsonb, opened_on, opened_on + 730
FROM professionalism_signalcase
"""
FILE_NUMBER = 7_200
"""A case of the corps that is looked at which was handed over, at every size."""


def world_make() -> None:
    """Corps with their members, a reviewer and an officer of the first."""
    from django.core.management import call_command

    from legitimacy.models import Corps, Member, Register, Role, SubjectKind
    from legitimacy.models.members import user_lookup
    from tests.people import person_make

    call_command("migrate", verbosity=0)
    for number in range(CORPS):
        corps = Corps.objects.create(
            code=f"V{number:03}", name=f"V{number:03}", register=Register.EXAMPLE, kind=SubjectKind.CORPS
        )
        Member.objects.bulk_create([Member(corps=corps, unit=f"Unit {place % 7}") for place in range(MEMBERS)])
    first = Corps.objects.get(code="V000")
    amber = person_make("Amber", (Role.OFFICER, first))
    person_make("Gita", (Role.FORCE_REVIEWER, first))
    person_make("Pina", (Role.PROFESSIONAL_STANDARDS, first))
    lookup = user_lookup(amber.pk)
    Member.objects.filter(pk=Member.objects.filter(corps=first).order_by("pk")[MEMBERS - 1].pk).update(
        user_lookup=lookup
    )


def works() -> dict[str, Callable[[], object]]:
    """What is measured, ready to be done again and again in the database in use."""
    from django.test import Client

    from legitimacy.models import User

    def client(name: str) -> Client:
        found = Client()
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        found.force_login(User.objects.get(username=name), backend=backend)
        return found

    gita, amber, pina = client("gita"), client("amber"), client("pina")
    address = "/nl/professionalism/force/reports/"
    deep = address
    for _ in range(4):
        deep = address + html.unescape(NEXT.findall(gita.get(deep).content.decode())[0])

    signals = "/nl/professionalism/signals/"
    closed = f"{signals}?group=closed"
    later = signals + html.unescape(NEXT_SIGNALS.findall(pina.get(closed).content.decode())[0])

    def get(asker: Client, url: str, mark: bytes, least: int = 21) -> Callable[[], object]:
        def page() -> None:
            answer = asker.get(url)
            assert answer.status_code == 200
            assert answer.content.count(mark) >= least, url

        return page

    row = b'scope="row"'
    return {
        "first page of force reports": get(gita, address, row),
        "keyset page of force reports": get(gita, deep, row),
        "force reports of one level": get(gita, f"{address}?level=4", row),
        "overdue force reports": get(gita, f"{address}?group=overdue", row),
        "own force reports": get(amber, "/nl/professionalism/force/", b"<li>"),
        "first page of closed early signals": get(pina, closed, row),
        "keyset page of closed early signals": get(pina, later, row),
        "early signals that wait": get(pina, signals, row),
        "early signals by file number": get(pina, f"{signals}?q=T{FILE_NUMBER:09}", row, 1),
    }


def measure(names: dict[int, str]) -> dict[str, dict[int, float]]:
    """Median seconds of each claim at each size."""
    found: dict[str, dict[int, list[float]]] = {}
    for _ in range(ROUNDS):
        for size, name in names.items():
            use(name)
            for claim, work in works().items():
                work()
                found.setdefault(claim, {}).setdefault(size, []).extend(seconds(work) for _ in range(TIMES))
    return {claim: {size: statistics.median(times) for size, times in by.items()} for claim, by in found.items()}


@contextmanager
def databases(server: str, sizes: tuple[int, ...]) -> Iterator[dict[int, str]]:
    """Names of databases, one for each size, dropped afterwards."""
    import psycopg2

    names = {size: f"bench_force_{os.getpid()}_{size}" for size in sizes}
    admin: Any = psycopg2.connect(server)
    admin.autocommit = True
    cursor = admin.cursor()
    try:
        first = names[sizes[0]]
        cursor.execute(f"CREATE DATABASE {first}")
        child("--make", server, first)
        for size in sizes[1:]:
            cursor.execute(f"CREATE DATABASE {names[size]} TEMPLATE {first}")
        for size, name in names.items():
            filled: Any = psycopg2.connect(urlsplit(server)._replace(path=f"/{name}").geturl())
            filled.autocommit = True
            filled.cursor().execute(FILL.format(size=size, corps=CORPS, overdue=OVERDUE, own=OWN, members=MEMBERS))
            filled.cursor().execute("VACUUM ANALYZE")
            filled.close()
        yield names
    finally:
        for name in names.values():
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.close()


def child(task: str, server: str, name: str, *arguments: str) -> str:
    """A process of its own, as the settings of this one may name another database."""
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    own = {"DATABASE_URL": url, "REDIS_URL": "", "DEMO": "1", "DJANGO_SETTINGS_MODULE": "legitimacy.settings"}
    command = [sys.executable, "-m", "bench.force_lists", task, *arguments]
    return subprocess.run(command, env=os.environ | TESTING | own, stdout=subprocess.PIPE, text=True, check=True).stdout


def run(sizes: tuple[int, ...] = SIZES) -> list[Ratio]:
    given = os.environ.get("DATABASE_URL", "")
    server = given if given.startswith("postgres") else DEFAULTS["DATABASE_URL"]
    if not answers(server):
        print("| lists of force reports | | | not measured | PostgreSQL does not answer: set DATABASE_URL |")
        return []
    with databases(server, sizes) as names:
        pairs = [f"{size}={name}" for size, name in names.items()]
        found = json.loads(child("--measure", server, names[sizes[0]], *pairs).splitlines()[-1])
    ratios = []
    for claim, bound in BOUNDS.items():
        times = {int(size): taken for size, taken in found[claim].items()}
        for size in sizes[1:]:
            detail = f"{times[size] * 1e3:.1f} / {times[sizes[0]] * 1e3:.1f} ms"
            ratios.append(
                Ratio(f"{claim}, {size:,} against {sizes[0]:,}", times[size] / times[sizes[0]], bound, detail)
            )
    return ratios


def main(arguments: list[str]) -> None:
    if arguments[:1] in (["--make"], ["--measure"]):
        import django

        django.setup()
        if arguments[0] == "--make":
            world_make()
        else:
            names = {int(size): name for size, _, name in (pair.partition("=") for pair in arguments[1:])}
            print(json.dumps(measure(names)))
    else:
        for ratio in run(tuple(int(size) for size in arguments) or SIZES):
            print(ratio.row(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
