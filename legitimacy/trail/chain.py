"""The arithmetic of the trail: keyed hashes that tie each event to the one before it.

TRAIL_KEY holds one key, or several separated by commas: the first signs, all verify, so that a key can be replaced.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

GENESIS = "0" * 64
EVENT_FIELDS = (
    "id",
    "at",
    "actor_id",
    "role",
    "verb",
    "object_type",
    "object_id",
    "corps",
    "reason",
    "request_id",
)


def _keys() -> list[bytes]:
    return [key.strip().encode() for key in settings.TRAIL_KEY.split(",") if key.strip()]


def _message(purpose: str, parts: Sequence[Any]) -> bytes:
    written = [part.astimezone(UTC).isoformat() if isinstance(part, datetime) else part for part in parts]
    return json.dumps([purpose, *written], separators=(",", ":")).encode()


def signature(purpose: str, *parts: Any) -> str:
    """HMAC-SHA256 in hex under the first key. `purpose` keeps seals, heads and checkpoints apart."""
    return hmac.new(_keys()[0], _message(purpose, parts), hashlib.sha256).hexdigest()


def is_signed(claimed: str, purpose: str, *parts: Any) -> bool:
    """Whether any of the keys gives this signature."""
    message = _message(purpose, parts)
    return any(hmac.compare_digest(claimed, hmac.new(key, message, hashlib.sha256).hexdigest()) for key in _keys())


def segment_of(at: datetime) -> str:
    """Month of a moment in UTC, written 2026-11."""
    return at.astimezone(UTC).strftime("%Y-%m")
