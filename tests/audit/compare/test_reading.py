"""Who reads what of whom, and how much it asks of the database."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.selectors.compare.reading import Comparison
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.services import release_approve, release_propose
from legitimacy.models import Corps, IndicatorValue, Role, User
from legitimacy.models.disclosure import Audience
from tests.audit.compare.conftest import NEWER, RELEASED
from tests.people import person_joins, person_make
from tests.triggers import triggers_off

Compared = Callable[..., Comparison]


def of(comparison: Comparison, code: str) -> object:
    return comparison.cards.get(code)


@pytest.mark.parametrize("who", ["nobody", "amina"])
def test_cells_are_the_scorecards_that_this_reader_would_open(
    four: list[Corps], compared: Compared, who: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    comparison = compared("register=example", person)
    audience, period = (Audience.PUBLIC, RELEASED) if who == "nobody" else (Audience.AUDITOR, NEWER)
    for one in four:
        card = disclosed.scorecard_get(audience=audience, corps=one, period=period)
        assert of(comparison, one.code) == card
        assert card is not None


def test_a_chief_reads_the_own_corps_as_chief_and_others_as_everybody_does(
    four: list[Corps], compared: Compared, katrien: User
) -> None:
    comparison = compared("register=example", katrien)
    own, other = four[0], four[1]
    assert of(comparison, own.code) == disclosed.scorecard_get(audience=Audience.CORPS, corps=own, period=RELEASED)
    assert of(comparison, other.code) == disclosed.scorecard_get(audience=Audience.PUBLIC, corps=other, period=RELEASED)


def test_an_auditor_reads_a_corps_they_worked_for_as_everybody_does(four: list[Corps], compared: Compared) -> None:
    ayla = person_make("Ayla", (Role.AUDITOR, "example"))
    person_joins(ayla, Role.STAFF, four[0])
    comparison = compared(f"register=example&period={NEWER}", ayla)
    assert of(comparison, "V017") is None
    assert of(comparison, "V018") is not None


def test_registers_never_mix(four: list[Corps], compared: Compared, amina: User, nobody: AnonymousUser) -> None:
    assert {one.register for one in compared("register=example", amina).corps} == {"example"}
    assert {one.register for one in compared("register=belgium", amina).corps} == {"belgium"}
    assert compared("register=belgium", nobody).is_empty


def test_a_released_register_is_read_once_until_a_newer_release(
    four: list[Corps], compared: Compared, nobody: AnonymousUser, steward1: User, steward2: User
) -> None:
    before = compared("register=example", nobody)
    with CaptureQueriesContext(connection) as captured:
        assert compared("register=example", nobody).cards == before.cards
    assert len(captured) == 1  # corps and periods
    release = release_propose(code="second", register="example", periods=[RELEASED], actor=steward1)
    connection.check_constraints()  # PostgreSQL wants pending checks settled before triggers are switched
    with triggers_off():
        changed = IndicatorValue.objects.filter(subject=four[0], indicator="EFF-19", period=RELEASED)
        changed.update(numerator=401)
        connection.check_constraints()
    for steward in (steward1, steward2):
        release = release_approve(release=release, actor=steward)
    assert compared("register=example", nobody).figures["V017"]["EFF-19"].numerator == 401


@pytest.mark.parametrize("with_parts", [True, False])
def test_parts_are_read_only_where_they_are_shown(
    four: list[Corps], compared: Compared, amina: User, with_parts: bool
) -> None:
    comparison = compared("register=example", amina, with_parts=with_parts)
    assert (comparison.part("V017", "EFF") is not None) == with_parts
    assert comparison.figures["V017"]["EFF-19"].score is not None
