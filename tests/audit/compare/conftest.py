"""Four example corps with a released quarter and a newer one that is not released; a Belgian zone without figures."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from audit.selectors.compare.reader import reader_of
from audit.selectors.compare.reading import Comparison, comparison_read
from audit.selectors.compare.selection import Selection, corps_selected, selection_read
from legitimacy.access import Person
from legitimacy.models import Corps, Framework, Register, User
from tests.dashboard.world import framework_make, history_make, peers_make, region_make, settle
from tests.people import corps_make

RELEASED, NEWER = "2025-Q4", "2026-Q1"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def framework(db: None) -> Framework:
    return framework_make()


@pytest.fixture
def four(
    demervallei: Corps,
    heidekant: Corps,
    belgian_corps: Corps,
    framework: Framework,
    steward1: User,
    steward2: User,
) -> list[Corps]:
    """Demervallei, Heidekant, Zandhoek and a large Polderstad; the last lies in another province."""
    region = region_make("VBL-L", "Laagland", Register.EXAMPLE)
    east = region_make("VBL-E", "Oost", Register.EXAMPLE, region)
    west = region_make("VBL-W", "West", Register.EXAMPLE, region)
    corps = [demervallei, heidekant, corps_make("V019", "Zandhoek"), corps_make("V020", "Polderstad")]
    for one in corps[:3]:
        settle(one, region, east, residents=20_000)
    settle(corps[3], region, west, residents=210_000)
    peers_make(framework, demervallei, corps[1:3])
    history_make(corps, framework, [RELEASED], (steward1, steward2))
    history_make(corps, framework, [NEWER])
    return corps


@pytest.fixture
def select() -> Callable[[str, Person], Selection]:
    """The selection of a query string."""

    def read(query: str, person: Person) -> Selection:
        return selection_read(QueryDict(query), reader_of(person))

    return read


@pytest.fixture
def compared(select: Callable[[str, Person], Selection]) -> Callable[..., Comparison]:
    """The comparison of a query string, with everything."""

    def read(query: str, person: Person, **options: Any) -> Comparison:
        selection, reader = select(query, person), reader_of(person)
        return comparison_read(selection, reader, corps_selected(selection, reader), **options)

    return read
