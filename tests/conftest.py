"""Starts Django for tests: fixed keys, a folder of its own, no static manifest, and a cache that ends with the test."""

import os
import tempfile
from collections.abc import Iterator

import django
import pytest

from tests.env import TESTING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legitimacy.settings")
os.environ.update(TESTING)
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="monitor-tests-")
os.environ.setdefault("DATABASE_URL", "sqlite:///" + os.environ["VAR_DIR"] + "/monitor.sqlite3")
django.setup()

from django.conf import settings  # noqa: E402  settings read the environment made above
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402

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

settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    cache.clear()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL")
    if item.get_closest_marker("redis") and not settings.REDIS_URL:
        pytest.skip("needs Redis: set REDIS_URL")
