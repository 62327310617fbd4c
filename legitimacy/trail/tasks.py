"""The sealer's place in the schedule."""

import structlog
from celery import shared_task

from legitimacy.trail.sealing import trail_seal

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def trail_seal_task() -> int:
    """Seal what waits. Returns the number of events sealed."""
    sealed = trail_seal()
    if sealed:
        log.info("trail_sealed", events=sealed)
    return sealed
