"""Pages of released figures are kept for some minutes: they stay the same until something is released or replied."""

import hashlib

from django.core.cache import cache
from rest_framework.request import Request

from legitimacy.opendata.selectors import releases_mark
from legitimacy.throttling import if_cache_answers

SECONDS, LARGEST = 600, 8_000_000


def page_key(request: Request) -> str:
    """Names this page as it stands now. 1 query."""
    what = f"{releases_mark()} {request.build_absolute_uri()}"
    return f"api:values:{hashlib.sha256(what.encode()).hexdigest()}"


def page_kept(key: str) -> bytes | None:
    return if_cache_answers(lambda: cache.get(key))


def page_keep(key: str, body: bytes) -> None:
    """Very long ones are made anew each time."""
    if len(body) <= LARGEST:
        if_cache_answers(lambda: cache.set(key, body, SECONDS))
