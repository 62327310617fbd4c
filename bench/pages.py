"""Claim (c): scorecard and indicator page at 20 quarters of data: queries cold, time warm, weight.

The measure of a warm page is a page of one query: a small template of its own behind the same middleware, for the same
visitor, requested in turn with it. The register is the fictional example on SQLite, with all 20 quarters computed.
"""

import gzip
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.result import Ratio

MOST_QUERIES = 12
MOST_TIMES = 3.0
MOST_KILOBYTES = 150.0
PAGES = {
    "scorecard": "/nl/corps/V017/?period=2025-Q4",
    "indicator": "/nl/corps/V017/EFF-19/?period=2025-Q4",
}
ONE_QUERY = "/nl/bench/V017/"
ROUNDS = 150


def django_start(folder: str) -> None:
    """Django on a database of its own, as a demo."""
    from legitimacy.demo_env import demo_settings

    os.environ.update(demo_settings())
    os.environ.update(DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3", REDIS_URL="", VAR_DIR=folder)
    os.environ.update(ALLOWED_HOSTS="testserver", DJANGO_SETTINGS_MODULE="legitimacy.settings")
    import django

    django.setup()


def world_make() -> None:
    from django.core.management import call_command

    from legitimacy.demo import services

    def silent(_: str) -> None:
        return None

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    services.demo_prepare(silent)
    for period in services.HISTORY:
        services.period_compute(period, silent)


def one_query_urls() -> None:
    """Add the page of one query to the urlconf."""
    from django.conf.urls.i18n import i18n_patterns
    from django.http import HttpRequest, HttpResponse
    from django.template import Context, Template
    from django.urls import clear_url_caches, path

    from legitimacy import urls
    from legitimacy.models import Corps

    template = Template(
        "<!doctype html><title>{{ corps.name }}</title><h1>{{ corps.name }}</h1><p>{{ corps.code }}</p>"
    )

    def page(request: HttpRequest, code: str) -> HttpResponse:
        return HttpResponse(template.render(Context({"corps": Corps.objects.get(code=code), "request": request})))

    urls.urlpatterns += i18n_patterns(path("bench/<str:code>/", page))
    clear_url_caches()


def seconds(get: Callable[[str], Any], url: str) -> float:
    start = time.perf_counter()
    response = get(url)
    spent = time.perf_counter() - start
    assert response.status_code == 200, url
    return spent


def page_measured(client: Any, name: str, url: str) -> list[Ratio]:
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    # A process reads framework and settings once; cold means that nothing of the page itself is kept.
    cache.clear()
    client.get(url)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        body = client.get(url).content
    # Counted at once: the next request empties Django's log of queries.
    cold = len(captured)
    pairs = [(seconds(client.get, url), seconds(client.get, ONE_QUERY)) for _ in range(ROUNDS)]
    warm, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
    times, kilobytes = f"{warm * 1e3:.1f} / {plain * 1e3:.1f} ms", "{:.0f} kB without the chart bundle"
    weight = len(gzip.compress(body)) / 1000 + assets_kilobytes(body.decode())
    return [
        Ratio(f"{name} page, queries cold", cold / MOST_QUERIES, 1.0, f"{cold} of at most {MOST_QUERIES}"),
        Ratio(f"{name} page, warm against one query", warm / plain, MOST_TIMES, times),
        Ratio(f"{name} page, compressed weight", weight / MOST_KILOBYTES, 1.0, kilobytes.format(weight)),
    ]


def assets_kilobytes(page: str) -> float:
    """Compressed weight of the styles and scripts that the page names, without Plotly."""
    import re

    from django.conf import settings

    names = set(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', page))
    named = [settings.STATIC_ROOT / name for name in names if "plotly" not in name]
    return sum(len(gzip.compress(path.read_bytes())) for path in named) / 1000


def run() -> list[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        django_start(folder)
        world_make()
        one_query_urls()
        from django.test import Client

        from legitimacy.models import Role, User

        client = Client()
        chief = User.objects.get(memberships__role=Role.CHIEF_OF_CORPS, memberships__corps__code="V017")
        client.force_login(chief, backend="allauth.account.auth_backends.AuthenticationBackend")
        return [ratio for name, url in PAGES.items() for ratio in page_measured(client, name, url)]


if __name__ == "__main__":
    for found in run():
        print(found.row())
