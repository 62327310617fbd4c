"""People and disciplinary cases for tests. A case goes through the services, as every case does."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from legitimacy.members import member_register
from legitimacy.models import Corps, Member, Role, User
from professionalism.models import DisciplinaryCase
from professionalism.querysets.discipline import PROSECUTOR
from professionalism.services.discipline.opening import Facts, case_open
from professionalism.services.discipline.steps import Given, case_step
from professionalism.workflow.discipline import Actor
from tests.people import person_make

Make = Callable[..., DisciplinaryCase]
Take = Callable[..., DisciplinaryCase]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def pina(demervallei: Corps) -> User:
    """Professional standards of Demervallei."""
    return person_make("Pina", (Role.PROFESSIONAL_STANDARDS, demervallei))


@pytest.fixture
def boris(demervallei: Corps) -> User:
    """Mayor: the higher authority of Demervallei."""
    return person_make("Boris", (Role.AUTHORITY, demervallei))


@pytest.fixture
def pieter(demervallei: Corps) -> User:
    """Prosecutor."""
    return person_make("Pieter", (Role.AUTHORITY, demervallei), body=PROSECUTOR)


@pytest.fixture
def amber(demervallei: Corps) -> User:
    """An officer of Demervallei."""
    return person_make("Amber", (Role.OFFICER, demervallei))


@pytest.fixture
def member(demervallei: Corps, amber: User) -> Member:
    return member_register(corps=demervallei, name="Sealed Name", number="4401", account=amber)


def facts(**given: Any) -> Facts:
    usual: dict[str, Any] = {
        "facts_kind": "attitude",
        "facts": "Words at a counter.",
        "happened_on": None,
        "level": "light",
        "authority": "ordinary",
        "charge": "Insulted a visitor at the counter.",
    }
    return Facts(**usual | given)


@pytest.fixture
def make(demervallei: Corps, member: Member, pina: User) -> Make:
    """A new case, known so many `days` ago."""

    def made(*, days: int = 20, **given: Any) -> DisciplinaryCase:
        return case_open(
            corps=demervallei,
            member=given.pop("member", member),
            facts=facts(**given),
            known_on=timezone.localdate() - timedelta(days=days),
            known_by="ordinary",
            actor=pina,
        )

    return made


@pytest.fixture
def take(pina: User, katrien: User, boris: User, amber: User) -> Take:
    """Take a step as whoever may take it."""

    def taken(case: DisciplinaryCase, step: str, *, on: date | None = None, **given: Any) -> DisciplinaryCase:
        kind = given.pop("by", None) or BY[step]
        decides = katrien if case.authority == "ordinary" else boris
        actor = {Actor.AUTHORITY: decides, Actor.STANDARDS: pina, Actor.OFFICER: amber}[kind]
        usual: dict[str, Any] = {"on": on or timezone.localdate(), "text": "Because.", "confirmed": True}
        return case_step(case=case, step=step, given=Given(**usual | given), actor=actor, actor_kind=kind)

    return taken


BY = {
    **dict.fromkeys(("introduce", "decide", "propose", "decide_final", "close"), Actor.AUTHORITY),
    **dict.fromkeys(("inquire", "advise", "appeal", "appeal_end", "annul"), Actor.STANDARDS),
    "reconsider": Actor.OFFICER,
}
