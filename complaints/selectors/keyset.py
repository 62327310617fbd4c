"""The orders of lists of complaint files, one page at a time."""

from django.db.models import Q

from complaints.models import Complaint
from complaints.querysets import ComplaintQuerySet
from legitimacy.keyset import PAGE_SIZE, Keyset, KeysetPage, Segment

Files = ComplaintQuerySet[Complaint]
ListPage = KeysetPage[Complaint]
SORTS: dict[str, tuple[Segment, ...]] = {
    "received": (Segment(("-received_on", "-pk")),),
    "due": (
        Segment(("next_due_on", "pk"), Q(next_due_on__isnull=False)),
        Segment(("-received_on", "-pk"), Q(next_due_on__isnull=True)),
    ),
}
KEYSET = Keyset("complaints.list.place", SORTS)


def page_read(files: Files, sort: str, token: str = "", size: int = PAGE_SIZE) -> ListPage:
    """The page at a token; the first page for none, or for a token that is not ours. At most two queries."""
    return KEYSET.page_read(files, sort, token, size)
