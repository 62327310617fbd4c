"""An example register with figures of one quarter, released, and people who report on it."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from legitimacy.models import Corps, Register, Role, User
from tests.dashboard.world import framework_make, history_make, region_make, settle
from tests.people import corps_make, person_make


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def corps(db: None) -> list[Corps]:
    """Twelve corps, V011 to V022: enough for the spread of a national report, and for a worker."""
    region = region_make("VBL-L", "Laagland", Register.EXAMPLE)
    province = region_make("VBL-E", "Oost", Register.EXAMPLE, region)
    found = [settle(corps_make(f"V0{n}", f"Corps {n}"), region, province) for n in range(11, 23)]
    stewards = [person_make(name, (Role.DATA_STEWARD, Register.EXAMPLE)) for name in ("dora", "didier")]
    history_make(found, framework_make(), ("2025-Q4",), stewards)
    return found


@pytest.fixture
def anton(db: None) -> User:
    return person_make("anton", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def karin(corps: list[Corps]) -> User:
    """Chief of V011."""
    return person_make("karin", (Role.CHIEF_OF_CORPS, corps[0]))
