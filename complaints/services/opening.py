"""Opening a mailbox by its code, so that guessing gets slower and slower and never learns anything.

A code has 140 bits; slowing down is there for people who are watched typing, and for machines that try. After some
wrong codes an address waits, longer each time, a quarter of an hour at most; while it waits no code is looked at, so
the right one gets the same answer. When codes fail everywhere at once, every address waits after its first wrong one.
A wait always ends. When the counting itself does not answer, codes are looked at without it: nobody is shut out of
their own file by a cache.
"""

from dataclasses import dataclass
from time import monotonic, sleep

from complaints.models import Complaint
from complaints.services.intake.secrets import CODE_PURPOSE
from legitimacy.models.fields import lookup_hashes
from legitimacy.throttling import Guesses
from legitimacy.trail.services import event_append

GUESSES = Guesses("mailbox")
FAILING_TAKES = 0.3
"""Seconds that the answer to a wrong code takes, whatever was wrong with it."""
LONGEST_CODE = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """`complaint` when the code opens one; else `wait` says for how many seconds no code is looked at."""

    complaint: Complaint | None = None
    wait: int = 0


def mailbox_open(*, code: str, source: str) -> Opened:
    """The file that a code opens. `source` stands for the address: a keyed hash, see `legitimacy.throttling`."""
    began = monotonic()
    wait = GUESSES.wait_left(source)
    if wait:
        return Opened(wait=wait)
    complaint = _find(code)
    if complaint is not None:
        GUESSES.forget(source)
        event_append(verb="mailbox.opened", role="complainant", object_type="complaint", object_id=complaint.pk)
        return Opened(complaint)
    wait = GUESSES.failed(source)
    sleep(max(0.0, FAILING_TAKES - (monotonic() - began)))
    return Opened(wait=wait)


def _find(code: str) -> Complaint | None:
    """One look-up for whatever was typed: a code of the wrong form costs as much as one of the right form."""
    typed = "".join(code[:LONGEST_CODE].split()).replace("-", "")
    return Complaint.objects.filter(code_hash__in=lookup_hashes(CODE_PURPOSE, typed), disposed_at=None).first()
