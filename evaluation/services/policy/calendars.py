"""Addresses of calendars: made anew, which ends the former one, and ended."""

import hashlib
import secrets

from django.db import transaction

from evaluation.models import CalendarFeed
from legitimacy.access import require_person
from legitimacy.models import User

KEY_BYTES = 32
"""Whoever has the address reads the calendar, so it holds 256 bits that nobody guesses."""


@transaction.atomic
def calendar_make(*, actor: User, language: str) -> str:
    """The key of a new address, which is kept as a digest only. The former address ends."""
    require_person(actor, "policy_action.list")
    key = secrets.token_urlsafe(KEY_BYTES)
    values = {"digest": calendar_digest(key), "language": language[:2]}
    CalendarFeed.objects.update_or_create(user=actor, defaults=values)
    return key


@transaction.atomic
def calendar_end(*, actor: User) -> bool:
    """End the address; False where there was none."""
    ended, _ = CalendarFeed.objects.filter(user=actor).delete()
    return bool(ended)


def calendar_digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
