"""Claim: lists, search and intake of complaints take as long at a million files as at ten thousand, on PostgreSQL.

Each size is a database of its own, grown from one set of files: the same spread over corps, bodies and states. A corps
of a twentieth of all files is looked at, through whole pages as its complaints officer asks for them. The sizes are
measured in turn, round by round, so that whatever else the machine does falls on all of them alike.

`python -m bench.complaints_lists 10000 250000 1000000` measures other sizes than those of `python -m bench`.
"""

import html
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.result import Ratio
from tests.env import TESTING
from tests.run import DEFAULTS, answers

SIZES = (10_000, 250_000)
BOUNDS = {"first list page": 1.3, "keyset page": 1.3, "filtered page": 1.3, "search": 1.3, "intake": 1.2}
CORPS, ROUNDS, TIMES = 39, 6, 3
OWN_SHARE, EXTERNAL_SHARE = 0.05, 0.08
RARE = "zebrapad"
"""A word that stands in 40 files at every size, so that pages hold as many rows."""
NEXT = re.compile(r'<a href="([^"]+)" rel="next"')
STEP = 10_000_000
"""Ids of copies begin at multiples of this."""
NUMBER = """'K-' || string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + ((mixed >> (5 * place)) & 31)::int, 1)
    || CASE WHEN place = 3 THEN '-' ELSE '' END, '' ORDER BY place)"""
COPIES = f"""
CREATE TEMPORARY TABLE numbers AS SELECT id, copy, (
    SELECT {NUMBER} FROM (SELECT ((id + copy * {STEP}::bigint) * 688999999 % 1099511627776) AS mixed) m,
        generate_series(0, 7) place
) AS number FROM complaints_complaint, generate_series(1, {{copies}}) copy;
ALTER TABLE complaints_searchtext DISABLE TRIGGER USER;
"""
COPY_FROM = "FROM {table} t JOIN numbers n ON n.id = t.{key}"
TABLES = (
    ("complaints_complaint", "id", {"number": "n.number"}),
    ("complaints_allegation", "complaint_id", {"complaint_id": None}),
    ("complaints_searchtext", "complaint_id", {"complaint_id": None}),
    ("complaints_message", "complaint_id", {"complaint_id": None}),
)


def world_make() -> None:
    """Corps, people and the smallest set of files."""
    from django.core.management import call_command

    from legitimacy.models import Corps, Register, Role, SubjectKind
    from tests.complaints.factory import many_complaints
    from tests.people import person_make

    call_command("migrate", verbosity=0)
    corps = [
        Corps.objects.create(
            code=f"V{number:03}", name=f"V{number:03}", register=Register.EXAMPLE, kind=SubjectKind.CORPS
        )
        for number in range(CORPS)
    ]
    ilse = person_make("Ilse", (Role.COMPLAINTS_OFFICER, corps[0]))
    person_make("Hanne", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="committee_p")
    smallest = SIZES[0]
    own, external = int(smallest * OWN_SHARE), int(smallest * EXTERNAL_SHARE)
    many_complaints(own, corps[0], handlers=[ilse, person_make("Ivo", (Role.COMPLAINTS_OFFICER, corps[0]))])
    many_complaints(external, corps[0], holder="committee_p", seed=2)
    rest = smallest - own - external
    for number, one in enumerate(corps[1:]):
        share = rest // (CORPS - 1) + (rest % (CORPS - 1) if number == 0 else 0)
        many_complaints(share, one, seed=number + 3)


def grow(cursor: Any, size: int) -> None:
    """Copy every file until there are `size`, each copy with a number of its own."""
    copies = size // SIZES[0] - 1
    if copies:
        for statement in COPIES.split(";\n"):
            if statement.strip():
                cursor.execute(statement.format(copies=copies))
        for table, key, changed in TABLES:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
                [table],
            )
            columns = [name for (name,) in cursor.fetchall()]
            shifted = {"id": f"t.id + n.copy * {STEP}", "complaint_id": f"t.complaint_id + n.copy * {STEP}"} | {
                name: text for name, text in changed.items() if text
            }
            values = ", ".join(shifted.get(name, f't."{name}"') for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} {COPY_FROM.format(table=table, key=key)}")
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        cursor.execute("ALTER TABLE complaints_searchtext ENABLE TRIGGER USER")
    cursor.execute(
        f"UPDATE complaints_searchtext SET folded = folded || ' {RARE}' WHERE complaint_id IN (SELECT id FROM"
        " complaints_complaint WHERE holder = 'corps' ORDER BY corps_id, received_on DESC, id LIMIT 40)"
    )
    cursor.execute("VACUUM ANALYZE")


