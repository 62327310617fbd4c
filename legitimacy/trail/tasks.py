"""The sealer and the rules of keeping, in the schedule."""

import structlog
from celery import shared_task

from legitimacy.trail.retention import retention_apply, retention_rules
from legitimacy.trail.sealing import trail_seal
from legitimacy.trail.verification import TrailBrokenError

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def trail_seal_task() -> int:
    """Seal what waits. Returns the number of events sealed."""
    sealed = trail_seal()
    if sealed:
        log.info("trail_sealed", events=sealed)
    return sealed


@shared_task  # type: ignore[untyped-decorator]
def retention_apply_task() -> None:
    """Remove what is past its time. A broken trail keeps its own events and stops no other rule."""
    for rule in retention_rules:
        try:
            removed = retention_apply(rule)
        except TrailBrokenError:
            log.error("retention_refused", rule=rule.name)
        else:
            log.info("retention_applied", rule=rule.name, removed=removed)
