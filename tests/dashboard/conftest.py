"""A small example register; sentences are compared in the language of the source."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from legitimacy.models import Corps, Framework, Register, User
from tests.dashboard.world import framework_make, history_make, region_make, settle

PERIODS = ("2024-Q3", "2024-Q4", "2025-Q3", "2025-Q4")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def framework(db: None) -> Framework:
    return framework_make()


@pytest.fixture
def settled(demervallei: Corps) -> Corps:
    """Demervallei in its province, with residents, and without figures."""
    region = region_make("VBL-L", "Laagland", Register.EXAMPLE)
    return settle(demervallei, region, region_make("VBL-E", "Oost", Register.EXAMPLE, region))


@pytest.fixture
def measured(settled: Corps, framework: Framework, steward1: User, steward2: User) -> Corps:
    """Demervallei with figures of four quarters, released."""
    history_make([settled], framework, PERIODS, (steward1, steward2))
    return settled
