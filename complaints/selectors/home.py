"""What needs somebody now: short lists, each a few rows of a longer one, and small numbers that stop at a hundred."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from complaints.models import Complaint, Message, PreservationRequest, Referral, RegisterMonth
from complaints.selectors.figures.months import overdue_of
from complaints.selectors.keyset import Files
from complaints.selectors.lists import Line, lines_of, mine, overdue, unassigned, unit, with_columns
from complaints.selectors.referrals import waiting
from complaints.selectors.words import risk_until
from legitimacy.access import Person, standing_of
from legitimacy.models import Role

SHOWN = 8
MOST_COUNTED = 100
LEAST_TOLD = 5
"""A number of files below this is told to nobody who may not see files."""


def count_to(rows: QuerySet[Complaint] | QuerySet[Referral] | QuerySet[PreservationRequest]) -> int:
    """How many rows there are, up to `MOST_COUNTED`: nobody needs more, and a database counts slowly."""
    return rows.order_by()[:MOST_COUNTED].count()


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler finds on the first page."""

    mine: list[Line]
    overdue: int
    at_risk: int
    unread: list[Line]
    unread_count: int
    unassigned: list[Line]
    unassigned_count: int
    referrals: int
    preservations: int


def work_of(user: Person, today: date | None = None) -> Work:
    on = today or timezone.localdate()
    waiting_files = unassigned(user).order_by("-received_on", "-pk")
    unread = unread_files(user)
    numbers = work_numbers(user, on, unread)
    files = (_by_due(user), unit(user).filter(pk__in=unread[:SHOWN]).order_by("received_on", "pk"), waiting_files)
    rows = [list(with_columns(some)[:SHOWN]) for some in files]
    lines = {line.complaint.pk: line for line in lines_of({row.pk: row for some in rows for row in some}.values(), on)}
    my_lines, unread_lines, waiting_lines = ([lines[row.pk] for row in some] for some in rows)
    return Work(
        mine=my_lines,
        overdue=numbers["overdue"],
        at_risk=numbers["at_risk"],
        unread=unread_lines,
        unread_count=numbers["unread"],
        unassigned=waiting_lines,
        unassigned_count=numbers["unassigned"],
        referrals=numbers["referrals"],
        preservations=numbers["preservations"],
    )


def work_numbers(user: Person, today: date | None = None, unread: list[int] | None = None) -> dict[str, int]:
    """How many files wait and why, each up to `MOST_COUNTED`, the most pressing reason first. Six queries."""
    on = today or timezone.localdate()
    return {
        "overdue": count_to(overdue(user)),
        "at_risk": count_to(unit(user).filter(next_due_on__gte=on, next_due_on__lte=risk_until(on))),
        "unread": len(unread_files(user) if unread is None else unread),
        "unassigned": count_to(unassigned(user)),
        "referrals": count_to(waiting(user)),
        "preservations": count_to(preservations_asked(user).filter(answered_on=None)),
    }


def unread_files(user: Person) -> list[int]:
    """Files with a message that nobody read, the longest waiting first; few at any time, so asked first."""
    waiting = Message.objects.filter(from_complainant=True, read_at=None, complaint__in=unit(user).values("pk"))
    return list(dict.fromkeys(waiting.order_by("sent_at", "pk").values_list("complaint_id", flat=True)[:MOST_COUNTED]))


def _by_due(user: Person) -> Files:
    return mine(user).filter(next_due_on__isnull=False).order_by("next_due_on", "pk")


def preservations_asked(user: Person) -> QuerySet[PreservationRequest]:
    """Images that a corps of this person is asked to keep, whoever holds the file; conflicts left out."""
    own = [m.corps_id for m in standing_of(user).current if m.role == Role.COMPLAINTS_OFFICER and m.corps_id]
    files = Complaint.objects.filter(corps__in=own).without_conflicts(user)
    return PreservationRequest.objects.filter(complaint__in=files.values("pk"))


def entered_by(user: Person, most: int = 25) -> Iterable[tuple[str, date]]:
    """Number and day of what somebody wrote down for others: that it arrived, never the file."""
    rows = Complaint.objects.entered_by_person(user).without_conflicts(user).order_by("-received_on", "-pk")
    return list(rows.values_list("number", "received_on")[:most])


def overdue_told(months: Iterable[RegisterMonth]) -> int | None:
    """How many files that their corps holds were overdue when the month was counted; None where it is few but some."""
    count = sum(overdue_of(month) for month in months)
    return count if count == 0 or count >= LEAST_TOLD else None
