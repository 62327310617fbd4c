"""What workers are told to do. The rows of runs are the truth; a message that comes twice or late does no harm."""

import structlog
from celery import shared_task
from django.utils import timezone

from legitimacy.scorecards import services

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def run_part_task(part_id: int) -> None:
    """Do one part of a run, if it is still to be done."""
    log.info("part_worked", part=part_id, worked=services.part_work(part_id))


@shared_task  # type: ignore[untyped-decorator]
def stale_marks_sweep_task() -> None:
    """Turn what changed into runs."""
    runs = services.stale_marks_sweep()
    if runs:
        log.info("marks_swept", periods=[run.period for run in runs])


@shared_task  # type: ignore[untyped-decorator]
def lost_parts_take_over_task() -> None:
    """Call for parts whose worker was lost."""
    parts = services.lost_parts_take_over()
    if parts:
        log.info("parts_announced_again", parts=parts)


@shared_task  # type: ignore[untyped-decorator]
def open_quarters_recount_task() -> None:
    """Recount the quarters whose records still come in."""
    runs = services.open_quarters_recount(today=timezone.localdate())
    log.info("open_quarters_recounted", periods=[run.period for run in runs])
