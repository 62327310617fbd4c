"""Two example corps with figures of the last quarter of 2025, one of them tiny."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from legitimacy.disclosure.services import publications_decide, release_approve, release_propose
from legitimacy.models import Corps, Framework, Release, Run, User
from tests.disclosure.world import card_make, framework_make, run_make

PERIOD = "2025-Q4"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def framework(db: None) -> Framework:
    return framework_make()


@pytest.fixture
def run(db: None) -> Run:
    return run_make(PERIOD)


def decide(run: Run, framework: Framework, *corps: Corps) -> None:
    """Score the corps and decide what the audiences inside may see."""
    publications_decide(run=run, scorecards=[card_make(run, one, framework) for one in corps])


def release_make(stewards: tuple[User, User], *periods: str, code: str = "first", register: str = "example") -> Release:
    release = release_propose(code=code, register=register, periods=periods, actor=stewards[0])
    for steward in stewards:
        release = release_approve(release=release, actor=steward)
    return release


@pytest.fixture
def stewards(steward1: User, steward2: User) -> tuple[User, User]:
    return steward1, steward2
