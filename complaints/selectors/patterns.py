"""Other files in which the same members of the police are named: a reason to look, never a finding."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from complaints.models import Complaint, InvolvedMember
from legitimacy.access import Person

YEARS = 3
LISTED = 5


@dataclass(frozen=True, slots=True)
class Pattern:
    """`count` files within YEARS years, this one left out; `newest` are the last of them."""

    pseudonym: str
    unit: str
    count: int
    newest: tuple[Complaint, ...]


def patterns_of(complaint: Complaint, user: Person, today: date) -> list[Pattern]:
    """One for each identified member of the file, counted over the files that this reader may see."""
    mine = list(complaint.involved.exclude(member=None).select_related("member"))
    members = {row.member_id: row.member for row in mine if row.member is not None}
    visible = Complaint.objects.visible_to(user).exclude(pk=complaint.pk)
    since = today - relativedelta(years=YEARS)
    rows = InvolvedMember.objects.filter(
        member__in=members, complaint__in=visible.values("pk"), complaint__received_on__gte=since
    ).select_related("complaint")
    found: dict[int, dict[int, Complaint]] = {pk: {} for pk in members if pk is not None}
    for row in rows:
        if row.member_id is not None:
            found[row.member_id][row.complaint_id] = row.complaint
    return [_pattern(member.pseudonym, member.unit, found[pk]) for pk, member in members.items() if pk is not None]


def _pattern(pseudonym: str, unit: str, files: dict[int, Complaint]) -> Pattern:
    newest = sorted(files.values(), key=lambda one: (one.received_on, one.pk), reverse=True)
    return Pattern(pseudonym, unit, len(newest), tuple(newest[:LISTED]))
