"""Opening a file of an audit, on the trail."""

from django.db import transaction

from audit.models import Audit
from legitimacy.attachments.services import attachment_read, original_read
from legitimacy.models import Attachment, User
from legitimacy.trail.services import event_append


@transaction.atomic
def file_open(*, audit: Audit, attachment: Attachment, actor: User, original: bool = False) -> bytes:
    """The copy for reading, or the original of a kind that has no copy. AttachmentClosedError in quarantine,
    AttachmentDamagedError where the bytes are not those that were sealed.
    """
    read = original_read(attachment) if original else attachment_read(attachment)
    event_append(
        verb="evidence.read",
        actor=actor,
        object_type="attachment",
        object_id=attachment.pk,
        corps=audit.corps.code,
        reason="audit",
    )
    return read
