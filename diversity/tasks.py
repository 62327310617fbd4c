"""What workers do for diversity. A task is given keys at most: the rows are the truth."""

import structlog
from celery import shared_task

from diversity.services.surveys import rounds_close_due

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def survey_rounds_close_task() -> None:
    """Close survey rounds whose last day is over."""
    log.info("survey_rounds_closed", closed=rounds_close_due())
