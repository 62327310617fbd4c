"""Which values a changed file makes stale. Marks are written in the transaction of the change."""

from datetime import date

from django.utils import timezone

from complaints.models import Complaint
from legitimacy.scorecards.services import stale_mark

SOURCE = "complaints"
COUNTED = (
    *("EFF-05", "EFF-06", "EFF-07", "EFF-08", "EFF-09", "LEG-01", "LEG-02", "LEG-11"),
    *("DRV-03", "PRV-04", "PRV-05", "PRV-08", "PRV-09"),
)
"""Indicators counted from files; PRV-06 comes from the closing survey and is marked where its answers are written."""


def stale_for(complaint: Complaint) -> None:
    """Mark the values of the corps for every day that this file counts on.

    A file that another body holds counts for no corps: a move between holders changes the counts too, so it is marked.
    """
    if complaint.corps_id is None:
        return
    for day in days_of(complaint):
        stale_mark(source=SOURCE, subject_ids=[complaint.corps_id], indicators=COUNTED, event_date=day)


def days_of(complaint: Complaint) -> set[date]:
    """One day in each quarter that the file may count in."""
    known = (complaint.received_on, complaint.decided_on, complaint.closed_on, complaint.acknowledged_on)
    return {day for day in (*known, timezone.localdate()) if day is not None}
