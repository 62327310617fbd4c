"""Which values a changed audit makes stale. Marks are written in the transaction of the change."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from audit.models import Audit, Recommendation
from audit.workflow.audits import AFTER_FINAL
from legitimacy.indicators.periods import Period
from legitimacy.models import Register, Subject, SubjectKind
from legitimacy.scorecards.services import stale_mark

SOURCE = "audits"
COVERAGE, IMPLEMENTED = "EFF-12", "EFF-13"


def stale_for_report(audit: Audit) -> None:
    """The audit was completed: coverage of the country, and the recommendations of the corps, in all quarters since."""
    if audit.final_on is None:
        return
    for quarter in quarters_between(audit.final_on, timezone.localdate()):
        stale_mark(
            source=SOURCE, subject_ids=nation_ids(audit.register), indicators=[COVERAGE], event_date=quarter.start
        )
        stale_mark(source=SOURCE, subject_ids=[audit.corps_id], indicators=[IMPLEMENTED], event_date=quarter.start)


def stale_for_recommendation(audit: Audit, recommendation: Recommendation) -> None:
    """The quarter in which it was due by the date first agreed, once the report that holds it is final."""
    if audit.status in AFTER_FINAL:
        stale_mark(
            source=SOURCE,
            subject_ids=[audit.corps_id],
            indicators=[IMPLEMENTED],
            event_date=recommendation.original_due_on,
        )


def stale_by_age(today: date) -> None:
    """Mark what changes only because a day went by: recommendations that fell due, audits that left the six years."""
    yesterday = today - timedelta(days=1)
    quarters = {Period.containing(day) for day in (today, yesterday)}
    for quarter in quarters:
        due = Recommendation.objects.filter(
            audit__status__in=AFTER_FINAL, original_due_on__range=(quarter.start, min(quarter.end, today))
        )
        corps = due.order_by().values_list("audit__corps_id", flat=True).distinct()
        stale_mark(source=SOURCE, subject_ids=list(corps), indicators=[IMPLEMENTED], event_date=quarter.start)
        audited = Audit.objects.filter(final_on__isnull=False).order_by().values_list("register", flat=True).distinct()
        for register in audited:
            stale_mark(source=SOURCE, subject_ids=nation_ids(register), indicators=[COVERAGE], event_date=quarter.start)


def nation_ids(register: str | Register) -> list[int]:
    """The country of a register: coverage is its figure."""
    return list(Subject.objects.filter(register=register, kind=SubjectKind.NATION).values_list("pk", flat=True))


def quarters_between(first: date, last: date) -> Iterable[Period]:
    quarter, end = Period.containing(first), Period.containing(last)
    while quarter <= end:
        yield quarter
        quarter = quarter.next
