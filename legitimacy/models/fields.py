"""Sealed text, and keyed hashes to find it by."""

import hashlib
import hmac
import unicodedata
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def field_cipher() -> MultiFernet:
    """The first key of FIELD_KEYS encrypts, all decrypt."""
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def lookup_hash(purpose: str, text: str) -> str:
    """Keyed hash (hex, 64 characters) of normalised text, so that sealed text can be found but not read.

    `purpose` keeps the hashes of two columns apart. Case, accents' composition and outer blanks do not count.
    """
    return lookup_hashes(purpose, text)[0]


def lookup_hashes(purpose: str, text: str) -> list[str]:
    """The same under every key of LOOKUP_KEY: the first writes, all find, so that codes given out outlive a new key."""
    normalised = unicodedata.normalize("NFKC", text).strip().casefold()
    message = f"{purpose}\x1f{normalised}".encode()
    keys = [key.strip().encode() for key in settings.LOOKUP_KEY.split(",") if key.strip()]
    return [hmac.new(key, message, hashlib.sha256).hexdigest() for key in keys or [b""]]


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # generic in the stubs only
    """Text that the database holds only encrypted. It cannot be searched: keep a lookup_hash beside it."""

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        return field_cipher().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        if value is None:
            return None
        return field_cipher().decrypt(value.encode()).decode()
