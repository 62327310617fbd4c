"""Claiming a part of a run: in the database, for a time, so that a killed worker's part is taken over.

A claim is a conditional update; it holds until its lease ends and is renewed while the work goes on. Whoever finishes
a part proves in the same transaction that the claim is still theirs.
"""

import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from django.db import OperationalError, connection
from django.db.models import F, Q
from django.utils import timezone

from legitimacy.models import Run, RunPart
from legitimacy.scorecards.errors import ClaimLostError

LEASE = timedelta(seconds=60)
RENEW_EVERY = timedelta(seconds=20)
MOST_ATTEMPTS = 5
log = structlog.get_logger(__name__)


def part_claim(part_id: int) -> RunPart | None:
    """The part, claimed by this worker; None when it is not free or not due yet. Scoring waits for all other parts."""
    part = RunPart.objects.select_related("run").get(pk=part_id)
    if part.run.status != Run.Status.ACTIVE or (part.source == RunPart.SCORING and others_open(part)):
        return None
    now, token = timezone.now(), f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    # Conditions on the row itself only: a join here would be read before the lock and let two workers in.
    free = Q(status=RunPart.Status.WAITING) | Q(status=RunPart.Status.CLAIMED, lease_until__lt=now)
    claimed = RunPart.objects.filter(free, pk=part_id).update(
        status=RunPart.Status.CLAIMED, claimed_by=token, lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    if not claimed:
        return None
    part.refresh_from_db(from_queryset=RunPart.objects.select_related("run"))
    return part if part.claimed_by == token else None


def others_open(part: RunPart) -> bool:
    """Whether the run of `part` has other parts that are not done."""
    return RunPart.objects.filter(run=part.run_id).exclude(pk=part.pk).exclude(status=RunPart.Status.DONE).exists()


def part_hold(part: RunPart) -> None:
    """Lock the run and the part for the caller's transaction; ClaimLostError unless the claim is still ours."""
    run = Run.objects.select_for_update().get(pk=part.run_id)
    held = RunPart.objects.select_for_update().get(pk=part.pk)
    ours = held.status == RunPart.Status.CLAIMED and held.claimed_by == part.claimed_by
    if run.status != Run.Status.ACTIVE or not ours:
        raise ClaimLostError(part)


def part_release(part: RunPart) -> None:
    """Give the part back, to be claimed again by anybody."""
    RunPart.objects.filter(pk=part.pk, claimed_by=part.claimed_by).update(
        status=RunPart.Status.WAITING, claimed_by="", lease_until=None
    )


@contextmanager
def lease_renewed(part: RunPart) -> Iterator[None]:
    """Renew the lease of `part` from a thread of its own until the block ends."""
    ended = threading.Event()
    thread = threading.Thread(target=_renew, args=(part, ended), name=f"lease-{part.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _renew(part: RunPart, ended: threading.Event) -> None:
    while not ended.wait(RENEW_EVERY.total_seconds()):
        try:
            _lease_extend(part)
        except OperationalError:
            log.warning("lease_not_renewed", part=part.pk)
        finally:
            connection.close()


def _lease_extend(part: RunPart) -> None:
    ours = RunPart.objects.filter(pk=part.pk, claimed_by=part.claimed_by, status=RunPart.Status.CLAIMED)
    ours.update(lease_until=timezone.now() + LEASE)
