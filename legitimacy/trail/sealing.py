"""Chains committed events, one sealer at a time, in the order in which they are seen.

Events of slow transactions commit after others with a higher number; each is sealed when it appears. Every run looks
back over the newest events, and the first run of a day over all of them, so that none is ever skipped.
"""

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from legitimacy.models import TrailCheckpoint, TrailEvent, TrailSeal
from legitimacy.trail.chain import EVENT_FIELDS, GENESIS, segment_of, signature
from legitimacy.trail.heads import head_write, is_day_recorded

BATCH = 1000
LOOK_BACK = 50_000
ADVISORY_LOCK = 7_205_759_403


def trail_seal() -> int:
    """Seal what waits, in batches of one transaction each, and record the head. Returns the number sealed."""
    total, after = 0, _look_back_to()
    while events := _batch_seal(after):
        total, after = total + len(events), events[-1].pk
    newest = newest_seal()
    if newest is not None:
        head_write(newest)
    return total


def newest_seal() -> TrailSeal | None:
    return TrailSeal.objects.order_by("-segment", "-number").first()


def _look_back_to() -> int:
    """Number of the event after which to look for unsealed ones."""
    newest = TrailSeal.objects.aggregate(newest=Max("event_id"))["newest"] or 0
    return newest - LOOK_BACK if is_day_recorded() else 0


@transaction.atomic
def _batch_seal(after: int) -> list[TrailEvent]:
    if not _alone():
        return []
    events = list(TrailEvent.objects.filter(seal=None, pk__gt=after).order_by("pk")[:BATCH])
    TrailSeal.objects.bulk_create(_seals_of(events))
    return events


def _alone() -> bool:
    """PostgreSQL: take the lock or leave it to the other sealer. SQLite: the transaction itself is exclusive."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        return bool(cursor.fetchone()[0])


def _seals_of(events: list[TrailEvent]) -> list[TrailSeal]:
    segment, number, mac = _end_of_chain()
    this_month = segment_of(timezone.now())
    seals = []
    for event in events:
        month = max(segment, min(segment_of(event.at), this_month))
        number = number + 1 if month == segment else 1
        segment = month
        mac = signature("seal", segment, number, mac, *(getattr(event, field) for field in EVENT_FIELDS))
        seals.append(TrailSeal(event=event, segment=segment, number=number, mac=mac))
    return seals


def _end_of_chain() -> tuple[str, int, str]:
    """Segment, number and hash that the next seal follows."""
    newest = newest_seal()
    if newest is not None:
        return newest.segment, newest.number, newest.mac
    checkpoint = TrailCheckpoint.objects.order_by("-segment").first()
    return (checkpoint.segment, checkpoint.last_number, checkpoint.head) if checkpoint else ("", 0, GENESIS)
