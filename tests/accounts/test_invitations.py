"""Invitations: who may make them, what they open, and when they open nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from legitimacy.access import audience_for
from legitimacy.accounts import services
from legitimacy.models import Corps, Invitation, Membership, Register, Role, TrailEvent, User
from legitimacy.models.disclosure import Audience
from legitimacy.trail.retention import retention_rules
from tests.people import person_make

PAGE = "/nl/account/invitations/"
ACCOUNT = {"first_name": "Nora", "last_name": "Claes", "password": "twelve letters and more"}


@pytest.fixture
def link(els: User, demervallei: Corps) -> str:
    """Els invited Nora as chief of Demervallei: the path in the mail."""
    offer = services.invitation_create(
        invited_by=els, email="Nora@example.org", role=Role.CHIEF_OF_CORPS, register=Register.EXAMPLE, corps=demervallei
    )
    return f"{PAGE}accept/{offer.code}/"


def invite(client: Client, **changed: object) -> int:
    form = {"email": "nora@example.org", "role": Role.STAFF, "corps": "", "register": Register.EXAMPLE} | changed
    return client.post(PAGE, form).status_code


def test_administrator_invites_and_the_mail_holds_the_link(client: Client, els: User, demervallei: Corps) -> None:
    client.force_login(els)
    assert invite(client, corps=demervallei.pk) == 302
    assert mail.outbox[0].to == ["nora@example.org"]
    path = re.search(r"http://testserver(/nl/account/invitations/accept/\w+/)", str(mail.outbox[0].body))
    assert path is not None
    assert Client().get(path[1]).status_code == 200


def test_address_and_code_are_not_in_the_database(link: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM legitimacy_invitation")
        row = str(cursor.fetchall()).lower()
    assert "nora@" not in row
    assert link.split("/")[-2] not in row


def test_code_has_at_least_128_bits(link: str) -> None:
    assert len(bytes.fromhex(link.split("/")[-2])) * 8 >= 128


def test_invited_person_makes_an_account_and_has_the_role(client: Client, link: str, demervallei: Corps) -> None:
    assert client.post(link, ACCOUNT).headers["Location"] == "/nl/account/login/"
    nora = User.objects.get(email="nora@example.org")
    assert audience_for(nora, demervallei) == Audience.CORPS
    assert nora.check_password(ACCOUNT["password"])
    verbs = set(TrailEvent.objects.filter(actor=nora).values_list("verb", flat=True))
    assert {"account.created", "invitation.accepted"} <= verbs


@pytest.mark.parametrize("password", ["short", "nora@example.org", "password1234"])
def test_weak_password_is_refused_with_a_reason(client: Client, link: str, password: str) -> None:
    refused = client.post(link, ACCOUNT | {"password": password})
    assert refused.status_code == 422
    assert refused.context["form"].errors["password"]
    assert not User.objects.filter(email="nora@example.org").exists()


def test_link_works_once(client: Client, link: str) -> None:
    client.post(link, ACCOUNT)
    assert client.get(link).status_code == 410
    assert client.post(link, ACCOUNT).status_code == 410
    assert Membership.objects.filter(role=Role.CHIEF_OF_CORPS).count() == 1


def test_link_ends_after_seven_days(client: Client, link: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert client.post(link, ACCOUNT).status_code == 410
    assert not User.objects.filter(email="nora@example.org").exists()


def test_wrong_link_says_so(client: Client, link: str) -> None:
    wrong = client.get(f"{PAGE}accept/{'0' * 40}/")
    assert wrong.status_code == 404
    assert wrong.context["reason"] == "unknown"


def test_revoked_invitation_opens_nothing(client: Client, els: User, link: str) -> None:
    client.force_login(els)
    client.post(f"{PAGE}{Invitation.objects.get().pk}/revoke/")
    assert Client().post(link, ACCOUNT).status_code == 410
    assert TrailEvent.objects.filter(verb="invitation.revoked", actor=els).exists()


def test_who_has_an_account_accepts_with_it(client: Client, link: str, demervallei: Corps) -> None:
    nora = person_make("Nora")
    assert "form" not in client.get(link).context
    assert client.post(link, ACCOUNT).status_code == 200
    client.force_login(nora)
    client.post(link)
    assert audience_for(User.objects.get(pk=nora.pk), demervallei) == Audience.CORPS


def test_somebody_else_cannot_accept(client: Client, link: str, outsider: User) -> None:
    client.force_login(outsider)
    assert client.post(link).status_code == 403
    assert not outsider.memberships.exists()
    assert Invitation.objects.get().accepted_at is None


def test_role_that_ended_can_be_given_again(client: Client, els: User, demervallei: Corps) -> None:
    nora = person_make("Nora", (Role.STAFF, demervallei))
    services.membership_revoke(membership=nora.memberships.get(), actor=els)
    offer = services.invitation_create(
        invited_by=els, email=nora.email, role=Role.STAFF, register=Register.EXAMPLE, corps=demervallei
    )
    services.invitation_accept(code=offer.code, user=nora)
    assert nora.memberships.get().valid_to is None


def test_ending_a_role_counts_at_once(client: Client, els: User, katrien: User, demervallei: Corps) -> None:
    client.force_login(els)
    client.post(f"/nl/account/memberships/{katrien.memberships.get().pk}/revoke/")
    assert audience_for(User.objects.get(pk=katrien.pk), demervallei) == Audience.PUBLIC


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"role": Role.STAFF}, "corps"),
        ({"role": Role.AUDITOR, "corps": "own"}, "corps"),
        ({"role": Role.STAFF, "corps": "belgian"}, "corps"),
        ({"role": Role.AUDITOR, "register": Register.BELGIUM}, "register"),
        ({"role": Role.AUDITOR, "email": "Els@example.org"}, "email"),
        ({"role": "emperor"}, "role"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_invitation_that_does_not_fit_is_refused(
    client: Client, els: User, demervallei: Corps, belgian_corps: Corps, changed: dict[str, str], field: str
) -> None:
    client.force_login(els)
    places = {"own": demervallei.pk, "belgian": belgian_corps.pk}
    form = {name: places.get(value, value) for name, value in changed.items()}
    assert invite(client, **form) == 422
    assert not Invitation.objects.exists()


def test_administrator_of_one_corps_invites_for_that_corps_only(
    client: Client, demervallei: Corps, heidekant: Corps
) -> None:
    client.force_login(person_make("Stef", (Role.ADMINISTRATOR, demervallei)))
    assert invite(client, corps=heidekant.pk) == 422
    assert invite(client, role=Role.AUDITOR) == 422
    assert invite(client, corps=demervallei.pk) == 302


def test_administrator_cannot_touch_another_register(client: Client, els: User, belgian_corps: Corps) -> None:
    elsewhere = person_make("Luc", (Role.CHIEF_OF_CORPS, belgian_corps)).memberships.get()
    client.force_login(els)
    assert client.post(f"/nl/account/memberships/{elsewhere.pk}/revoke/").status_code == 403
    assert "Luc" not in client.get(PAGE).content.decode()


def test_mail_that_does_not_go_is_said(
    client: Client, els: User, demervallei: Corps, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError

    monkeypatch.setattr("legitimacy.accounts.letters.send_mail", fail)
    client.force_login(els)
    answer = client.post(PAGE, {"email": "nora@example.org", "role": Role.STAFF, "corps": demervallei.pk}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_ended_invitations_go_after_a_month(link: str) -> None:
    rule = retention_rules.get("invitation")
    assert rule.count() == 0
    with time_machine.travel(timezone.now() + timedelta(days=38)):
        assert (rule.count(), rule.apply()) == (1, 1)
    assert not Invitation.objects.exists()


def test_invited_person_can_sign_in(client: Client, link: str) -> None:
    client.post(link, ACCOUNT)
    client.post("/nl/account/login/", {"login": "NORA@example.org", "password": ACCOUNT["password"]})
    assert client.session["_auth_user_id"] == str(User.objects.get(email="nora@example.org").pk)
