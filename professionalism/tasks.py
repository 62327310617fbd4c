"""What workers do for professionalism. A task is given keys at most: the rows are the truth."""

import structlog
from celery import shared_task

from professionalism.services.discipline.sweeping import clocks_sweep

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def discipline_clocks_task() -> None:
    """Alarms and limits that came with the day. Erasure is a retention rule and runs with the others."""
    log.info("discipline_clocks_swept", changed=clocks_sweep())
