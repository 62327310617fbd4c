"""Where checks are made: shares worked out by hand, nothing about few places, and lists that say what is wrong."""

from datetime import date
from typing import Any

import numpy as np
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from legitimacy.models import Corps, Role, TrailEvent, User
from professionalism.models import PlaceCount
from professionalism.selectors.checks import concentration_of, cumulative, even_shares
from tests.people import person_make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 1)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def gita(demervallei: Corps) -> User:
    return person_make("Gita", (Role.FORCE_REVIEWER, demervallei))


def lines(busy: int = 60, quiet: int = 5, places: int = 20) -> str:
    """Two busy places and the rest quiet: of 20 places the busiest tenth is two."""
    return "\n".join(f"vak {n}; {busy if n < 2 else quiet}" for n in range(places))


def test_shares_are_those_of_the_busiest_tenths_and_few_places_show_nothing(
    client: Client, gita: User, katrien: User, demervallei: Corps
) -> None:
    client.force_login(gita)
    assert b"Nothing is shown under" in client.get("/en/professionalism/checks/places/").content
    given = {"corps": demervallei.pk, "quarter": "2025-Q4", "lines": "place; checks\n" + lines()}
    assert client.post(reverse("check_places"), given).status_code == 302
    found = concentration_of(demervallei, TODAY)
    assert found is not None
    # 120 of 120 + 18 x 5 = 210 checks; four places hold 130.
    assert found.rows[0][1] == pytest.approx(120 / 210)
    assert found.rows[1][1] == pytest.approx(130 / 210)
    assert found.rows[-1][1] == 1
    assert 0.1 < found.by_chance < 0.2
    assert (found.places, found.checks) == (20, 210)
    client.force_login(katrien)
    page = client.get("/en/professionalism/checks/places/").content.decode()
    assert "57 % of the checks were made in the busiest tenth" in page
    assert "vak" not in page
    assert "<textarea" not in page
    # Sent again it stands once; fewer places than ten are told of nobody.
    client.force_login(gita)
    client.post(reverse("check_places"), given | {"lines": lines(places=9)})
    assert PlaceCount.objects.count() == 9
    assert concentration_of(demervallei, TODAY) is None
    assert TrailEvent.objects.filter(verb="check_places.entered", actor=gita).count() == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kerkstraat 12; 3", "never a house number"),
        ("Rue Haute 12; 3", "never a house number"),
        ("vak; -3", "whole number of 0 or more"),
        ("vak; 9999999", "whole number of 0 or more"),
        ("vak", "write the place and the number"),
        ("vak; 1\nVak ; 2", "stands here twice"),
        ("vak 85.07.30-033.28; 1", "national register number"),
        ("\n".join(f"vak {n}; 1" for n in range(5_001)), "send them in parts"),
    ],
)
def test_a_wrong_list_is_refused_whole(client: Client, gita: User, demervallei: Corps, text: str, told: str) -> None:
    client.force_login(gita)
    given = {"corps": demervallei.pk, "quarter": "2025-Q4", "lines": text}
    answer = client.post("/en/professionalism/checks/places/", given)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not PlaceCount.objects.exists()


def test_equally_busy_places_are_spread_evenly_by_many_checks() -> None:
    assert cumulative(np.array([4, 3, 2, 1] + [0] * 6))[:4] == pytest.approx([0.4, 0.7, 0.9, 1.0])
    assert even_shares(50, 99_000)[0] == pytest.approx(0.1, abs=0.01)
