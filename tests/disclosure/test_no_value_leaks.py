"""Nothing that anybody gets depends on a number that is hidden from them.

Every page, file, chart and answer of the API is fetched twice: before and after all hidden numbers in the database are
changed behind its back. What comes out must stay the same, letter for letter.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F, Q
from django.test import Client

from audit.selectors.compare.reading import comparisons_forget
from legitimacy.models import (
    Corps,
    DeliveredFigure,
    Delivery,
    Framework,
    IndicatorScore,
    IndicatorValue,
    PartPublication,
    PeerLink,
    Register,
    Reply,
    Role,
    Scorecard,
    ScorePart,
    User,
)
from tests.access.test_every_url import every_url
from tests.disclosure.addresses import ACCOUNTS, PERIOD, UNRELEASED, WITH_FIGURES, WITHOUT_FIGURES, addresses
from tests.disclosure.conftest import decide, release_make
from tests.disclosure.world import run_make, shares_make
from tests.people import corps_make, person_make
from tests.triggers import triggers_off

pytestmark = pytest.mark.slow

DECLARED = "883741"
SECRETS = ("791923", "791927", "442163", DECLARED)
"""Counts of Demervallei that only its chief and the auditor may read, and the last, of what staff declared, neither."""
CHANGING = re.compile(r'(nonce|csrfmiddlewaretoken" value|csrf-token" content|X-CSRFToken[^:]*:)[="\s]*[^"\s>]+')


@pytest.fixture
def world(framework: Framework, demervallei: Corps, heidekant: Corps, stewards: tuple[User, User]) -> Corps:
    """Demervallei with shown and hidden figures (all but four cases of EFF-09 count), a small Heidekant, comparable
    corps, a quarter not yet released.
    """
    third, *more = (corps_make(f"V{number:03}", "Zandhoek") for number in range(19, 23))
    last, before = run_make(PERIOD), run_make(UNRELEASED)
    for peer in (demervallei, third, *more):
        PeerLink.objects.create(framework=framework, corps=heidekant, peer=peer, distance=1.0, weight=0.2)
    for peer in more:
        shares_make(before, peer, {"EFF-07": (500, 1000)})
    for run in (before, last):
        shares_make(run, heidekant, {"EFF-07": (610, 1000), "EFF-09": (3, 113), "DRV-08": (30, 900)})
        shares_make(run, third, {"EFF-07": (710, 1000), "EFF-09": (77, 150), "DRV-08": (31, 900)})
    shares_make(last, demervallei, {"EFF-07": (810, 1000), "EFF-09": (791923, 791927), "DRV-08": (2, 883741)})
    shares_make(before, demervallei, {"EFF-07": (442163, 900000), "EFF-01": (3, 8)})
    figures_deliver(demervallei)
    for run in (before, last):
        decide(run, framework, demervallei, heidekant, third)
    release_make(stewards, PERIOD)
    told = IndicatorValue.objects.get(subject=demervallei, indicator="EFF-09", run=last)
    Reply.objects.create(value=told, role=Role.CHIEF_OF_CORPS, text="791923 of them were old.")
    return demervallei


def figures_deliver(corps: Corps) -> None:
    delivery = Delivery.objects.create(source="Test", register=Register.EXAMPLE, origin="simulated")
    DeliveredFigure.objects.create(
        delivery=delivery, subject=corps, indicator="EFF-09", period=PERIOD, numerator=791923, denominator=791927
    )


@contextmanager
def tampering() -> Iterator[None]:
    """Append-only rows may be changed for a while; PostgreSQL wants pending checks settled before and after."""
    connection.check_constraints()
    with triggers_off():
        yield
        connection.check_constraints()


def hidden_change(corps: Corps, hidden: Q) -> None:
    """Other numbers in every row that `hidden` names, in everything computed from them, and in what was delivered."""
    cards = Scorecard.objects.filter(corps=corps)
    with tampering():
        values = IndicatorValue.objects.filter(hidden, state="ok")
        assert values.exists()
        IndicatorScore.objects.filter(value__in=values).update(score=F("score") * 0.5 + 3, lower=1.0, upper=99.0)
        values.update(
            numerator=F("numerator") * 2 + 1, denominator=F("denominator") * 3, value=F("value") * 0.7 + 0.01, lower=0.1
        )
        ScorePart.objects.filter(scorecard__in=cards).update(score=12.34, lower=1.0, upper=98.0, rank=7, bound_low=2.0)
    cards.update(compensation_loss=45.6)
    DeliveredFigure.objects.update(numerator=1, denominator=2)


def hidden_from_visitors(corps: Corps) -> Q:
    return Q(subject=corps) & ~Q(publications__audience="public", publications__visibility="shown")


def answers(client: Client, place: Iterable[str]) -> dict[str, str]:
    cache.clear()
    comparisons_forget()
    found = {}
    for address in place:
        answer = client.get(address)
        assert answer.status_code in (200, 302, 403, 404), address
        body = b"".join(answer) if answer.streaming else answer.content
        found[address] = CHANGING.sub("", body.decode(errors="replace"))
    return found


def digits(text: str) -> str:
    """The text with numbers written without separators, so that 7.919 and 7 919 are found too."""
    return re.sub(r"(?<=\d)[.,\u00a0\u202f' ](?=\d{3}\b)", "", text)


def secrets_in(texts: Iterable[str]) -> set[str]:
    """Secrets that stand somewhere as a number of their own, not inside a random token."""
    return {secret for text in texts for secret in SECRETS if re.search(rf"(?<!\w){secret}(?!\w)", digits(text))}


def leaking(first: dict[str, str], second: dict[str, str]) -> list[str]:
    return [address for address, text in first.items() if text != second[address]]


def test_every_address_is_walked_or_holds_no_figures() -> None:
    unknown = {
        name for name in every_url() if name not in (*WITH_FIGURES, *WITHOUT_FIGURES) and not name.startswith(ACCOUNTS)
    }
    assert not unknown, "add these to tests/disclosure/addresses.py"


def test_the_own_chief_reads_what_others_must_not_find(client: Client, world: Corps, katrien: User) -> None:
    client.force_login(katrien)
    assert secrets_in(answers(client, addresses()).values()) == set(SECRETS) - {DECLARED}


@pytest.mark.parametrize("who", ["nobody", "bart", "tom", "auditor who worked there"])
def test_nobody_else_gets_anything_that_depends_on_a_hidden_number(
    who: str, client: Client, world: Corps, request: pytest.FixtureRequest
) -> None:
    if who == "auditor who worked there":
        client.force_login(person_make("Ayla", (Role.AUDITOR, Register.EXAMPLE), (Role.STAFF, world)))
    elif who != "nobody":
        client.force_login(request.getfixturevalue(who))
    first = answers(client, addresses())
    hidden_change(world, hidden_from_visitors(world))
    PartPublication.objects.filter(corps=world, release=None).update(score=55.5, lower=5.5, upper=95.5)
    assert leaking(first, answers(client, addresses())) == []
    assert secrets_in(first.values()) == set()


def test_the_own_chief_gets_nothing_that_depends_on_what_staff_declared(
    client: Client, world: Corps, katrien: User
) -> None:
    client.force_login(katrien)
    first = answers(client, addresses())
    hidden_change(world, Q(subject=world, publications__audience="corps", publications__visibility="suppressed"))
    assert leaking(first, answers(client, addresses())) == []
    assert DECLARED not in secrets_in(first.values())


def test_one_changed_number_that_is_shown_is_noticed(client: Client, world: Corps) -> None:
    first = answers(client, addresses())
    with tampering():
        IndicatorValue.objects.filter(subject=world, indicator="EFF-07", period=PERIOD).update(numerator=811)
    assert leaking(first, answers(client, addresses()))
