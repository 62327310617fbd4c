"""Claim: the comparison of a country is light and quick: 185 corps x 70 indicators x 20 quarters, on PostgreSQL.

The page of a visitor, a chief and an auditor, cold and warm; its compressed weight; and the table's body against a bare
Jinja2 template that writes the same cells from the same figures, in turn with it, in seconds of processor time.
"""

import gzip
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.result import Ratio
from tests.env import TESTING
from tests.run import DEFAULTS, answers

CORPS, ROUNDS = 185, 15
QUARTERS = [f"{year}-Q{quarter}" for year in range(2021, 2026) for quarter in (1, 2, 3, 4)]
MOST_QUERIES, MOST_KILOBYTES, RENDER_BOUND = 8, 150.0, 1.5
URL = "/nl/compare/?register=example&period=2025-Q4"
HIDDEN = 0.04
STATES = ("not_delivered", "too_few", "not_applicable")
CHANCE = np.random.default_rng(20251231)
BARE = """{% for corps, figures in rows %}<tr><th scope="row">
<input type="checkbox" name="codes" value="{{ corps.code }}">
<a href="/nl/corps/{{ corps.code }}/?period=2025-Q4">{{ corps.name }}</a></th>{% for one in figures -%}
<td class="{% if one.value is none %}n{% elif one.score is none %}x{% elif one.score_lower is not none
 and one.score_lower < 50 < one.score_upper %}p{% elif one.score >= 85 %}f{% elif one.score >= 70 %}e{%
 elif one.score >= 50 %}d{% elif one.score > 30 %}c{% elif one.score > 15 %}b{% else %}a{% endif %}">
<a href="/nl/corps/{{ corps.code }}/{{ one.indicator }}/?period=2025-Q4">{% if one.value is none %}{{ one.state }}{%
 elif one.score is none %}{{ '%.1f'|format(one.value) }} <small>{{ '%.0f'|format(one.lower) }}-{{
 '%.0f'|format(one.upper) }}</small>{% else %}{{ '%.0f'|format(one.score) }}{% if one.score_lower is not none %}
 <small>{{ '%.0f'|format(one.score_lower) }}-{{ '%.0f'|format(one.score_upper) }}</small>{% endif %}{% endif %}</a></td>
{%- endfor %}</tr>{% endfor %}"""


