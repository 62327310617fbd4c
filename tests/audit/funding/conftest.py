"""A small example register with figures of two years, and a draft that judges them."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation

from audit.models import FundingScheme
from audit.services import funding as services
from legitimacy.models import Corps, Register, Role, User
from tests.audit.funding.schemes import scheme_make
from tests.dashboard.world import framework_make, history_make, region_make, settle
from tests.people import corps_make, person_make


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def anton(db: None) -> User:
    return person_make("anton", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def aline(db: None) -> User:
    return person_make("aline", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def corps(db: None) -> list[Corps]:
    region = region_make("VBL-L", "Laagland", Register.EXAMPLE)
    province = region_make("VBL-E", "Oost", Register.EXAMPLE, region)
    found = [corps_make(f"V0{n}", f"Corps {n}") for n in range(11, 15)]
    for number, one in enumerate(found, start=1):
        settle(one, region, province, residents=10_000 * number)
    return found


@pytest.fixture
def draft(corps: list[Corps], anton: User) -> FundingScheme:
    usable = {"funding_allowed": True, "floor": 0.2, "target": 0.9, "direction": "higher"}
    framework = framework_make(
        changes={
            "EFF-05": usable | {"funding_condition": "audited sample"},
            "LEG-13": usable | {"funding_condition": "audited sample"},
            "EFF-13": usable,
            "LEG-07": usable,
            # Refused whatever the framework says.
            "EFF-08": {"direction": "context", "funding_allowed": True},
            "PRV-03": {"funding_allowed": True},
        }
    )
    history_make(corps, framework, ("2024-Q4", "2025-Q4"))
    scheme = scheme_make(framework=framework, origin="simulated", envelope=Decimal("100000.00"), minimum_assessed=0.5)
    services.items_set(
        scheme=scheme,
        version=1,
        weights={"EFF-05": 1.0, "EFF-13": 1.0, "LEG-07": 2.0},
        without_delivery=frozenset(),
        actor=anton,
    )
    scheme.refresh_from_db()
    return scheme
