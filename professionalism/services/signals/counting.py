"""Which values a changed case makes stale. Marks are written in the transaction of the change."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.scorecards.services import stale_mark
from professionalism.models import ForceIncident, SignalCase
from professionalism.services.signals.terms import term_end
from professionalism.workflow.force import EXCESSIVE

SOURCE = "signals"
FOLLOWED_UP, DECIDED = "LEG-08", "LEG-12"
DECIDE_DAYS = 30
"""Days that LEG-12 gives, by its passport."""


def stale_for_case(case: SignalCase) -> None:
    """The quarter in which the case opened; every quarter since, for the first case of a corps."""
    first = not SignalCase.objects.filter(corps=case.corps_id, opened_on__lt=case.opened_on).exists()
    last = timezone.localdate() if first else case.opened_on
    for quarter in quarters_between(case.opened_on, last):
        stale_mark(source=SOURCE, subject_ids=[case.corps_id], indicators=[DECIDED], event_date=quarter.start)


def stale_for_follow_up(incident: ForceIncident) -> None:
    """The quarter in which follow-up was due, of the report and of the one that is counted for it."""
    head = incident.joined_to or incident
    for reviewed_on in {day for day in (incident.reviewed_on, head.reviewed_on) if day is not None}:
        due = term_end("follow_up", reviewed_on)
        stale_mark(source=SOURCE, subject_ids=[incident.corps_id], indicators=[FOLLOWED_UP], event_date=due)


def stale_by_age(today: date) -> None:
    """Mark what changes only because a day went by: cases past their 30 days, findings that fell due for follow-up."""
    late = SignalCase.objects.filter(opened_on__range=(today - timedelta(days=DECIDE_DAYS + 2), today), decided_on=None)
    for corps, opened_on in set(late.order_by().values_list("corps_id", "opened_on")):
        stale_mark(source=SOURCE, subject_ids=[corps], indicators=[DECIDED], event_date=opened_on)
    reviewed = ForceIncident.objects.counted().filter(finding__in=EXCESSIVE, reviewed_on__isnull=False)
    recent = reviewed.filter(reviewed_on__gte=today - timedelta(days=200))
    for corps, reviewed_on in set(recent.order_by().values_list("corps_id", "reviewed_on")):
        due = term_end("follow_up", reviewed_on) if reviewed_on else None
        if due is not None and today - timedelta(days=2) <= due <= today:
            stale_mark(source=SOURCE, subject_ids=[corps], indicators=[FOLLOWED_UP], event_date=due)


def quarters_between(first: date, last: date) -> Iterable[Period]:
    quarter, end = Period.containing(first), Period.containing(last)
    while quarter <= end:
        yield quarter
        quarter = quarter.next
