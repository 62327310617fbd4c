"""What workers do for professionalism. A task gets keys of rows only; the rows are the truth."""

import structlog
from celery import shared_task

from professionalism.services.signals.finding import signals_find_everywhere

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def signals_find_task() -> None:
    """Run the rules of early signals over every corps."""
    found = signals_find_everywhere()
    if found.new or found.withdrawn:
        log.info("signals_found", new=found.new, withdrawn=found.withdrawn, opened=found.opened)
