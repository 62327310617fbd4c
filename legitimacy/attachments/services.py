"""Taking, reading and deleting files.

Without CLAMD_URL a file is let through by its kind alone, and pages say that it was not scanned. With CLAMD_URL every
file waits in quarantine until the scanner gave its verdict, however long the scanner is away.
"""

import hashlib
import uuid
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from legitimacy.attachments.copies import copy_make
from legitimacy.attachments.errors import AttachmentClosedError, AttachmentDamagedError, AttachmentRefusedError
from legitimacy.attachments.kinds import Copy, kind_of
from legitimacy.attachments.names import name_clean
from legitimacy.attachments.sealing import PART, remove, seal, unseal
from legitimacy.attachments.selectors import is_readable
from legitimacy.attachments.tasks import scan_ask
from legitimacy.models import Attachment, User

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that is checked and sealed on disk, and belongs to no record yet."""

    id: uuid.UUID
    name: str
    media_type: str
    size: int
    digest: str
    sealed_path: str
    copy_path: str

    def discard(self) -> None:
        remove(self.sealed_path)
        remove(self.copy_path)


def attachment_add(
    *, owner_type: str, owner_id: object, name: str, stream: BinaryIO, uploaded_by: User | None = None
) -> Attachment:
    """Take a file from a seekable stream for a record. AttachmentRefusedError, with a sentence; then nothing is kept.

    Lock the record before, where its limits must hold against two uploads at once; see `attachment_prepare`.
    """
    prepared = attachment_prepare(name=name, stream=stream)
    return attachment_keep(prepared, owner_type=owner_type, owner_id=owner_id, uploaded_by=uploaded_by)


def attachment_prepare(*, name: str, stream: BinaryIO) -> Prepared:
    """The slow part, which needs no transaction: check the bytes, seal the original and make the copy."""
    size, digest = _measured(stream)
    kind = kind_of(stream)
    file_id = uuid.uuid4()
    place = f"{file_id.hex[:2]}/{file_id}"
    prepared = Prepared(
        file_id,
        name_clean(name, kind.extensions),
        kind.media_type,
        size,
        digest,
        f"{place}.sealed",
        "" if kind.copy is Copy.ORIGINAL else f"{place}.copy",
    )
    copy = copy_make(stream, kind)
    try:
        stream.seek(0)
        seal(file_id, stream, prepared.sealed_path)
        if copy is not None:
            copy.seek(0)
            seal(file_id, copy, prepared.copy_path)
    except OSError as error:
        prepared.discard()
        log.error("attachment_not_written", error=type(error).__name__, errno=error.errno)
        raise AttachmentRefusedError(
            "storage", _("The file cannot be kept at this moment. Nothing else was lost: add the file again later.")
        ) from error
    return prepared


def attachment_keep(
    prepared: Prepared, *, owner_type: str, owner_id: object, uploaded_by: User | None = None
) -> Attachment:
    """Give a prepared file to a record, within the record's limits. When it fails, nothing of the file remains."""
    try:
        with transaction.atomic():
            _limits_check(owner_type, str(owner_id), prepared.size)
            attachment = Attachment.objects.create(
                id=prepared.id,
                owner_type=owner_type,
                owner_id=str(owner_id),
                name=prepared.name,
                media_type=prepared.media_type,
                size=prepared.size,
                digest=prepared.digest,
                sealed_path=prepared.sealed_path,
                copy_path=prepared.copy_path,
                state=Attachment.State.QUARANTINE if settings.CLAMD_URL else Attachment.State.CLEAN,
                uploaded_by=uploaded_by,
            )
    except BaseException:
        prepared.discard()
        raise
    if settings.CLAMD_URL:
        transaction.on_commit(lambda: scan_ask(attachment))
    return attachment


def attachment_read(attachment: Attachment) -> bytes:
    """The copy for reading, without metadata. AttachmentClosedError in quarantine or without a copy."""
    if not is_readable(attachment) or not attachment.copy_path:
        raise AttachmentClosedError
    return b"".join(unseal(attachment.pk, attachment.copy_path))


def original_read(attachment: Attachment) -> bytes:
    """The original, exactly as it came in: AttachmentDamagedError where its SHA-256 is another one."""
    if not is_readable(attachment):
        raise AttachmentClosedError
    read = b"".join(unseal(attachment.pk, attachment.sealed_path))
    if hashlib.sha256(read).hexdigest() != attachment.digest:
        raise AttachmentDamagedError
    return read


@transaction.atomic
def attachment_delete(attachment: Attachment) -> None:
    """Delete the row, and both files when that stands."""
    for path in (attachment.sealed_path, attachment.copy_path):
        transaction.on_commit(partial(remove, path))
    attachment.delete()


def _measured(stream: BinaryIO) -> tuple[int, str]:
    """Size and SHA-256, read in parts; stops reading where it is too large."""
    stream.seek(0)
    size, digest = 0, hashlib.sha256()
    while part := stream.read(PART):
        size += len(part)
        if size > settings.ATTACHMENT_LARGEST:
            raise AttachmentRefusedError(
                "too_large",
                _("The file is larger than %(most)s. Make it smaller, or send a part of it.")
                % {"most": filesizeformat(settings.ATTACHMENT_LARGEST)},
            )
        digest.update(part)
    if not size:
        raise AttachmentRefusedError("empty", _("The file is empty. Choose it again."))
    return size, digest.hexdigest()


def _limits_check(owner_type: str, owner_id: str, size: int) -> None:
    rows = Attachment.objects.filter(owner_type=owner_type, owner_id=owner_id)
    taken = rows.aggregate(total=Sum("size"))["total"] or 0
    if rows.count() >= settings.ATTACHMENTS_MOST:
        raise AttachmentRefusedError(
            "too_many",
            _("There are %(most)s files already, which is the most that can be kept here.")
            % {"most": settings.ATTACHMENTS_MOST},
        )
    if taken + size > settings.ATTACHMENTS_LARGEST:
        raise AttachmentRefusedError(
            "too_many",
            _("All files together would be larger than %(most)s. Make this one smaller.")
            % {"most": filesizeformat(settings.ATTACHMENTS_LARGEST)},
        )
