"""Requests to keep images as the corps sees them. Of a file that another body holds it sees the day, the part of the
day and the municipality only, never a word that the complainant wrote.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.dateparse import parse_date

from complaints.models import Complaint, PreservationRequest
from complaints.selectors.home import preservations_asked
from complaints.selectors.words import Sign, day_sign
from legitimacy.access import Person

MOST = 100


@dataclass(frozen=True, slots=True)
class PreservationLine:
    """`number`, `what` and `moment` are empty where another body holds the file; `place` is the municipality then."""

    pk: int
    number: str
    what: str
    place: str
    moment: str
    day: date | None
    window: str
    is_elsewhere: bool
    asked_on: date
    keep_until: date
    due: Sign
    kept: bool | None
    answered_on: date | None


def preservation_lines(user: Person) -> tuple[list[PreservationLine], list[PreservationLine]]:
    """Those that wait for an answer, the most pressing first; then the newest answers."""
    asked = preservations_asked(user).select_related("complaint")
    waiting = list(asked.filter(answered_on=None).order_by("keep_until", "pk")[:MOST])
    answered = list(asked.filter(answered_on__isnull=False).order_by("-answered_on", "-pk")[:MOST])
    ids = {row.complaint_id for row in (*waiting, *answered)}
    seen = dict(Complaint.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "number")) if ids else {}
    lines = [[_line(row, seen.get(row.complaint_id, "")) for row in rows] for rows in (waiting, answered)]
    return lines[0], lines[1]


def _line(row: PreservationRequest, number: str) -> PreservationLine:
    return PreservationLine(
        pk=row.pk,
        number=number,
        what=row.what if number else "",
        place=row.place if number else row.municipality,
        moment=row.moment if number else "",
        day=row.happened_on or _day(row.moment),
        window=str(row.get_window_display()) if row.window else "",
        is_elsewhere=not number,
        asked_on=timezone.localdate(row.asked_at),
        keep_until=row.keep_until,
        due=day_sign(row.keep_until, timezone.localdate()),
        kept=row.kept,
        answered_on=row.answered_on,
    )


def _day(moment: str) -> date | None:
    """A moment that is a day is shown as one; any other words are shown as they stand."""
    try:
        return parse_date(moment)
    except ValueError:
        return None
