"""What workers do for evaluation. A task is given keys at most: the rows are the truth."""

import structlog
from celery import shared_task

from evaluation.services.voice.contact import contacts_close_due

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def contact_surveys_close_task() -> None:
    """Close half-years of the contact survey whose last day of answering is over."""
    log.info("contact_surveys_closed", closed=contacts_close_due())
