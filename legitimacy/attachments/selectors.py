"""Which files a record has. Reading one goes through `services`, after the rules of the app that owns it."""

from django.conf import settings

from legitimacy.models import Attachment


def attachments_of(owner_type: str, owner_id: object) -> list[Attachment]:
    """Files of one record, the oldest first."""
    rows = Attachment.objects.filter(owner_type=owner_type, owner_id=str(owner_id))
    return list(rows.order_by("uploaded_at", "pk"))


def is_readable(attachment: Attachment) -> bool:
    """Whether anybody may read it: neither in quarantine nor refused by the virus scan."""
    return attachment.state == Attachment.State.CLEAN


def has_copy(attachment: Attachment) -> bool:
    """Whether there is a copy for reading; without one, only the original can be opened."""
    return bool(attachment.copy_path)


def is_unscanned(attachment: Attachment) -> bool:
    """Whether it was let through by its kind alone, because this installation has no virus scanner."""
    return is_readable(attachment) and attachment.scanned_at is None


def scans_here() -> bool:
    return bool(settings.CLAMD_URL)
