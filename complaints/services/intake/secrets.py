"""Secrets of senders, and what is kept of them: keyed hashes only."""

import hashlib
import hmac
import secrets

from django.conf import settings

from complaints.services.intake.given import IdentityIntake
from legitimacy.models.fields import lookup_hash

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_PURPOSE = "complaint.code"
PERSON_PURPOSE = "complaint.person"
KEY_PURPOSE = "complaint.intake"


def code_for(intake_key: str) -> str:
    """The mailbox code that belongs to a sender's secret: 140 bits, seven groups of four, nothing look-alike.

    Made from the secret, so that a form sent twice shows the same code without the code being stored anywhere.
    """
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, f"mailbox\x1f{intake_key}".encode(), hashlib.sha256).digest()
    letters = [CODE_ALPHABET[byte & 31] for byte in digest[:28]]
    return "-".join("".join(letters[place : place + 4]) for place in range(0, 28, 4))


def intake_key_make() -> str:
    """A sender's secret of 256 bits."""
    return secrets.token_urlsafe(32)


def code_hash(code: str) -> str:
    """Hash of a mailbox code as somebody typed it: blanks, hyphens and capitals do not count."""
    return lookup_hash(CODE_PURPOSE, "".join(code.split()).replace("-", ""))


def person_lookup(identity: IdentityIntake) -> str:
    """Keyed hash by which other files of the same person are found; empty without an address or number."""
    known = identity.email or identity.phone
    return lookup_hash(PERSON_PURPOSE, known) if known else ""
