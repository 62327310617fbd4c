"""The lists of files: which there are, what they are narrowed to, and one page of one of them.

Every list begins with the files that the reader may see; nothing is added afterwards.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Message
from complaints.selectors.keyset import Files
from complaints.selectors.words import Sign, due_sign, status_sign
from complaints.workflow.states import Status
from complaints.workflow.wording import heading_of
from legitimacy.access import Person

LIST_COLUMNS = (
    *("number", "title", "status", "holder", "version", "register", "corps__name", "received_on", "next_due_on"),
    *("paused_on", "handler__first_name", "handler__last_name", "handler__username"),
)


def mine(user: Person) -> Files:
    return Complaint.objects.held_for(user).filter(handler=user.pk)


def unit(user: Person) -> Files:
    return Complaint.objects.held_for(user)


def unassigned(user: Person) -> Files:
    return unit(user).filter(handler=None).exclude(status=Status.CLOSED)


def overdue(user: Person) -> Files:
    return unit(user).filter(next_due_on__lt=timezone.localdate())


def paused(user: Person) -> Files:
    return unit(user).filter(paused_on__isnull=False)


def review_asked(user: Person) -> Files:
    return unit(user).filter(status=Status.REVIEW)


def referred(user: Person) -> Files:
    return unit(user).filter(status=Status.REFERRED)


def offered(user: Person) -> Files:
    return Complaint.objects.offered_to(user)


def found(user: Person) -> Files:
    return Complaint.objects.visible_to(user)


@dataclass(frozen=True, slots=True)
class ListView:
    """One tab. `sort` is the order it begins in, `empty` what it says when there is nothing."""

    key: str
    label: object
    files: Callable[[Person], Files]
    sort: str
    empty: object


NO_ANSWER = _("No file that you may see answers to this. Try other words, the file number, or leave a filter out.")
VIEWS: Mapping[str, ListView] = {
    view.key: view
    for view in (
        ListView(
            *("mine", _("My files"), mine, "due"),
            _("No file is assigned to you. Look under “Without a handler” for files that wait for somebody."),
        ),
        ListView("unit", _("All files"), unit, "received", _("Your body holds no files yet.")),
        ListView("unassigned", _("Without a handler"), unassigned, "received", _("Every open file has a handler.")),
        ListView("overdue", _("Overdue"), overdue, "due", _("Nothing is overdue.")),
        ListView("paused", _("Paused"), paused, "received", _("No term is paused.")),
        ListView("review", _("Review asked"), review_asked, "due", _("Nobody asked for a review.")),
        ListView("referred", _("Sent to others"), referred, "due", _("No file waits for another body.")),
        ListView("offered", _("Sent to us"), offered, "received", _("No other body sent you a file or a copy.")),
    )
}
FOUND = ListView("found", _("Found"), found, "received", NO_ANSWER)
"""The list behind a search: every file that the reader may see."""


def with_columns(files: Files) -> Files:
    """Only what a list shows: a story may be long, and no list needs it."""
    return files.select_related("handler", "corps").only(*LIST_COLUMNS)


@dataclass(frozen=True, slots=True)
class Line:
    """One file as a list shows it."""

    complaint: Complaint
    title: str
    status: Sign
    due: Sign
    handler: str
    unread: bool

    @property
    def selection(self) -> str:
        """What a checkbox sends: the file, and the version that was looked at."""
        return f"{self.complaint.pk}:{self.complaint.version}"

    @property
    def url(self) -> str:
        return file_url(self.complaint.number)


def file_url(number: str) -> str:
    """Where a file is read; empty while that page is not installed."""
    try:
        return reverse("complaint_detail", kwargs={"number": number})
    except NoReverseMatch:
        return ""


def lines_of(complaints: Iterable[Complaint], today: date | None = None) -> list[Line]:
    """Lines of files that were already filtered for their reader. One query, for unread messages."""
    rows = list(complaints)
    on = today or timezone.localdate()
    unread = unread_among([row.pk for row in rows])
    return [
        Line(
            row,
            heading_of(row.title),
            status_sign(row.status),
            due_sign(row, on),
            str(row.handler) if row.handler else "",
            row.pk in unread,
        )
        for row in rows
    ]


def unread_messages() -> Exists:
    return Exists(Message.objects.filter(complaint=OuterRef("pk"), from_complainant=True, read_at=None))


def unread_among(ids: list[int]) -> set[int]:
    waiting = Message.objects.filter(complaint__in=ids, from_complainant=True, read_at=None)
    return set(waiting.values_list("complaint_id", flat=True)) if ids else set()
