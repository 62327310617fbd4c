"""Files of a complaint: taking them, opening them on the trail, and destroying them with the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from complaints.models import Complaint
from complaints.selectors.evidence import FROM_COMPLAINANT, FROM_HANDLER, evidence_find
from complaints.services.history import complaint_lock, history_append
from complaints.services.needs import NeedMissingError
from complaints.workflow.codes import codes
from complaints.workflow.routing import CORPS
from complaints.workflow.states import Actor, Need
from legitimacy.attachments.errors import AttachmentRefusedError
from legitimacy.attachments.names import name_shown
from legitimacy.attachments.selectors import attachments_of
from legitimacy.attachments.services import (
    attachment_delete,
    attachment_keep,
    attachment_prepare,
    attachment_read,
    original_read,
)
from legitimacy.models import Attachment, User
from legitimacy.trail.services import event_append


def evidence_add(
    *, complaint: Complaint, upload: "UploadedFile[bytes]", actor: User | None = None, by_complainant: bool = False
) -> Attachment:
    """Take a file into a complaint. AttachmentRefusedError has a sentence for who sent it; then nothing was kept.

    Files only ever come in beside others, so the version of the complaint stays: who writes meanwhile is not disturbed.
    """
    stream = cast(BinaryIO, upload)
    prepared = attachment_prepare(name=upload.name or "", stream=stream)
    try:
        with transaction.atomic():
            complaint = complaint_lock(complaint)  # two at once meet the limits one after the other
            attachment = attachment_keep(
                prepared,
                owner_type=FROM_COMPLAINANT if by_complainant else FROM_HANDLER,
                owner_id=complaint.pk,
                uploaded_by=None if by_complainant else actor,
            )
            history_append(
                complaint,
                kind="evidence",
                actor=None if by_complainant else actor,
                actor_kind=Actor.COMPLAINANT if by_complainant else "",
            )
    except BaseException:
        prepared.discard()
        raise
    return attachment


@transaction.atomic
def evidence_open(*, complaint: Complaint, attachment: Attachment, actor: User) -> bytes:
    """The copy for reading, on the trail. AttachmentClosedError in quarantine or where only the original is kept."""
    _own_only(complaint, attachment)
    read = attachment_read(attachment)
    _trail(complaint, attachment, actor, "evidence.read")
    return read


@transaction.atomic
def evidence_original_open(*, complaint: Complaint, attachment: Attachment, actor: User, reason: str) -> bytes:
    """The original as it came in, its SHA-256 checked. NeedMissingError unless `reason` is a code of the list grant."""
    if reason not in codes()["grant"]:
        raise NeedMissingError(Need.REASON)
    _own_only(complaint, attachment)
    read = original_read(attachment)
    _trail(complaint, attachment, actor, "evidence.original_read", reason)
    return read


@transaction.atomic
def evidence_destroy(*, complaint: Complaint) -> int:
    """Destroy every file of a complaint that is being destroyed itself. Returns how many."""
    rows = attachments_of(FROM_HANDLER, complaint.pk) + attachments_of(FROM_COMPLAINANT, complaint.pk)
    for row in rows:
        attachment_delete(row)
    return len(rows)


def _own_only(complaint: Complaint, attachment: Attachment) -> None:
    if evidence_find(complaint, attachment.pk) is None:
        raise ValueError("The file belongs to another record.")


def _trail(complaint: Complaint, attachment: Attachment, actor: User, verb: str, reason: str = "") -> None:
    event_append(
        verb=verb,
        actor=actor,
        object_type="attachment",
        object_id=attachment.pk,
        corps=complaint.corps.code if complaint.corps and complaint.holder == CORPS else "",
        reason=reason,
    )


@dataclass(slots=True)
class Taken:
    """What came of several files sent together: those that were taken, and name and sentence of each refused one."""

    files: list[Attachment] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def evidence_add_all(
    *,
    complaint: Complaint,
    uploads: "Iterable[UploadedFile[bytes]]",
    actor: User | None = None,
    by_complainant: bool = False,
) -> Taken:
    """Take every file that can be taken; one that is refused does not stop the others."""
    taken = Taken()
    for upload in uploads:
        try:
            taken.files.append(
                evidence_add(complaint=complaint, upload=upload, actor=actor, by_complainant=by_complainant)
            )
        except AttachmentRefusedError as refusal:
            taken.refused.append((name_shown(upload.name or ""), str(refusal)))
    return taken
