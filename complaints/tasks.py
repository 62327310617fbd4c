"""What workers do for complaints. A task gets keys of rows only, never a name, an address or a text."""

import structlog
from celery import shared_task

from complaints.services import notices, pausing

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def notice_send_task(complaint_id: int) -> None:
    """Mail one notice that waits. The sweep tries again what does not go out now."""
    notices.notice_send(complaint_id=complaint_id)


@shared_task  # type: ignore[untyped-decorator]
def notices_sweep_task() -> None:
    """Mail the notices that still wait."""
    sent = notices.notices_sweep()
    if sent:
        log.info("notices_sent", sent=sent)


@shared_task  # type: ignore[untyped-decorator]
def waits_sweep_task() -> None:
    """Terms run again where the days for waiting are used up, so that an unanswered question hides no late file."""
    ended = pausing.waits_end_past()
    if ended:
        log.info("waits_ended", ended=ended)
