"""A framework in force, a draft of it, and the two people who may sign it."""

import pytest

from audit.models import FrameworkDraft
from audit.services.frameworks import draft_create
from legitimacy.models import Framework, Register, Role, User
from tests.people import person_make
from tests.scorecards.world import framework_load

MANAGER_OF_BOTH = ((Role.FRAMEWORK_MANAGER, Register.EXAMPLE), (Role.FRAMEWORK_MANAGER, Register.BELGIUM))


@pytest.fixture
def kaat(db: None) -> User:
    """Framework manager over the example register and over the Belgian one, and so one who may sign."""
    return person_make("Kaat", *MANAGER_OF_BOTH)


@pytest.fixture
def klaus(db: None) -> User:
    """A second framework manager, as signing takes two."""
    return person_make("Klaus", *MANAGER_OF_BOTH)


@pytest.fixture
def base(db: None) -> Framework:
    """The shipped framework, in force."""
    return framework_load()


@pytest.fixture
def draft(base: Framework, kaat: User) -> Framework:
    """A draft that says what the shipped framework says, to begin in 2027."""
    return draft_create(base=base, code="2027.1", valid_from="2027-Q1", actor=kaat)


def version_of(framework: Framework) -> int:
    return FrameworkDraft.objects.get(framework=framework).version
