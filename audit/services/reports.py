"""Asking for reports, making them, and letting them go."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import structlog
from celery import current_app
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from kombu.exceptions import KombuError

from audit.models import Report
from legitimacy.exports.documents import Document, NothingToReportError
from legitimacy.exports.reports import WRITERS
from legitimacy.models import User
from legitimacy.models.fields import field_cipher
from legitimacy.trail.services import event_append

KEPT = timedelta(days=7)
LOST = timedelta(minutes=30)
"""A report that was being made for so long lost its worker: it is made again."""
LARGE = 12
"""From so many corps on a report is made by a worker."""
TASK = "audit.tasks.report_make_task"
log = structlog.get_logger(__name__)

Read = Callable[[Report], Document]
"""What turns a wish into a document: `audit.exports.reading.document_read`."""


@transaction.atomic
def report_request(*, report: Report, actor: User, read: Read) -> Report:
    """Store the wish. Small reports are ready at once, large ones when a worker made them."""
    report.requested_by, report.expires_at = actor, timezone.now() + KEPT
    report.save(force_insert=True)
    event_append(
        verb="report.requested",
        actor=actor,
        object_type="report",
        object_id=report.pk,
        corps=report.corps[0] if len(report.corps) == 1 else "",
        reason=report.kind,
    )
    if is_large(report):
        transaction.on_commit(lambda: report_announce(report))
        return report
    return report_make(report=report, read=read)


def is_large(report: Report) -> bool:
    return not report.corps or len(report.corps) >= LARGE


def report_announce(report: Report) -> None:
    """Tell a worker. While the queue is away the report waits for the sweep."""
    try:
        current_app.send_task(TASK, args=[str(report.pk)])
    except (KombuError, OSError):
        log.warning("report_not_queued", report=str(report.pk))


def report_make(*, report: Report, read: Read) -> Report:
    """Make the file as its reader may see it now. A second worker finds nothing to do."""
    claimed = Report.objects.filter(pk=report.pk, state=Report.State.WAITING).update(
        state=Report.State.MAKING, made_at=timezone.now()
    )
    report.refresh_from_db()
    if not claimed:
        return report
    try:
        with override(report.language):
            document = read(report)
            content = WRITERS[report.format](document)
    except NothingToReportError:
        report.state = Report.State.EMPTY
    except Exception:
        Report.objects.filter(pk=report.pk).update(state=Report.State.FAILED)
        raise
    else:
        report.state, report.origin = Report.State.DONE, document.origin
        report.content, report.size = field_cipher().encrypt(content), len(content)
        report.digest, report.checksum = hashlib.sha256(content).hexdigest(), document.checksum
    report.made_at = timezone.now()
    report.save()
    return report


def reports_sweep(*, read: Read) -> int:
    """Make what waits or lost its worker; number of reports made."""
    lost = Report.objects.filter(state=Report.State.MAKING, made_at__lt=timezone.now() - LOST)
    lost.update(state=Report.State.WAITING)
    waiting = Report.objects.filter(state=Report.State.WAITING, expires_at__gt=timezone.now())
    return sum(report_make(report=report, read=read).state == Report.State.DONE for report in waiting[:20])


@transaction.atomic
def report_open(*, report: Report, actor: User) -> bytes:
    """The plain file, with the fetch on the trail."""
    event_append(verb="report.fetched", actor=actor, object_type="report", object_id=report.pk, reason=report.format)
    return bytes(field_cipher().decrypt(bytes(report.content or b"")))


def reports_past() -> int:
    return Report.objects.filter(expires_at__lt=timezone.now()).count()


@transaction.atomic
def reports_expire() -> int:
    """Remove what is past its time; number of reports."""
    removed, _ = Report.objects.filter(expires_at__lt=timezone.now()).delete()
    return removed
