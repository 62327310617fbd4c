"""People of Demervallei for early signals, and cases walked to a stage through the services."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from legitimacy.members import member_event_set, member_register
from legitimacy.models import Corps, Member, MemberEvent, Role, User
from professionalism.models import ForceApplication, ForceIncident, ForceOfficer, SignalCase
from professionalism.services.signals.cases import case_decide, case_inform, case_reply
from professionalism.services.signals.finding import signals_find
from professionalism.workflow.force import Status
from professionalism.workflow.signals import Outcome, Stage
from tests.people import person_make

SEALED = "Zilverberg-Qat"
"""The sealed name of the officer concerned: nobody else is called so, and nothing else holds it."""
NUMBER = "44-7719"
CaseAt = Callable[..., SignalCase]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def pina(demervallei: Corps) -> User:
    """Professional standards of Demervallei."""
    return person_make("Pina", (Role.PROFESSIONAL_STANDARDS, demervallei))


@pytest.fixture
def piet(demervallei: Corps) -> User:
    """A second one."""
    return person_make("Piet", (Role.PROFESSIONAL_STANDARDS, demervallei))


@pytest.fixture
def wout(demervallei: Corps) -> User:
    """Wellbeing adviser of Demervallei."""
    return person_make("Wout", (Role.WELLBEING_ADVISER, demervallei))


@pytest.fixture
def amber(demervallei: Corps) -> User:
    """An officer of Demervallei."""
    return person_make("Amber", (Role.OFFICER, demervallei))


@pytest.fixture
def concerned(demervallei: Corps, amber: User) -> Member:
    """Amber as a member, with a sealed name."""
    return member_register(corps=demervallei, unit="Interventie B", name=SEALED, number=NUMBER, account=amber)


def judged(member: Member, *, days: int = 5, reference: str = "J1", kind: str = MemberEvent.Kind.JUDGMENT) -> None:
    """A reported event about a member."""
    on = timezone.localdate() - timedelta(days=days)
    member_event_set(member=member, kind=kind, source="professionalism", reference=reference, on=on)


def incident_make(corps: Corps, *members: Member, level: int = 4, days: int = 20, **given: Any) -> ForceIncident:
    """A force report that was handed in, by the first of the members."""
    on = timezone.localdate() - timedelta(days=days)
    values: dict[str, Any] = {"happened_on": on, "reporter": members[0], "status": Status.REVIEWED}
    incident = ForceIncident.objects.create(
        register=corps.register, origin="simulated", corps=corps, highest_level=level, **values | given
    )
    for order, member in enumerate(members, 1):
        officer = ForceOfficer.objects.create(incident=incident, member=member, order=order)
        ForceApplication.objects.create(incident=incident, officer=officer, level=level, order=order)
    return incident


@pytest.fixture
def case_at(demervallei: Corps, concerned: Member, pina: User, amber: User) -> CaseAt:
    """A case about Amber, walked to a stage."""

    def make(stage: Stage = Stage.OPENED, *, outcome: str = Outcome.COACHING, replied: bool = True) -> SignalCase:
        judged(concerned)
        signals_find(corps=demervallei)
        case = SignalCase.objects.get()
        if stage is Stage.OPENED:
            return case
        case = case_inform(case=case, actor=pina, on=timezone.localdate())
        if replied:
            case = case_reply(case=case, actor=amber, text="I would like to talk.")
        if stage is Stage.INFORMED:
            return case
        return decided(case, pina, outcome)

    return make


def decided(case: SignalCase, actor: User, outcome: str = Outcome.COACHING, **given: Any) -> SignalCase:
    values: dict[str, Any] = {
        "reasons": "A talk is not enough.",
        "owner": "Head of service",
        "due_on": timezone.localdate() + timedelta(days=30),
        "reference": "T-2026-1",
    }
    return case_decide(case=case, actor=actor, outcome=outcome, **values | given)


def day(ago: int) -> date:
    return timezone.localdate() - timedelta(days=ago)
