"""Starts Django for tests: fixed keys, a folder of its own, no static manifest, and a cache that ends with the test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest

from tests.env import TESTING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legitimacy.settings")
os.environ.update(TESTING)
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="monitor-tests-")
Path(os.environ["VAR_DIR"], "static").mkdir()
os.environ.setdefault("DATABASE_URL", "sqlite:///" + os.environ["VAR_DIR"] + "/monitor.sqlite3")
django.setup()

from django.conf import settings  # noqa: E402  settings read the environment made above
from django.core.cache import cache  # noqa: E402
from django.core.management.commands.flush import Command as FlushCommand  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import translation  # noqa: E402

from audit.selectors.compare.reading import comparisons_forget  # noqa: E402
from legitimacy.disclosure.frameworks import frameworks_forget  # noqa: E402
from tests.browser import chromium, page  # noqa: E402, F401  a browser, for journeys
from tests.people import (  # noqa: E402, F401  named people, for every test
    amina,
    bart,
    belgian_corps,
    demervallei,
    els,
    heidekant,
    katrien,
    nobody,
    outsider,
    steward1,
    steward2,
    tom,
)
from tests.triggers import triggers_off  # noqa: E402

if connection.vendor == "sqlite":
    # A file, not memory: threads and processes of one test must meet the same locks as the product.
    connection.settings_dict["TEST"]["NAME"] = os.environ["VAR_DIR"] + "/test.sqlite3"
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
settings.SECOND_FACTOR_REQUIRED = False  # tests of accounts and access switch it on
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LONGEST = (
    *("tests/access/test_every_url.py", "tests/access/test_every_work_url.py"),
    *("tests/professionalism/signals/test_names.py", "tests/demo/test_prepared.py"),
    *("tests/disclosure/test_no_value_leaks.py", "tests/scorecards/test_killed_worker.py"),
    *("tests/journeys/", "tests/complaints/test_import_new_orleans.py", "tests/demo/", "tests/diversity/"),
)
"""What takes longest goes first, so that no processor is left alone with it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return next((n for n, start in enumerate(LONGEST) if item.nodeid.startswith(start)), len(LONGEST))

    items.sort(key=place)


flush = FlushCommand.handle


def _flush_append_only_tables(self: FlushCommand, **options: Any) -> None:
    """Emptying tables between tests meets the append-only triggers."""
    with triggers_off():
        flush(self, **options)


FlushCommand.handle = _flush_append_only_tables  # type: ignore[method-assign]

if connection.vendor == "postgresql":
    # A worker that a test killed may leave its connection for a moment; the test database goes all the same.
    creation: Any = connection.creation

    def _drop_with_force(name: str, verbosity: int) -> None:
        with creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")

    creation._destroy_test_db = _drop_with_force


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    cache.clear()
    frameworks_forget()
    comparisons_forget()


@pytest.fixture(autouse=True)
def _fresh_language() -> Iterator[None]:
    """A page asked for by an earlier test leaves its language active: every test begins in Dutch, as users do."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _fresh_heads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TRAIL_HEADS_DIR", tmp_path / "trail")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL")
    if item.get_closest_marker("redis") and not settings.REDIS_URL:
        pytest.skip("needs Redis: set REDIS_URL")


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)
