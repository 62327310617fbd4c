"""The scanner's place in the schedule. Arguments are keys, never names or content."""

import structlog
from celery import shared_task
from kombu.exceptions import KombuError

from legitimacy.attachments.scanner import ScannerUnavailableError
from legitimacy.attachments.scanning import attachment_scan, orphans_sweep, quarantine_sweep
from legitimacy.models import Attachment

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def attachment_scan_task(pk: str) -> bool:
    """Scan one file that was just taken."""
    attachment = Attachment.objects.filter(pk=pk).first()
    try:
        return attachment is not None and attachment_scan(attachment)
    except ScannerUnavailableError:
        log.warning("attachment_scanner_unavailable")
        return False


def scan_ask(attachment: Attachment) -> None:
    """Have a file scanned now. While the queue is away it waits for the sweep."""
    try:
        attachment_scan_task.delay(str(attachment.pk))
    except (KombuError, OSError):
        log.warning("attachment_scan_not_queued")


@shared_task  # type: ignore[untyped-decorator]
def quarantine_sweep_task() -> int:
    """Scan what still waits, because scanner or queue were away."""
    done = quarantine_sweep()
    if done:
        log.info("quarantine_swept", files=done)
    return done


@shared_task  # type: ignore[untyped-decorator]
def orphans_sweep_task() -> int:
    """Remove files on disk that no record names."""
    return orphans_sweep()
