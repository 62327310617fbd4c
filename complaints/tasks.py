"""What workers do for complaints. A task gets keys of rows only, never a name, an address or a text."""

import structlog
from celery import shared_task

from complaints.services import clock, figures, notices, pausing

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


@shared_task  # type: ignore[untyped-decorator]
def alarms_sweep_task() -> None:
    """Disciplinary terms warn on the day on which they warn, whether or not anything happens to the file."""
    changed = clock.alarms_sweep()
    if changed:
        log.info("alarms_came", files=changed)


@shared_task  # type: ignore[untyped-decorator]
def register_months_task() -> None:
    """Own registers are counted on the first day of a month, or as soon as possible after it."""
    counted = figures.register_months_count()
    if counted:
        log.info("registers_counted", corps=counted)
