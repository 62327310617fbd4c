"""A corps with released figures, and who works on its account."""

import pytest

from legitimacy.models import Corps, Framework, Register, Role, User
from tests.dashboard.world import framework_make, history_make, region_make, settle
from tests.people import person_make


@pytest.fixture
def framework(db: None) -> Framework:
    return framework_make()


@pytest.fixture
def released(demervallei: Corps, framework: Framework, steward1: User, steward2: User) -> Corps:
    """Demervallei with released figures of the end of 2024 and 2025."""
    region = region_make("VBL-L", "Laagland", Register.EXAMPLE)
    settle(demervallei, region, region_make("VBL-E", "Oost", Register.EXAMPLE, region))
    history_make([demervallei], framework, ("2024-Q4", "2025-Q4"), (steward1, steward2))
    return demervallei


@pytest.fixture
def bram(demervallei: Corps) -> User:
    """Evaluation officer of Demervallei."""
    return person_make("Bram", (Role.EVALUATION_OFFICER, demervallei))


@pytest.fixture
def roos(demervallei: Corps) -> User:
    """Member of the council of Demervallei."""
    return person_make("Roos", (Role.COUNCIL_MEMBER, demervallei))
