"""Officers of Demervallei with their line of command, and a report that is complete."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from legitimacy.members import member_register
from legitimacy.models import Corps, Member, Role, User
from legitimacy.models.members import user_lookup
from professionalism.models import ForceIncident
from professionalism.services.force_drafting import Given, Rows, draft_save, incident_start
from professionalism.services.force_reviewing import incident_submit
from tests.people import person_make

TEXT = "The man ran at my colleague with a chair in his hands."
FACTS: Mapping[str, Any] = {
    "happened_hour": 14,
    "place_kind": "street",
    "functionality": "intervention",
    "call_type": "emergency",
    "threat": "assault",
    "alternatives": ["communication", "distance"],
    "warning": "given",
    **dict.fromkeys(("why_lawful", "why_needed", "why_measured", "why_warned"), TEXT),
    "bodycam": "yes",
    "report_made": "yes",
}


def member_make(corps: Corps, number: str, *, above: Member | None = None, account: User | None = None) -> Member:
    member = member_register(corps=corps, unit="Interventie", number=number, superior=above)
    if account is not None:
        member.user_lookup = user_lookup(account.pk)
        member.save()
    return member


@pytest.fixture
def amber(demervallei: Corps) -> User:
    """Officer of Demervallei."""
    return person_make("Amber", (Role.OFFICER, demervallei))


@pytest.fixture
def bilal(demervallei: Corps) -> User:
    """Another officer of Demervallei."""
    return person_make("Bilal", (Role.OFFICER, demervallei))


@pytest.fixture
def gita(demervallei: Corps) -> User:
    """Reviews force in Demervallei."""
    return person_make("Gita", (Role.FORCE_REVIEWER, demervallei))


@pytest.fixture
def pina(demervallei: Corps) -> User:
    """Professional standards of Demervallei."""
    return person_make("Pina", (Role.PROFESSIONAL_STANDARDS, demervallei))


@pytest.fixture
def chief_member(demervallei: Corps) -> Member:
    return member_make(demervallei, "0001")


@pytest.fixture
def gita_member(demervallei: Corps, gita: User, chief_member: Member) -> Member:
    return member_make(demervallei, "0002", above=chief_member, account=gita)


@pytest.fixture
def amber_member(demervallei: Corps, amber: User, gita_member: Member) -> Member:
    return member_make(demervallei, "1234", above=gita_member, account=amber)


@pytest.fixture
def bilal_member(demervallei: Corps, bilal: User, gita_member: Member) -> Member:
    return member_make(demervallei, "5678", above=gita_member, account=bilal)


def draft_make(user: User, corps: Corps, *, day: date | None = None, **facts: Any) -> ForceIncident:
    """A draft in which everything that is needed was filled in."""
    incident = incident_start(corps=corps, actor=user, form_key="")
    day = day or timezone.localdate() - timedelta(days=1)
    known = {name: value for name, value in facts.items() if name not in ("level", "means", "members")}
    rows = {"applications": Rows({1: {"level": facts.get("level", 4), "means": facts.get("means", "hands")}})}
    members = facts.get("members", ())
    if members:
        first = incident.officers.get()
        rows["officers"] = Rows({1: {"member": first.member}} | {n: {"member": m} for n, m in enumerate(members, 2)})
    given = Given({"happened_on": day, **FACTS, **known}, rows)
    return draft_save(incident=incident, given=given, actor=user, version=None)


def report_make(user: User, corps: Corps, **given: Any) -> ForceIncident:
    """A report that was handed in now."""
    return incident_submit(incident=draft_make(user, corps, **given), actor=user)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name: str, incident: ForceIncident, *rest: str) -> str:
    with translation.override("en"):
        return reverse(name, args=[incident.number, *rest])


def posted(incident: ForceIncident, **data: Any) -> dict[str, Any]:
    """A form with the version that the report has now."""
    now = ForceIncident.objects.get(pk=incident.pk)
    return {"version": now.version, **data}
