"""Keys can be replaced: what was sealed under the old one is readable under the new one alone."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import LazySettings
from django.core.management import call_command

from legitimacy.accounts import services
from legitimacy.accounts.adapters import MfaAdapter
from legitimacy.attachments.errors import AttachmentDamagedError
from legitimacy.attachments.services import attachment_add, attachment_read, original_read
from legitimacy.models import Corps, Invitation, Register, Role, User
from tests.attachments.files import image


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


@pytest.mark.django_db
def test_files_are_readable_under_the_new_key_alone(settings: LazySettings, tmp_path: Path) -> None:
    settings.ATTACHMENTS_DIR = tmp_path
    old, picture = settings.FIELD_KEYS, image()
    attachment = attachment_add(owner_type="test", owner_id=1, name="a.jpg", stream=BytesIO(picture))
    rotate(settings, Fernet.generate_key().decode())
    assert original_read(attachment) == picture
    assert attachment_read(attachment)
    settings.FIELD_KEYS = old
    with pytest.raises(AttachmentDamagedError):
        original_read(attachment)


@pytest.mark.django_db
def test_a_file_that_no_key_opens_is_named_and_stops_nothing(settings: LazySettings, tmp_path: Path) -> None:
    settings.ATTACHMENTS_DIR = tmp_path
    lost, kept = (
        attachment_add(owner_type="test", owner_id=1, name="a.jpg", stream=BytesIO(image())) for _ in range(2)
    )
    (tmp_path / lost.sealed_path).write_bytes(b"broken\n")
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    said = StringIO()
    call_command("keys_rotate", stdout=StringIO(), stderr=said)
    assert str(lost.pk) in said.getvalue()
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert original_read(kept) == image()
