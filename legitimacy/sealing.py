"""Tokens that an address may carry: sealed, so that nobody reads anything out of them or makes one up."""

import json
from typing import Any

from cryptography.fernet import InvalidToken

from legitimacy.models.fields import field_cipher

LONGEST = 2_000


def seal(purpose: str, content: Any) -> str:
    """A token for `content` (anything that JSON holds); it opens for the same purpose only."""
    return field_cipher().encrypt(json.dumps([purpose, content]).encode()).decode()


def unseal(purpose: str, token: str) -> Any:
    """What was sealed; None for a token that was changed, made up, or sealed for something else."""
    if not token or len(token) > LONGEST:
        return None
    try:
        sealed_for, content = json.loads(field_cipher().decrypt(token.encode()))
    except (InvalidToken, ValueError):
        return None
    return content if sealed_for == purpose else None
