"""Rendered pieces of pages, kept under a key that names everything they depend on: a new version is a new key."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache
from django.utils.timezone import localdate
from django.utils.translation import get_language

KEPT_SECONDS = 24 * 60 * 60
T = TypeVar("T")


def fragment(kind: str, make: Callable[[], T], *parts: object) -> T:
    """What `make` gives, remembered under `kind`, the language, the day and `parts`.

    The day is part of it because due dates pass. Nothing personal, no nonce and no form token may be inside.
    """
    written = "\x1f".join(str(part) for part in (get_language(), localdate(), *parts))
    key = f"fragment:{kind}:{sha256(written.encode()).hexdigest()}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_SECONDS)
    return found
