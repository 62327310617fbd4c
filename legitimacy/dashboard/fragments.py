"""Rendered pieces of pages, kept under a key that names everything they depend on: a new version is a new key."""

from collections.abc import Callable
from functools import cache as once
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.utils.timezone import localdate
from django.utils.translation import get_language

KEPT_SECONDS = 24 * 60 * 60
T = TypeVar("T")


@once
def build() -> str:
    """A name for this version of templates and pages, so that a new one never serves the pieces of the old."""
    folders = (settings.BASE_DIR / "templates", Path(__file__).parent, settings.BASE_DIR / "locale")
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if path.suffix in (".html", ".py", ".mo"))
    return sha256("".join(f"{path.name}{path.stat().st_mtime_ns}" for path in files).encode()).hexdigest()[:12]


def fragment(kind: str, make: Callable[[], T], *parts: object) -> T:
    """What `make` gives, remembered under `kind`, the language, the day, the build and `parts`.

    The day is part of it because due dates pass, the build because templates change. Nothing personal, no nonce and
    no form token may be inside.
    """
    written = "\x1f".join(str(part) for part in (build(), get_language(), localdate(), *parts))
    key = f"fragment:{kind}:{sha256(written.encode()).hexdigest()}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_SECONDS)
    return found
