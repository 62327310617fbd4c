"""Retention rules, and the trail's own: old segments become signed checkpoints, their events go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from legitimacy.indicators.registry import Registry
from legitimacy.models import TrailCheckpoint, TrailEvent, TrailSeal
from legitimacy.trail.chain import segment_of, signature
from legitimacy.trail.services import event_append
from legitimacy.trail.verification import segment_check


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """`count` says how many rows are past their time, `apply` removes them and returns how many."""

    name: str
    what: str
    count: Callable[[], int]
    apply: Callable[[], int]


retention_rules: Registry[RetentionRule] = Registry("retention rule", key=lambda rule: rule.name)


def retention_apply(rule: RetentionRule) -> int:
    """Remove what is past its time by one rule, and say so on the trail; the number of rows."""
    removed = rule.apply()
    if removed:
        event_append(verb="retention.applied", object_type=rule.name, object_id=removed)
    return removed


def segments_past() -> list[str]:
    """Segments older than TRAIL_RETENTION_YEARS, oldest first."""
    limit = segment_of(timezone.now() - timedelta(days=365.25 * settings.TRAIL_RETENTION_YEARS))
    past = TrailSeal.objects.filter(segment__lt=limit)
    return list(past.order_by("segment").values_list("segment", flat=True).distinct())


def events_past() -> int:
    return TrailSeal.objects.filter(segment__in=segments_past()).count()


def segments_expire() -> int:
    """Replace each past segment by a checkpoint. A broken segment stays: TrailBrokenError says where."""
    return sum(_segment_expire(segment) for segment in segments_past())


@transaction.atomic
def _segment_expire(segment: str) -> int:
    last = segment_check(segment)
    expired_at = timezone.now()
    TrailCheckpoint.objects.create(
        segment=segment,
        last_number=last.number,
        head=last.mac,
        expired_at=expired_at,
        signature=signature("checkpoint", segment, last.number, last.mac, expired_at),
    )
    seals = TrailSeal.objects.filter(segment=segment)
    # The triggers let an event go only while its seal tells which segment has expired: events first, seals after.
    events = TrailEvent.objects.filter(pk__in=seals.values("event_id"))
    events._raw_delete(events.db)
    return seals._raw_delete(seals.db)


TRAIL = RetentionRule("trail", "events of the trail", count=events_past, apply=segments_expire)
