"""Several sealers at once, and a trail that grows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from legitimacy.models import TrailEvent, TrailSeal
from legitimacy.trail.sealing import trail_seal
from legitimacy.trail.tasks import trail_seal_task
from legitimacy.trail.verification import trail_check

pytestmark = pytest.mark.django_db(transaction=True)


def append(count: int) -> None:
    TrailEvent.objects.bulk_create(TrailEvent(at=timezone.now(), verb="reply.written") for _ in range(count))


def seal_in_a_thread(_: int) -> int:
    try:
        return trail_seal()
    finally:
        connection.close()


def test_sealers_at_once_chain_every_event_once() -> None:
    append(2500)
    with ThreadPoolExecutor(4) as sealers:
        sealed = sum(sealers.map(seal_in_a_thread, range(4)))
    assert sealed == TrailSeal.objects.count() == 2500
    assert trail_check().sealed == 2500


def test_sealing_twice_adds_nothing() -> None:
    append(3)
    assert trail_seal_task() == 3
    assert trail_seal_task() == 0
    assert not TrailEvent.objects.annotate(seals=Count("seal")).exclude(seals=1).exists()


def queries_of_a_batch() -> int:
    append(100)
    with CaptureQueriesContext(connection) as queries:
        assert trail_seal() == 100
    return len(queries)


def test_a_batch_asks_no_more_on_a_long_chain() -> None:
    short = queries_of_a_batch()
    append(5000)
    trail_seal()
    assert queries_of_a_batch() <= short
