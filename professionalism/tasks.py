"""What workers do for professionalism. A task is given keys at most: the rows are the truth."""

import structlog
from celery import shared_task

from professionalism.services.discipline.freezing import years_freeze
from professionalism.services.discipline.sweeping import clocks_sweep
from professionalism.services.signals.finding import signals_find_everywhere

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def discipline_clocks_task() -> None:
    """Alarms and limits that came with the day, and years that are over. Erasure is a retention rule and runs with the
    others.
    """
    log.info("discipline_clocks_swept", changed=clocks_sweep(), years_frozen=years_freeze())


@shared_task  # type: ignore[untyped-decorator]
def signals_find_task() -> None:
    """Run the rules of early signals over every corps."""
    found = signals_find_everywhere()
    if found.new or found.withdrawn:
        log.info("signals_found", new=found.new, withdrawn=found.withdrawn, opened=found.opened)
