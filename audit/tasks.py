"""What workers do for the audit body. A task gets keys of rows only; the rows are the truth."""

import structlog
from celery import shared_task

from audit.exports.reading import document_read
from audit.models import Report
from audit.services import frameworks
from audit.services.reports import report_make, reports_sweep

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def report_make_task(pk: str) -> None:
    """Make one report, if it is still to be made."""
    report = Report.objects.filter(pk=pk).first()
    if report is not None:
        log.info("report_made", report=pk, state=report_make(report=report, read=document_read).state)


@shared_task  # type: ignore[untyped-decorator]
def reports_sweep_task() -> None:
    """Make what still waits, because the queue was away or a worker was lost."""
    made = reports_sweep(read=document_read)
    if made:
        log.info("reports_swept", made=made)


@shared_task  # type: ignore[untyped-decorator]
def diff_compute_task(pk: int) -> None:
    """What a framework would change."""
    log.info("diff_computed", diff=pk, done=frameworks.diff_compute(pk=pk))


@shared_task  # type: ignore[untyped-decorator]
def robustness_compute_task(pk: int) -> None:
    """How far ranks rest on the choices of a framework."""
    log.info("robustness_computed", run=pk, done=frameworks.robustness_compute(pk=pk))


@shared_task  # type: ignore[untyped-decorator]
def frameworks_retire_task() -> None:
    """Every night: a framework that was signed before may begin today."""
    retired = frameworks.frameworks_retire()
    if retired:
        log.info("frameworks_retired", codes=retired)
