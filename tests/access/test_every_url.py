"""Walks every URL as everyone: each role, an outsider, a superuser and nobody; own corps, another, another register.

What is allowed stands in `table.py`. A refusal is a 401, a 403, a way to the sign-in page or, where nobody may use a
method, a 405. Everything else, an empty form and a missing row included, counts as let in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation

from audit.models import Audit, FundingResult
from complaints.models import Complaint, InvolvedMember
from legitimacy.access import PUBLIC_URL_NAMES
from legitimacy.accounts import services
from legitimacy.accounts.middleware import LEAVE, SECOND_FACTOR, SET_UP
from legitimacy.accounts.rules import REGISTER_ROLES
from legitimacy.indicators.definitions import Origin
from legitimacy.models import AccessRequest, Corps, Invitation, Membership, Register, Release, Role, User
from tests.access.audit.audits import audit_make
from tests.access.entry import Access
from tests.access.table import GROUPS, TABLE
from tests.audit.funding.schemes import result_make
from tests.people import PASSWORD, person_make
from tests.professionalism.training import school_make

OF_A_REGISTER = {*REGISTER_ROLES, Role.ADMINISTRATOR}
BODIES = {Role.INDEPENDENT_HANDLER: "committee_p", Role.SCHOOL_EDITOR: "VBL-S1"}
WALKED_ELSEWHERE = ("professionalism", "audit", "complaints_file")
"""The longest walks: test_every_work_url.py goes them, beside this file on another processor."""
SIGN_IN_PAGES = ("/nl/account/login/", "/nl/admin/login/")


@dataclass(frozen=True)
class World:
    """What an address may name: a corps, and rows that belong to it."""

    corps: Corps
    invitation: Invitation
    membership: Membership
    release: Release
    research: AccessRequest
    complaint: Complaint
    home_complaint: Complaint
    funding: FundingResult
    audit: Audit


def urls(resolver: URLResolver, namespace: str = "", route: str = "") -> Iterator[str]:
    """The full name of every URL, or its route where it has no name."""
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else here
        else:
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from urls(entry, inside, here)


def every_url() -> list[str]:
    with translation.override("nl"):
        return list(urls(get_resolver()))


@pytest.fixture
def worlds(
    demervallei: Corps, heidekant: Corps, belgian_corps: Corps, els: User, people: dict[str, User | None]
) -> list[World]:
    home, auditor = _complaint(demervallei), people[Role.AUDITOR]
    return [_world(corps, els, home, auditor) for corps in (demervallei, heidekant, belgian_corps)]


def _world(corps: Corps, invited_by: User, home: Complaint, auditor: User | None) -> World:
    member = person_make(f"member{corps.pk}", (Role.STAFF, corps)).memberships.get()
    offer = services.invitation_create(
        invited_by=invited_by, email=f"{corps.pk}@example.org", role=Role.STAFF, register=corps.register, corps=corps
    )
    release = Release.objects.create(code=f"walk-{corps.code}", register=corps.register, periods=["2025-Q4"])
    rows = _complaint(corps), home, result_make(corps), audit_make(corps, auditor)
    research = AccessRequest.objects.create(
        register=corps.register, person=invited_by, title="Walk", until=timezone.localdate()
    )
    return World(corps, offer.invitation, member, release, research, *rows)


def _complaint(corps: Corps) -> Complaint:
    """A file that the corps holds, about somebody of the police."""
    now = timezone.now()
    origin = Origin.REAL if corps.is_real else Origin.SIMULATED
    complaint = Complaint.objects.create(
        register=corps.register, origin=origin, corps=corps, holder="corps", received_on=now.date(), received_at=now
    )
    InvolvedMember.objects.create(complaint=complaint, kind="unknown")
    return complaint


@pytest.fixture
def people(demervallei: Corps) -> dict[str, User | None]:
    """One person for each role, and those without."""
    found: dict[str, User | None] = {"nobody": None, "outsider": person_make("outsider")}
    found["superuser"] = User.objects.create_superuser("superuser", "superuser@example.org", PASSWORD)
    for role in Role:
        place = Register.EXAMPLE if role in OF_A_REGISTER else demervallei
        found[role] = person_make(f"walker_{role}", (role, place), body=BODIES.get(role, ""))
    school_make("VBL-S1")
    return found


def test_table_holds_every_url_and_no_other() -> None:
    found = every_url()
    assert sorted(set(found) - set(TABLE)) == [], "add these to tests/access/table.py"
    assert sorted(set(TABLE) - set(found)) == [], "take these out of tests/access/table.py"


def test_public_list_is_what_the_table_opens_to_nobody_at_all() -> None:
    """The list may hold more: pages of a demo or of single sign-on, and views that turn visitors away themselves."""
    open_to_visitors = {name for name, entry in TABLE.items() if "nobody" in entry.get | entry.post}
    themselves = {
        "api_token_create",
        "api_token_revoke",
        "api_complaint_submit",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
    elsewhere = {name for name in PUBLIC_URL_NAMES if name.startswith(("demo_", "openid_connect_", "socialaccount_"))}
    probes = {"healthz", "readyz"}
    assert open_to_visitors == (PUBLIC_URL_NAMES | probes) - themselves - elsewhere


@pytest.mark.parametrize("group", [group for group in GROUPS if group not in WALKED_ELSEWHERE])
def test_urls_let_in_whom_the_table_names(
    group: str, worlds: list[World], people: dict[str, User | None], settings: LazySettings
) -> None:
    assert walk(group, worlds, people, settings) == []


def walk(group: str, worlds: list[World], people: dict[str, User | None], settings: LazySettings) -> list[str]:
    """Every fault at the addresses of a group."""
    settings.SECOND_FACTOR_REQUIRED = True
    clients = {who: client_of(person) for who, person in people.items()}
    faults: list[str] = []
    for name, entry in GROUPS[group].items():
        names_a_place = any(named(worlds[0]) != named(worlds[2]) for named in (entry.place, entry.form))
        for world in worlds if names_a_place else worlds[:1]:
            address = address_of(name, entry, world)
            faults += [f"{address} {fault}" for fault in faults_at(address, entry, world, worlds[0], clients)]
        if name.endswith("logout"):
            clients = {who: client_of(person) for who, person in people.items()}
    return faults


def faults_at(address: str, entry: Access, world: World, home: World, clients: dict[str, Client]) -> Iterator[str]:
    """Everyone whom this address treats otherwise than the table says."""
    for who, client in clients.items():
        for method, allowed in (("GET", entry.get), ("POST", entry.post)):
            expected = who in allowed and (not entry.own or is_own(who, world, home))
            answer = client.post(address, entry.form(world)) if method == "POST" else client.get(address)
            is_hidden = entry.hides and answer.status_code == 404
            if (is_let_in(answer) and not is_hidden) != expected or answer.status_code >= 500:
                yield f"{method} {who}: {answer.status_code}"


def is_own(who: str, world: World, home: World) -> bool:
    if who in OF_A_REGISTER:
        return world.corps.register == Register.EXAMPLE
    return world.corps == home.corps


def address_of(name: str, entry: Access, world: World) -> str:
    with translation.override("nl"):
        return (entry.address or reverse(name, kwargs=entry.place(world))) + entry.query


def client_of(person: User | None) -> Client:
    """A browser of somebody who has signed in with a second factor, or of a visitor."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
    return client


def is_let_in(answer: HttpResponseBase) -> bool:
    to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith(SIGN_IN_PAGES)
    return answer.status_code not in {401, 403, 405} and not to_sign_in


def test_without_a_second_factor_every_url_leads_to_its_setup(
    worlds: list[World], people: dict[str, User | None], settings: LazySettings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.force_login(people[Role.CHIEF_OF_CORPS] or pytest.fail("no chief"))
    open_names = {
        name
        for name, entry in TABLE.items()
        if client.get(address_of(name, entry, worlds[0])).headers.get("Location") != "/nl/account/second-factor/"
    }
    assert open_names == SET_UP | LEAVE | {"healthz", "readyz", "metrics"}