def use(name: str) -> None:
    """Ask another database from now on."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def works() -> dict[str, Callable[[], object]]:
    """What is measured, ready to be done again and again in the database in use."""
    from django.test import Client

    from legitimacy.models import Corps, User

    client = Client()
    client.force_login(User.objects.get(username="ilse"), backend="allauth.account.auth_backends.AuthenticationBackend")
    address = "/nl/complaints/files/"
    deep = f"{address}?view=unit"
    for _ in range(4):
        deep = html.unescape(NEXT.findall(client.get(deep).content.decode())[0])
    sealed = client.post(address, {"q": RARE})["Location"]
    corps = Corps.objects.get(code="V000")

    def get(url: str) -> Callable[[], object]:
        def page() -> None:
            answer = client.get(url)
            assert answer.status_code == 200
            assert answer.content.count(b'scope="row"') > 1, url

        return page

    return {
        "first list page": get(f"{address}?view=unit"),
        "keyset page": get(deep),
        "filtered page": get(f"{address}?view=unit&language=fr&kind=complaint"),
        "search": get(sealed),
        "intake": lambda: intake(corps),
    }


def intake(corps: Any) -> None:
    """One complaint, as the form sends it."""
    from complaints.services.intake import IdentityIntake, Intake, complaint_register, intake_key_make

    complaint_register(
        Intake(
            register=corps.register,
            origin="simulated",
            corps=corps,
            story="Aan het loket wilde niemand naar mij luisteren. De wijkagent liep gewoon weg.",
            categories=("H3", "O1"),
            identity=IdentityIntake(name="Claire Citoyen", email="claire@example.org"),
            intake_key=intake_key_make(),
        )
    )


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


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def databases(server: str, sizes: tuple[int, ...]) -> Iterator[dict[int, str]]:
    """Names of databases, one for each size, dropped afterwards. The first is filled by a process of its own."""
    import psycopg2

    names = {size: f"bench_complaints_{os.getpid()}_{size}" for size in sizes}
    admin = psycopg2.connect(server)
    admin.autocommit = True
    try:
        first = names[sizes[0]]
        admin.cursor().execute(f"CREATE DATABASE {first}")
        child("--make", server, first)
        for size in sizes[1:]:
            admin.cursor().execute(f"CREATE DATABASE {names[size]} TEMPLATE {first}")
        for size, name in names.items():
            filled = psycopg2.connect(urlsplit(server)._replace(path=f"/{name}").geturl())
            filled.autocommit = True
            grow(filled.cursor(), size)
            filled.close()
        yield names
    finally:
        for name in names.values():
            admin.cursor().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.close()


def child(task: str, server: str, name: str, *arguments: str) -> str:
    """A process of its own, as the settings of this one may name another database."""
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    own = {"DATABASE_URL": url, "REDIS_URL": "", "DEMO": "1", "DJANGO_SETTINGS_MODULE": "legitimacy.settings"}
    command = [sys.executable, "-m", "bench.complaints_lists", task, *arguments]
    return subprocess.run(command, env=os.environ | TESTING | own, stdout=subprocess.PIPE, text=True, check=True).stdout


def run(sizes: tuple[int, ...] = SIZES) -> list[Ratio]:
    given = os.environ.get("DATABASE_URL", "")
    server = given if given.startswith("postgres") else DEFAULTS["DATABASE_URL"]
    if not answers(server):
        print("| lists of complaints | | | not measured | PostgreSQL does not answer: set DATABASE_URL |")
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
                Ratio(
                    f"{claim}, {size:,} against {sizes[0]:,} complaints", times[size] / times[sizes[0]], bound, detail
                )
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
