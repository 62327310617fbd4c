"""How often the API answers: each address, and each token or person, has a measure of its own.

An address becomes a keyed hash of the day; nobody chooses it by a header of theirs. When the cache does not answer,
everybody is let through, as with `legitimacy.throttling`.
"""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from legitimacy.throttling import address_of, if_cache_answers, source_of


class _Rate(SimpleRateThrottle):
    def allow_request(self, request: Request, view: Any) -> bool:
        return if_cache_answers(lambda: super(_Rate, self).allow_request(request, view)) is not False


class AddressRate(_Rate):
    """Requests of one address that sends no account: visitors, and whoever tries tokens."""

    scope = "anon"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.user and request.user.is_authenticated:
            return None
        given = request.META
        source = source_of(
            address_of(given.get("REMOTE_ADDR", ""), given.get("HTTP_X_FORWARDED_FOR", "")), "api.source"
        )
        return self.cache_format % {"scope": self.scope, "ident": source}


class TokenRate(_Rate):
    """Requests of one token; of one person, where a session asks."""

    scope = "user"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if not request.user or not request.user.is_authenticated:
            return None
        token = getattr(request.auth, "digest", "")
        return self.cache_format % {"scope": self.scope, "ident": token or f"person-{request.user.pk}"}
