"""Keys can be replaced: what was sealed under the old one is readable under the new one alone."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import LazySettings
from django.core.management import call_command

from legitimacy.accounts import services
from legitimacy.accounts.adapters import MfaAdapter
from legitimacy.models import Corps, Invitation, Register, Role, User


@pytest.fixture
def invitation(els: User, demervallei: Corps) -> Invitation:
    offer = services.invitation_create(
        invited_by=els, email="nora@example.org", role=Role.STAFF, register=Register.EXAMPLE, corps=demervallei
    )
    return offer.invitation


def rotate(settings: LazySettings, new: str) -> None:
    settings.FIELD_KEYS = [new, *settings.FIELD_KEYS]
    call_command("keys_rotate", stdout=StringIO())
    settings.FIELD_KEYS = [new]


def test_sealed_text_is_readable_under_the_new_key_alone(invitation: Invitation, settings: LazySettings) -> None:
    old = settings.FIELD_KEYS
    rotate(settings, Fernet.generate_key().decode())
    assert Invitation.objects.get().email == "nora@example.org"
    settings.FIELD_KEYS = old
    with pytest.raises(InvalidToken):
        Invitation.objects.get()


def test_second_factor_survives(katrien: User, settings: LazySettings) -> None:
    secret = generate_totp_secret()
    TOTP.activate(katrien, secret)
    rotate(settings, Fernet.generate_key().decode())
    assert MfaAdapter().decrypt(Authenticator.objects.get().data["secret"]) == secret


def test_look_ups_follow_a_new_key(invitation: Invitation, settings: LazySettings) -> None:
    settings.LOOKUP_KEY = "another lookup key of thirty-two characters"
    assert services.email_hash("Nora@example.org") != Invitation.objects.get().email_lookup
    call_command("keys_rotate", stdout=StringIO())
    assert services.email_hash("Nora@example.org") == Invitation.objects.get().email_lookup
