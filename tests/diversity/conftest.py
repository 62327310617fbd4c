"""A corps with a personnel service and a chief, on a day in 2026."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from legitimacy.models import Corps, Role, User
from tests.people import person_make


@pytest.fixture
def _today() -> Iterator[None]:
    with time_machine.travel(date(2026, 2, 1), tick=False):
        yield


@pytest.fixture
def petra(demervallei: Corps) -> User:
    """HR of Demervallei; Katrien is its chief."""
    return person_make("Petra", (Role.HR_OFFICER, demervallei))
