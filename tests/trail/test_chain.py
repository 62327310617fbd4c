"""The sealed chain: what holds, and every way to break it that must be found."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from legitimacy.models import TrailEvent, TrailSeal
from legitimacy.trail import sealing
from legitimacy.trail.sealing import trail_seal
from legitimacy.trail.services import event_append
from legitimacy.trail.verification import TrailBrokenError, trail_check
from tests.triggers import triggers_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chain() -> list[TrailEvent]:
    """Five sealed events."""
    events = [event_append(verb="reply.written", object_id=number) for number in range(5)]
    trail_seal()
    return events


@pytest.fixture
def tampering(chain: list[TrailEvent]) -> Iterator[list[TrailEvent]]:
    """The chain in the hands of someone who owns the database."""
    with triggers_off(), connection.constraint_checks_disabled():
        yield chain


def broken() -> TrailBrokenError:
    with pytest.raises(TrailBrokenError) as caught:
        trail_check()
    return caught.value


def test_untouched_chain_holds(chain: list[TrailEvent]) -> None:
    event_append(verb="reply.written")
    verified = trail_check()
    assert (verified.sealed, verified.waiting) == (5, 1)


def test_empty_trail_holds() -> None:
    assert trail_check().sealed == 0


@pytest.mark.parametrize("field", ["verb", "role", "object_type", "object_id", "corps", "reason", "request_id"])
def test_altered_field_is_found(tampering: list[TrailEvent], field: str) -> None:
    TrailEvent.objects.filter(pk=tampering[2].pk).update(**{field: "other"})
    assert broken().number == 3


def test_altered_time_and_actor_are_found(tampering: list[TrailEvent]) -> None:
    TrailEvent.objects.filter(pk=tampering[3].pk).update(actor_id=99)
    assert broken().number == 4
    TrailEvent.objects.filter(pk=tampering[1].pk).update(at=F("at") + timedelta(microseconds=1))
    assert broken().number == 2


def test_removed_entry_is_named(tampering: list[TrailEvent]) -> None:
    TrailSeal.objects.filter(event=tampering[2]).delete()
    TrailEvent.objects.filter(pk=tampering[2].pk).delete()
    assert str(broken()).endswith("/3 is missing.")


def test_event_removed_from_under_its_seal_is_missing(tampering: list[TrailEvent]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM legitimacy_trailseal WHERE event_id = %s", [tampering[1].pk])
    assert str(broken()).endswith("/2 is missing.")


def test_swapped_entries_are_found(tampering: list[TrailEvent]) -> None:
    first, second = (event.seal for event in tampering[1:3])
    for number, seal in ((99, first), (2, second), (3, first)):
        TrailSeal.objects.filter(pk=seal.pk).update(number=number)
    assert broken().number == 2


def test_inserted_entry_is_found(tampering: list[TrailEvent]) -> None:
    forged = event_append(verb="reply.written")
    TrailSeal.objects.filter(number=5).update(number=6)
    TrailSeal.objects.create(event=forged, segment=tampering[0].seal.segment, number=5, mac="f" * 64)
    assert broken().number == 5


def test_backdated_event_is_found_although_the_sealer_took_it(tampering: list[TrailEvent]) -> None:
    forged = event_append(verb="reply.written")
    TrailEvent.objects.filter(pk=forged.pk).update(at=timezone.now() - timedelta(days=40))
    trail_seal()
    assert "inserted" in str(broken())


def test_truncated_tail_is_found_by_the_heads_file(tampering: list[TrailEvent]) -> None:
    tail = [event.pk for event in tampering[3:]]
    TrailSeal.objects.filter(event__in=tail).delete()
    TrailEvent.objects.filter(pk__in=tail).delete()
    assert "heads file" in str(broken())
    assert broken().number == 5


def test_resealing_after_a_truncation_does_not_hide_it(tampering: list[TrailEvent]) -> None:
    TrailSeal.objects.filter(event=tampering[4]).delete()
    TrailEvent.objects.filter(pk=tampering[4].pk).delete()
    for _ in range(3):
        event_append(verb="reply.written")
    trail_seal()
    assert broken().number == 5


def test_altered_line_of_the_heads_file_is_found(chain: list[TrailEvent]) -> None:
    latest = settings.TRAIL_HEADS_DIR / "latest.csv"
    latest.write_text(latest.read_text().replace(",5,", ",4,"))
    assert "heads file was altered" in str(broken())


def test_missing_heads_are_said(chain: list[TrailEvent]) -> None:
    for path in settings.TRAIL_HEADS_DIR.glob("*.csv"):
        path.unlink()
    assert "TRAIL_HEADS_DIR" in str(broken())


def test_another_key_does_not_verify_and_a_rotated_one_does(
    chain: list[TrailEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = settings.TRAIL_KEY
    monkeypatch.setattr(settings, "TRAIL_KEY", f"{'n' * 40},{old}")
    event_append(verb="reply.written")
    trail_seal()
    assert trail_check().sealed == 6
    monkeypatch.setattr(settings, "TRAIL_KEY", "n" * 40)
    assert broken().number in (1, 5)


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 9", "DELETE FROM {}"])
@pytest.mark.parametrize(("table", "column"), [("trailevent", "object_id"), ("trailseal", "number")])
def test_database_refuses_changes(chain: list[TrailEvent], statement: str, table: str, column: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(f"legitimacy_{table}", column))


def test_events_that_appear_out_of_order_are_sealed_when_seen(chain: list[TrailEvent]) -> None:
    late = event_append(verb="reply.written")
    with triggers_off():
        TrailEvent.objects.filter(pk=late.pk).update(id=chain[0].pk - 1)
    trail_seal()
    assert TrailSeal.objects.get(number=6).event_id == chain[0].pk - 1
    assert trail_check().sealed == 6


def test_first_run_of_a_day_looks_back_over_everything(
    chain: list[TrailEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "LOOK_BACK", 0)
    late = event_append(verb="reply.written")
    with triggers_off():
        TrailEvent.objects.filter(pk=late.pk).update(id=chain[0].pk - 1)
    assert trail_seal() == 0
    (settings.TRAIL_HEADS_DIR / "heads.csv").unlink()
    assert trail_seal() == 1


def test_months_make_segments_and_the_chain_runs_on() -> None:
    for days in (65, 64, 33, 1):
        event = event_append(verb="reply.written")
        with triggers_off():
            TrailEvent.objects.filter(pk=event.pk).update(at=timezone.now() - timedelta(days=days))
    trail_seal()
    assert TrailSeal.objects.values("segment").distinct().count() >= 3
    assert trail_check().sealed == 4


def test_command_says_what_holds_and_what_is_broken(tampering: list[TrailEvent]) -> None:
    out, err = StringIO(), StringIO()
    call_command("trail_verify", stdout=out)
    assert "5 entries verified" in out.getvalue()
    TrailEvent.objects.filter(pk=tampering[2].pk).update(reason="other")
    with pytest.raises(SystemExit) as stopped:
        call_command("trail_verify", stderr=err)
    assert stopped.value.code == 1
    assert "/3 was altered" in err.getvalue()
