"""Files in quarantine and the scanner's verdict on them."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from legitimacy.attachments.errors import AttachmentDamagedError
from legitimacy.attachments.scanner import NoVerdictError, ScannerUnavailableError, is_infected
from legitimacy.attachments.sealing import folder, unseal
from legitimacy.models import Attachment
from legitimacy.trail.services import event_append

log = structlog.get_logger(__name__)
MOST_AT_ONCE = 200
ORPHAN_AGE = timedelta(days=1)


def attachment_scan(attachment: Attachment) -> bool:
    """Ask the scanner for its verdict; False when it gave none on this file, which then waits on.

    ScannerUnavailableError when the scanner is away.
    """
    if attachment.state != Attachment.State.QUARANTINE or not settings.CLAMD_URL:
        return False
    try:
        infected = is_infected(settings.CLAMD_URL, unseal(attachment.pk, attachment.sealed_path))
    except (NoVerdictError, AttachmentDamagedError) as error:
        log.error("attachment_not_scanned", attachment=str(attachment.pk), error=type(error).__name__)
        return False
    state = Attachment.State.INFECTED if infected else Attachment.State.CLEAN
    with transaction.atomic():
        waiting = Attachment.objects.filter(pk=attachment.pk, state=Attachment.State.QUARANTINE)
        if waiting.update(state=state, scanned_at=timezone.now()):
            event_append(
                verb="attachment.scanned", object_type="attachment", object_id=attachment.pk, reason=state.value
            )
    attachment.refresh_from_db()
    return True


def quarantine_sweep() -> int:
    """Scan what waits, until the scanner does not answer. Returns the number of verdicts.

    In any order, so that files on which the scanner gives no verdict do not hold up the others.
    """
    done = 0
    for attachment in Attachment.objects.filter(state=Attachment.State.QUARANTINE).order_by("?")[:MOST_AT_ONCE]:
        try:
            done += attachment_scan(attachment)
        except ScannerUnavailableError:
            log.warning("attachment_scanner_unavailable")
            break
    return done


def orphans_sweep() -> int:
    """Remove files that no row names: their transaction ended otherwise. Young ones may still be under way."""
    if not folder().is_dir():
        return 0
    limit = (timezone.now() - ORPHAN_AGE).timestamp()
    removed = 0
    for path in folder().glob("*/*"):
        relative = path.relative_to(folder()).as_posix()
        column = "copy_path" if path.suffix == ".copy" else "sealed_path"
        if path.stat().st_mtime < limit and not Attachment.objects.filter(**{column: relative}).exists():
            path.unlink(missing_ok=True)
            removed += 1
    return removed
