"""Fourteen example corps: thirteen much alike and one far below; released up to the last quarter of 2025."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Framework, User
from tests.dashboard.world import release_make
from tests.disclosure.conftest import decide
from tests.disclosure.world import framework_make, run_make, shares_make
from tests.people import corps_make

PERIOD, NEWER = "2025-Q4", "2026-Q1"
SHARE = "EFF-19"
BACKGROUND = "LEG-01"
OUTSIDE = "V030"
SECRET = 9173
"""Cases of Demervallei in the quarter that is not released, known to the auditor only."""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def framework(db: None) -> Framework:
    return framework_make()


@pytest.fixture
def many(demervallei: Corps, heidekant: Corps, framework: Framework, steward1: User, steward2: User) -> list[Corps]:
    """Around 80 %, but Verweg, which has 55 % of a thousand; Demervallei has a history of fourteen quarters."""
    corps = [demervallei, heidekant, *(corps_make(f"V{number:03}", f"Corps {number}") for number in range(19, 30))]
    far = corps_make(OUTSIDE, "Verweg")
    periods = [str(Period.parse(PERIOD).shift(step)) for step in range(-13, 1)]
    for at, period in enumerate(periods):
        run = run_make(period)
        shares_make(run, demervallei, {SHARE: (800 + at % 3, 1000)})
        if period == PERIOD:
            for place, one in enumerate(corps[1:]):
                shares_make(run, one, {SHARE: (780 + 4 * place, 1000), BACKGROUND: (400 + place, 100_000)})
            shares_make(run, demervallei, {BACKGROUND: (390, 100_000)})
            shares_make(run, far, {SHARE: (550, 1000), BACKGROUND: (1700, 100_000)})
            decide(run, framework, *corps, far)
        else:
            decide(run, framework, demervallei)
    release_make(demervallei.register, (steward1, steward2))
    newest = run_make(NEWER)
    shares_make(newest, demervallei, {SHARE: (SECRET - 1000, SECRET)})
    decide(newest, framework, demervallei)
    return [*corps, far]
