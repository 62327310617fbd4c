"""What workers do for the audit body. A task gets keys of rows only; the rows are the truth."""

import structlog
from celery import shared_task

from audit.services import frameworks

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def diff_compute_task(pk: int) -> None:
    """What a framework would change."""
    log.info("diff_computed", diff=pk, done=frameworks.diff_compute(pk=pk))


@shared_task  # type: ignore[untyped-decorator]
def robustness_compute_task(pk: int) -> None:
    """How far ranks rest on the choices of a framework."""
    log.info("robustness_computed", run=pk, done=frameworks.robustness_compute(pk=pk))
