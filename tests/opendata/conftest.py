"""The small world of tests/disclosure, published once: one figure shown, one hidden, one never delivered."""

from typing import Any

import pytest
from django.test import Client

from legitimacy.models import Corps, Framework, Run, User
from tests.disclosure.conftest import PERIOD, decide, english, framework, release_make, run, stewards  # noqa: F401
from tests.disclosure.world import shares_make, value_make


@pytest.fixture
def published(
    run: Run,  # noqa: F811
    framework: Framework,  # noqa: F811
    demervallei: Corps,
    heidekant: Corps,
    stewards: tuple[User, User],  # noqa: F811
) -> Corps:
    """Demervallei: EFF-07 shown, EFF-09 hidden for its few cases, EFF-01 zero, EFF-06 too few, EFF-03 missing."""
    shares_make(run, demervallei, {"EFF-07": (61, 100), "EFF-09": (3, 113), "EFF-01": (0, 8)})
    shares_make(run, heidekant, {"EFF-09": (2, 113)})
    value_make(run, demervallei, "EFF-06", state="too_few")
    decide(run, framework, demervallei, heidekant)
    release_make(stewards, PERIOD)
    return demervallei


@pytest.fixture
def api(client: Client) -> Any:
    """GET of an address under /api/v1/ as a visitor; `api.client` to sign in."""

    class Api:
        def __init__(self) -> None:
            self.client = client

        def __call__(self, address: str, **query: str | int) -> Any:
            return self.client.get(f"/api/v1/{address}/".replace("//", "/"), query)

        def rows(self, address: str, **query: str | int) -> list[dict[str, Any]]:
            answer = self(address, **query)
            assert answer.status_code == 200, answer.content
            found: list[dict[str, Any]] = answer.json()["results"]
            return found

    return Api()
