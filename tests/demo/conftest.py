"""The demo, prepared once for all tests of a module and forgotten after it: two periods instead of five."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from legitimacy.demo import services
from tests.urls import urls_reload

PERIODS = ("2023", "2025-Q4")


@pytest.fixture(scope="module")
def small_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """What `demo_prepare` said, with everything it wrote in the database."""
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(services, "PERIODS", PERIODS)
        patch.setattr(services, "HISTORY", ("2024-Q4",))
        with override_settings(DEMO=True, DEMO_PASSWORD="a word of the demo"):
            urls_reload()
            services.demo_prepare(said.append)
            yield said
        urls_reload()
        transaction.set_rollback(True)