def world_make() -> None:
    """Every corps with a figure of every indicator in every quarter, all in one release."""
    from django.core.management import call_command
    from django.db import connection

    from legitimacy.models import Corps, Register, Release, Role, SubjectKind
    from tests.disclosure.world import NOW, framework_make
    from tests.people import person_make

    call_command("migrate", verbosity=0)
    framework = framework_make()
    release = Release.objects.create(code="bench", register=Register.EXAMPLE, periods=QUARTERS)
    corps = [
        Corps.objects.create(
            code=f"{5000 + number}", name=f"Noord-Sud {number}", register=Register.EXAMPLE, kind=SubjectKind.CORPS
        )
        for number in range(CORPS)
    ]
    person_make("Amina", (Role.AUDITOR, Register.EXAMPLE))
    person_make("Katrien", (Role.CHIEF_OF_CORPS, corps[0]))
    latest: dict[tuple[int, str], tuple[int, str]] = {}
    for quarter in QUARTERS:
        quarter_make(quarter, corps, framework, release, latest)
    Release.objects.update(status=Release.Status.APPROVED, approved_at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def quarter_make(quarter: str, corps: list[Any], framework: Any, release: Any, latest: dict[Any, Any]) -> None:
    """One quarter: figures, those in force, decisions, scores, scorecards and what the release froze of them."""
    from legitimacy.models import (
        CurrentValue,
        IndicatorScore,
        IndicatorValue,
        Publication,
        Scorecard,
        ScorecardPublication,
    )
    from tests.disclosure.world import NOW, run_make

    run = run_make(quarter)
    items = {item.indicator: item for item in framework.items.all()}
    values = IndicatorValue.objects.bulk_create(
        (value_of(run, one, item, quarter) for one in corps for item in items.values() if is_due(item, quarter)),
        batch_size=2000,
    )
    CurrentValue.objects.bulk_create(
        (
            CurrentValue(subject_id=one.subject_id, indicator=one.indicator, period=one.period, value=one)
            for one in values
        ),
        batch_size=4000,
    )
    Publication.objects.bulk_create(
        (
            Publication(value=one, audience=audience, visibility=visibility, release=of_release)
            for one in values
            for audience, visibility, of_release in (
                ("public", "suppressed" if CHANCE.random() < HIDDEN else "shown", release),
                ("auditor", "shown", None),
                *((("corps", "shown", None),) if one.subject_id == corps[0].pk else ()),
            )
        ),
        batch_size=4000,
    )
    latest.update({(one.subject_id, one.indicator): one for one in values})
    facts = {"period": quarter, "framework": framework, "origin": "simulated", "run": run, "computed_at": NOW}
    cards = Scorecard.objects.bulk_create(
        Scorecard(corps=one, delivered=60, due=70, draws=2000, **facts) for one in corps
    )
    scores = [
        IndicatorScore(scorecard=card, indicator=code, value=value, **score_of())
        for card in cards
        for code, item in items.items()
        if item.weight > 0 and (value := latest.get((card.corps_id, code))) is not None and value.state == "ok"
    ]
    IndicatorScore.objects.bulk_create(scores, batch_size=4000)
    frozen: dict[int, dict[str, dict[str, Any]]] = {one.pk: {} for one in corps}
    for (corps_id, code), value in latest.items():
        frozen[corps_id][code] = {"value": value.pk, "period": value.period}
    by_card = {card.pk: card.corps_id for card in cards}
    for score in scores:
        numbers = {"score": score.score, "lower": score.lower, "upper": score.upper}
        frozen[by_card[score.scorecard_id]][score.indicator] |= numbers
    ScorecardPublication.objects.bulk_create(
        ScorecardPublication(release=release, corps=one, delivered=60, due=70, items=frozen[one.pk], **facts)
        for one in corps
    )


def is_due(item: Any, quarter: str) -> bool:
    from legitimacy.disclosure.carried import YEARLY

    return item.window not in YEARLY or quarter.endswith("Q4")


def value_of(run: Any, corps: Any, item: Any, quarter: str) -> Any:
    from legitimacy.disclosure.carried import YEARLY
    from legitimacy.indicators.intervals import wilson_interval
    from legitimacy.models import IndicatorValue
    from tests.disclosure.world import NOW

    cases = int(CHANCE.integers(30, 900))
    share = float(CHANCE.beta(8, 3))
    lower, upper = wilson_interval(round(cases * share), cases)
    scale = {"proportion": 1.0, "ratio": 1.0, "boolean": 1.0}.get(item.kind, 100.0)
    state = STATES[CHANCE.integers(3)] if CHANCE.random() < 0.05 else "ok"
    numbers = (
        {
            "numerator": float(round(cases * share)),
            "denominator": float(cases),
            "value": round(cases * share) / cases * scale,
            "lower": float(lower) * scale,
            "upper": float(upper) * scale,
        }
        if state == "ok"
        else {}
    )
    return IndicatorValue(
        subject=corps,
        indicator=item.indicator,
        period=quarter[:4] if item.window in YEARLY else quarter,
        window=item.window,
        state=state,
        origin="simulated",
        source="Bench",
        as_of=NOW,
        run=run,
        **numbers,
    )


def score_of() -> dict[str, float]:
    score, width = float(CHANCE.beta(2, 1.2)) * 100, float(CHANCE.uniform(4, 35))
    return {"score": score, "lower": max(0.0, score - width), "upper": min(100.0, score + width)}


def measure() -> dict[str, Any]:
    """Queries, seconds and bytes of the pages; seconds of both renderings, in turn."""
    from django.test import Client

    from legitimacy.models import User

    found: dict[str, Any] = {}
    for reader, username in (("visitor", ""), ("chief", "katrien"), ("auditor", "amina")):
        client = Client()
        if username:
            person = User.objects.get(username=username)
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        found[reader] = page_measured(client)
    ours, bare = renderings()
    pairs = [(seconds(ours), seconds(bare)) for _ in range(ROUNDS)]
    found["ours"], found["bare"] = (statistics.median(column) for column in zip(*pairs, strict=True))
    return found


def page_measured(client: Any) -> dict[str, float]:
    """Cold: nothing of the figures is kept, though the process served a page of this framework before."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from audit.selectors.compare.reading import comparisons_forget

    assert client.get(URL).status_code == 200
    cache.clear()
    comparisons_forget()
    with CaptureQueriesContext(connection) as captured:
        start = time.perf_counter()
        body = client.get(URL).content
        cold = time.perf_counter() - start
    count = len(captured)
    assert body.count(b"<td") == CORPS * 70
    warm = statistics.median(timed(lambda: client.get(URL)) for _ in range(5))
    return {"queries": count, "cold": cold, "warm": warm, "kilobytes": len(gzip.compress(body, 6)) / 1000}


def renderings() -> tuple[Callable[[], object], Callable[[], object]]:
    """The body of the table as the page makes it, and the same cells by a bare template."""
    import jinja2
    from django.contrib.auth.models import AnonymousUser
    from django.utils import translation

    from audit.selectors.compare.columns import columns_of
    from audit.selectors.compare.reader import reader_of
    from audit.selectors.compare.reading import comparison_read
    from audit.selectors.compare.selection import corps_selected, selection_read
    from audit.views.compare.matrix import rows_html

    translation.activate("nl")
    reader = reader_of(AnonymousUser())
    selection = selection_read({"register": "example", "period": "2025-Q4"}, reader)
    corps = corps_selected(selection, reader)
    comparison = comparison_read(selection, reader, corps, with_parts=False)
    columns = columns_of(selection, comparison)
    rows = [(one, [comparison.figures[one.code][column.key] for column in columns]) for one in corps]
    bare = jinja2.Environment(autoescape=True).from_string(BARE)
    return lambda: rows_html(comparison, corps, columns, selection, frozenset()), lambda: bare.render(rows=rows)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def database(server: str) -> Iterator[str]:
    """The address of a database of its own, dropped afterwards."""
    import psycopg2

    name = f"bench_compare_{os.getpid()}"
    admin = psycopg2.connect(server)
    admin.autocommit = True
    try:
        admin.cursor().execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        admin.cursor().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.close()


def run() -> list[Ratio]:
    given = os.environ.get("DATABASE_URL", "")
    server = given if given.startswith("postgres") else DEFAULTS["DATABASE_URL"]
    if not answers(server):
        print("| comparison of a country | | | not measured | PostgreSQL does not answer: set DATABASE_URL |")
        return []
    with database(server) as url:
        own = {"DATABASE_URL": url, "REDIS_URL": "", "DEMO": "1", "DJANGO_SETTINGS_MODULE": "legitimacy.settings"}
        command = [sys.executable, "-m", "bench.compare_matrix", "--child"]
        child = subprocess.run(command, env=os.environ | TESTING | own, stdout=subprocess.PIPE, text=True, check=True)
    return ratios(json.loads(child.stdout.splitlines()[-1]))


def ratios(found: dict[str, Any]) -> list[Ratio]:
    told = []
    for name in ("visitor", "chief", "auditor"):
        page = found[name]
        times = f"cold {page['cold'] * 1e3:.0f} ms, warm {page['warm'] * 1e3:.0f} ms"
        queries = page["queries"]
        told += [
            Ratio(f"comparison for {name}, queries cold", queries / MOST_QUERIES, 1.0, f"{queries} of 8; {times}"),
            Ratio(
                f"comparison for {name}, compressed weight",
                page["kilobytes"] / MOST_KILOBYTES,
                1.0,
                f"{page['kilobytes']:.0f} kB",
            ),
        ]
    detail = f"{found['ours'] * 1e3:.0f} / {found['bare'] * 1e3:.0f} ms"
    return [*told, Ratio("matrix of 185 x 70 against bare Jinja2", found["ours"] / found["bare"], RENDER_BOUND, detail)]


if __name__ == "__main__":
    if sys.argv[1:] == ["--child"]:
        import django

        django.setup()
        world_make()
        print(json.dumps(measure()))
    else:
        for ratio in run():
            print(ratio.row(), flush=True)
