"""Which files belong to a complaint. What stands in them is opened through `services.evidence`, on the trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from complaints.models import Complaint
from complaints.selectors.file import Reach
from legitimacy.attachments.selectors import attachments_of, has_copy, is_readable, is_unscanned
from legitimacy.models import Attachment

FROM_HANDLER = "complaint"
FROM_COMPLAINANT = "complainant"
"""Owner types of attachments: the complainant sees their own files in the mailbox, and never a handler's."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file for a list. `opens` is a word for the page: copy, original, waiting or refused."""

    id: UUID
    name: str
    media_type: str
    size: int
    digest: str
    uploaded_at: datetime
    by_complainant: bool
    opens: str
    is_unscanned: bool

    @property
    def group(self) -> str:
        """image, audio, video, application or text."""
        return self.media_type.split("/", 1)[0]


def evidence_of(complaint: Complaint, reach: Reach) -> list[Evidence]:
    """Every file of a complaint that a handler may see, the oldest first."""
    rows = evidence_added(complaint, reach) + attachments_of(FROM_COMPLAINANT, complaint.pk)
    return [_entry(row) for row in sorted(rows, key=lambda row: (row.uploaded_at, row.pk))]


def evidence_added(complaint: Complaint, reach: Reach) -> list[Attachment]:
    """What handlers added. What another body gathered stays there when the file goes to a corps, as its notes do."""
    rows = attachments_of(FROM_HANDLER, complaint.pk)
    if not rows or reach.sees_all_bodies:
        return rows
    held = list(complaint.events.filter(kind="evidence").order_by("at", "pk").values_list("at", "holder"))
    # The event of a file is written just after it, in the same transaction.
    return [
        row
        for row in rows
        if reach.sees(next((holder for at, holder in held if at >= row.uploaded_at), complaint.holder))
    ]


def evidence_seen(complaint: Complaint, reach: Reach, pk: UUID) -> Attachment | None:
    """One file of this complaint, for a handler who may see it."""
    found = evidence_find(complaint, pk)
    if found is None or found.owner_type == FROM_COMPLAINANT:
        return found
    return found if found.pk in {row.pk for row in evidence_added(complaint, reach)} else None


def evidence_of_complainant(complaint: Complaint) -> list[Evidence]:
    """The files that the complainant sent, for the mailbox: names and states, nothing to open."""
    return [_entry(row) for row in attachments_of(FROM_COMPLAINANT, complaint.pk)]


def evidence_find(complaint: Complaint, pk: UUID) -> Attachment | None:
    """One file of this complaint; None for a file of another record."""
    return Attachment.objects.filter(
        pk=pk, owner_type__in=(FROM_HANDLER, FROM_COMPLAINANT), owner_id=str(complaint.pk)
    ).first()


def _entry(row: Attachment) -> Evidence:
    return Evidence(
        id=row.pk,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        digest=row.digest,
        uploaded_at=row.uploaded_at,
        by_complainant=row.owner_type == FROM_COMPLAINANT,
        opens=_opens(row),
        is_unscanned=is_unscanned(row),
    )


def _opens(row: Attachment) -> str:
    if not is_readable(row):
        return "waiting" if row.state == Attachment.State.QUARANTINE else "refused"
    return "copy" if has_copy(row) else "original"
