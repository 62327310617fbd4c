"""Against floods and guessing, whichever page they meet: counting per address without keeping an address.

An address becomes a keyed hash of the day and counts in the cache for some minutes. When the cache does not answer,
nobody is counted and everybody is let through: shutting out people costs more than reading some spam.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from time import time
from typing import TypeVar

import structlog
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from legitimacy.models.fields import lookup_hash

log = structlog.get_logger(__name__)

FREE_TRIES, WINDOW_SECONDS = 5, 3600
FIRST_WAIT, LONGEST_WAIT = 15, 900
"""Seconds: 15 after the fifth wrong code, then twice as long each time."""
EVERYWHERE_LIMIT, EVERYWHERE_SECONDS = 60, 60
Answer = TypeVar("Answer")


def counted_up(key: str, seconds: int) -> int:
    """How often this happened within some seconds of its first time, this time included."""
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ended between the two lines
        cache.set(key, 1, seconds)
        return 1


def if_cache_answers(count: Callable[[], Answer]) -> Answer | None:
    """What the count says; None while the cache does not answer."""
    try:
        return count()
    except (RedisError, OSError):
        log.warning("throttle_unavailable")
        return None


def address_of(remote: str, forwarded: str) -> str:
    """The visitor's address: behind our own proxy the last one it wrote down, else the peer's."""
    if settings.BEHIND_PROXY and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return remote


def source_of(address: str, purpose: str = "complaint.source") -> str:
    """Keyed hash of an address for today; an IPv6 address counts with its whole network, as one household has that."""
    try:
        parsed = ip_address(address)
        parsed = getattr(parsed, "ipv4_mapped", None) or parsed
        plain = str(ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)
    except ValueError:
        plain = address
    return lookup_hash(purpose, f"{plain} {timezone.localdate()}")


@dataclass(frozen=True, slots=True)
class Guesses:
    """Wrong codes on one page: after some of them an address waits, longer each time,
    up to the longest wait of the page.

    When codes fail everywhere at once, every address waits after its first wrong one. A wait always ends.
    """

    page: str
    longest_wait: int = LONGEST_WAIT
    """Seconds. Short where codes cannot be guessed: an office behind one address is slowed down, never shut out."""

    def wait_left(self, source: str) -> int:
        """Seconds for which no code of this address is looked at."""
        return if_cache_answers(lambda: max(0, int(cache.get(self._until(source), 0)) - int(time()))) or 0

    def failed(self, source: str) -> int:
        """Count a wrong code; seconds that this address waits now."""
        return if_cache_answers(lambda: self._failed(source)) or 0

    def forget(self, source: str) -> None:
        if_cache_answers(lambda: cache.delete_many([self._key(source), self._until(source)]))

    def _failed(self, source: str) -> int:
        here = counted_up(self._key(source), WINDOW_SECONDS)
        everywhere = counted_up(f"{self.page}:failed", EVERYWHERE_SECONDS)
        free = 0 if everywhere > EVERYWHERE_LIMIT else FREE_TRIES - 1
        if here <= free:
            return 0
        wait = min(FIRST_WAIT * 2 ** min(here - free - 1, 10), self.longest_wait)
        cache.set(self._until(source), int(time()) + wait, wait)
        return int(wait)

    def _key(self, source: str) -> str:
        return f"{self.page}:failed:{source}"

    def _until(self, source: str) -> str:
        return f"{self.page}:until:{source}"
