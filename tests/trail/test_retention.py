"""Old segments become signed checkpoints; the chain runs on behind them."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from legitimacy.models import TrailCheckpoint, TrailEvent, TrailSeal
from legitimacy.trail.retention import RetentionRule, retention_rules, segments_expire
from legitimacy.trail.sealing import trail_seal
from legitimacy.trail.services import event_append
from legitimacy.trail.tasks import retention_apply_task
from legitimacy.trail.verification import TrailBrokenError, trail_check
from tests.triggers import triggers_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def eleven_years() -> None:
    """Two events of eleven years ago in different months, one of today."""
    for days in (4100, 4060, 0):
        event = event_append(verb="reply.written")
        with triggers_off():
            TrailEvent.objects.filter(pk=event.pk).update(at=timezone.now() - timedelta(days=days))
    trail_seal()


def test_expired_segments_leave_a_checkpoint_and_the_chain_holds(eleven_years: None) -> None:
    assert segments_expire() == 2
    verified = trail_check()
    assert (verified.sealed, verified.expired) == (1, 2)
    assert TrailEvent.objects.count() == 1


def test_events_after_an_expiry_follow_the_checkpoint(eleven_years: None) -> None:
    segments_expire()
    event_append(verb="reply.written")
    trail_seal()
    assert trail_check().sealed == 2


def test_chain_that_expired_whole_goes_on(eleven_years: None) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=4500)):
        assert segments_expire() == 3
        event_append(verb="reply.written")
        trail_seal()
        assert trail_check().sealed == 1


def test_altered_checkpoint_is_found(eleven_years: None) -> None:
    segments_expire()
    TrailCheckpoint.objects.update(head="a" * 64)
    with pytest.raises(TrailBrokenError, match="checkpoint"):
        trail_check()


def test_removed_checkpoint_is_found(eleven_years: None) -> None:
    segments_expire()
    TrailCheckpoint.objects.latest("segment").delete()
    with pytest.raises(TrailBrokenError):
        trail_check()


def test_broken_segment_does_not_expire(eleven_years: None) -> None:
    with triggers_off():
        TrailEvent.objects.order_by("pk").update(reason="other")
    with pytest.raises(CommandError, match="altered"):
        call_command("retention_apply", stdout=StringIO())
    assert TrailSeal.objects.count() == 3


def test_dry_run_counts_and_removes_nothing(eleven_years: None) -> None:
    out = StringIO()
    call_command("retention_apply", "--dry-run", stdout=out)
    assert "trail: 2 events of the trail would be removed." in out.getvalue()
    assert TrailEvent.objects.count() == 3


def test_what_retention_removed_stands_on_the_trail(eleven_years: None) -> None:
    call_command("retention_apply", stdout=StringIO())
    event = TrailEvent.objects.get(verb="retention.applied", object_type="trail")
    assert event.object_id == "2"


def test_the_daily_task_goes_on_with_the_other_rules_when_the_trail_is_broken(
    eleven_years: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[int] = []

    def remove() -> int:
        gone.append(1)
        return len(gone)

    later = RetentionRule("z_later", "rows", lambda: 1, remove)
    monkeypatch.setattr(retention_rules, "_entries", {"trail": retention_rules.get("trail"), later.name: later})
    with triggers_off():
        TrailEvent.objects.order_by("pk").update(reason="other")
    retention_apply_task()
    assert gone == [1]
    assert TrailSeal.objects.count() == 3
    assert TrailEvent.objects.filter(verb="retention.applied").values_list("object_type").get() == ("z_later",)
