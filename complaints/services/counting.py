"""Which values a changed file makes stale. Marks are written in the transaction of the change."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils import timezone

from complaints.models import Complaint, Event, Mediation
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.services import stale_mark

SOURCE = "complaints"
WAITING = "EFF-08"
COUNTED = (
    *("EFF-05", "EFF-06", "EFF-07", WAITING, "EFF-09", "LEG-01", "LEG-02", "LEG-11"),
    *("DRV-03", "PRV-04", "PRV-05", "PRV-06", "PRV-08", "PRV-09"),
)
"""Indicators counted from files. Answers to the closing survey (PRV-06) are marked too where they are written; here
because the first file of a corps makes all its indicators due.
"""
AGEING = ("EFF-06", "EFF-07", WAITING, "LEG-11")
"""Indicators that change because days go by: files grow older, and terms run out."""
LONGEST_TERM_DAYS = 14


def stale_for(complaint: Complaint, *, left_corps_id: int | None = None) -> None:
    """Mark the values of the corps for every quarter in which this file counts or counted.

    A file that another body holds counts for no corps: a move between holders changes the counts too, so it is marked.
    `left_corps_id` is the corps that the file was thought to be about before.
    """
    corps = {each for each in (complaint.corps_id, left_corps_id) if each is not None}
    if not corps:
        return
    for day in days_of(complaint):
        stale_mark(source=SOURCE, subject_ids=corps, indicators=COUNTED, event_date=day)
    touched = COUNTED if _is_first(complaint, corps) else [WAITING]
    for day in _quarters_since(complaint.received_on):
        stale_mark(source=SOURCE, subject_ids=corps, indicators=touched, event_date=day)


def stale_since(*, corps_id: int, first: date) -> None:
    """Mark every value of a corps from a day on: after many files at once, or after its first ones."""
    for day in _quarters_since(first):
        stale_mark(source=SOURCE, subject_ids=[corps_id], indicators=COUNTED, event_date=day)


def _is_first(complaint: Complaint, corps: set[int]) -> bool:
    """Whether a corps delivers since this file: then every quarter after it changes, if only from missing to zero."""
    others = Complaint.objects.filter(holder="corps", received_on__lte=complaint.received_on).exclude(pk=complaint.pk)
    return any(not others.filter(corps_id=each).exists() for each in corps)


def days_of(complaint: Complaint) -> set[date]:
    """One day in each quarter that the file may count in, or counted in before a date was taken back."""
    return set(days_of_many([complaint]).values())


def days_of_many(complaints: Sequence[Complaint]) -> dict[Period, date]:
    """The same of many files together, by quarter: two queries, however many there are."""
    ids = [complaint.pk for complaint in complaints]
    days = {
        timezone.localdate(),
        *Event.objects.filter(complaint__in=ids).order_by().values_list("on", flat=True).distinct(),
        *Mediation.objects.filter(complaint__in=ids).order_by().values_list("started_on", flat=True).distinct(),
    }
    for complaint in complaints:
        days.update(
            (
                *(complaint.received_on, complaint.decided_on, complaint.closed_on, complaint.acknowledged_on),
                *(complaint.offence_flagged_on, complaint.offence_passed_on),
            )
        )
    return {Period.containing(day): day for day in days if day is not None}


def _quarters_since(day: date) -> Iterator[date]:
    """A day in every quarter from `day` to today: an open file waits on the last day of each."""
    quarter, last = Period.containing(day), Period.containing(timezone.localdate())
    while quarter <= last:
        yield quarter.start
        quarter = quarter.next


def stale_by_age(today: date) -> None:
    """Mark what changes only because a day went by: the running quarter, and the last one while its terms run out."""
    quarters = {Period.containing(day) for day in (today, today - timedelta(days=LONGEST_TERM_DAYS))}
    begun = min(quarters).shift(-3).start
    corps = list(
        Complaint.objects.filter(holder="corps", corps__isnull=False, received_on__gte=begun)
        .order_by()
        .values_list("corps_id", flat=True)
        .distinct()
    )
    open_too = Complaint.objects.filter(holder="corps", corps__isnull=False, decided_on=None, closed_on=None)
    marked = {*corps, *open_too.order_by().values_list("corps_id", flat=True).distinct()}
    for quarter in quarters:
        stale_mark(source=SOURCE, subject_ids=marked, indicators=AGEING, event_date=quarter.start)
