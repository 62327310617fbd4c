"""Opening a mailbox by its code, so that guessing gets slower and slower and never learns anything.

A code has 140 bits; slowing down is there for people who are watched typing, and for machines that try. After some
wrong codes an address waits, longer each time, a quarter of an hour at most; while it waits no code is looked at, so
the right one gets the same answer. When codes fail everywhere at once, every address waits after its first wrong one.
A wait always ends. When the counting itself does not answer, codes are looked at without it: nobody is shut out of
their own file by a cache.
"""

from dataclasses import dataclass
from time import monotonic, sleep, time

from django.core.cache import cache

from complaints.models import Complaint
from complaints.services.intake.secrets import CODE_PURPOSE
from complaints.services.throttling import counted_up, if_cache_answers
from legitimacy.models.fields import lookup_hashes
from legitimacy.trail.services import event_append

FREE_TRIES, WINDOW_SECONDS = 5, 3600
FIRST_WAIT, LONGEST_WAIT = 15, 900
"""Seconds: 15 after the fifth wrong code, then twice as long each time."""
EVERYWHERE_LIMIT, EVERYWHERE_SECONDS = 60, 60
FAILING_TAKES = 0.3
"""Seconds that the answer to a wrong code takes, whatever was wrong with it."""
LONGEST_CODE = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """`complaint` when the code opens one; else `wait` says for how many seconds no code is looked at."""

    complaint: Complaint | None = None
    wait: int = 0


def mailbox_open(*, code: str, source: str) -> Opened:
    """The file that a code opens. `source` stands for the address: a keyed hash, see `throttling.source_of`."""
    began = monotonic()
    wait = if_cache_answers(lambda: _wait_left(source)) or 0
    if wait:
        return Opened(wait=wait)
    complaint = _find(code)
    if complaint is not None:
        if_cache_answers(lambda: cache.delete_many([_key(source), _until(source)]))
        event_append(verb="mailbox.opened", role="complainant", object_type="complaint", object_id=complaint.pk)
        return Opened(complaint)
    wait = if_cache_answers(lambda: _failed(source)) or 0
    sleep(max(0.0, FAILING_TAKES - (monotonic() - began)))
    return Opened(wait=wait)


def _find(code: str) -> Complaint | None:
    """One look-up for whatever was typed: a code of the wrong form costs as much as one of the right form."""
    typed = "".join(code[:LONGEST_CODE].split()).replace("-", "")
    return Complaint.objects.filter(code_hash__in=lookup_hashes(CODE_PURPOSE, typed), disposed_at=None).first()


def _key(source: str) -> str:
    return f"mailbox:failed:{source}"


def _until(source: str) -> str:
    return f"mailbox:until:{source}"


def _wait_left(source: str) -> int:
    return max(0, int(cache.get(_until(source), 0)) - int(time()))


def _failed(source: str) -> int:
    """Count a wrong code; seconds that this address waits now."""
    here = counted_up(_key(source), WINDOW_SECONDS)
    everywhere = counted_up("mailbox:failed", EVERYWHERE_SECONDS)
    free = 0 if everywhere > EVERYWHERE_LIMIT else FREE_TRIES - 1
    if here <= free:
        return 0
    wait = min(FIRST_WAIT * 2 ** min(here - free - 1, 10), LONGEST_WAIT)
    cache.set(_until(source), int(time()) + wait, wait)
    return int(wait)
