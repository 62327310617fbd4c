"""Which values a changed force report makes stale. Marks are written in the transaction of the change."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.scorecards.services import stale_mark
from professionalism.models import ForceIncident, ForceReview
from professionalism.services.signals.counting import FOLLOWED_UP
from professionalism.services.signals.counting import SOURCE as FOLLOWING
from professionalism.services.signals.terms import term_end
from professionalism.workflow.force import HANDED_IN

SOURCE = "force"
BY_DAY = ("LEG-03", "LEG-04", "LEG-05", "LEG-07")
"""Counted in the quarter in which the force was used, however late it was reported."""
BY_REVIEW = ("LEG-06",)
"""Counted in the quarter in which the review was given."""
COUNTED = (*BY_DAY, *BY_REVIEW)
AGEING = ("LEG-03", "LEG-07")
"""They change because days go by: terms run out."""
LONGEST_TERM_DAYS = 15


def force_marks(*incidents: ForceIncident, left_on: Iterable[date | None] = ()) -> None:
    """Mark the values in which these incidents count, counted, or begin to count.

    Call it after every step, correction, joining and review. `left_on` are days on which an incident happened, or a
    review was given, before they were corrected.
    """
    for corps_id in {incident.corps_id for incident in incidents}:
        of_corps = [incident for incident in incidents if incident.corps_id == corps_id]
        happened = [incident.happened_on for incident in of_corps if incident.happened_on]
        reviewed = [incident.reviewed_on for incident in of_corps if incident.reviewed_on]
        given = ForceReview.objects.filter(incident__in=of_corps, decided_on__isnull=False)
        left = [day for day in left_on if day]
        days_mark(corps_id, (*happened, *left), BY_DAY)
        days_mark(corps_id, (*reviewed, *left, *given.order_by().values_list("decided_on", flat=True)), BY_REVIEW)
        due = [term_end("follow_up", day) for day in {*reviewed, *left}]
        days_mark(corps_id, due, (FOLLOWED_UP,), source=FOLLOWING)
        if happened and _is_first(corps_id, min(happened), of_corps):
            force_marks_since(corps_id=corps_id, first=min(happened))


def force_marks_since(*, corps_id: int, first: date) -> None:
    """Mark every value of a corps from a day on: since its first report, a quarter without one is a real zero."""
    days_mark(corps_id, quarters_since(first), COUNTED)


def days_mark(corps_id: int, days: Iterable[date | None], indicators: Sequence[str], source: str = SOURCE) -> None:
    """One mark for each quarter that holds one of the days."""
    for quarter in sorted({Period.containing(day) for day in days if day is not None}):
        stale_mark(source=source, subject_ids=[corps_id], indicators=indicators, event_date=quarter.start)


def quarters_since(day: date) -> Iterator[date]:
    """The first day of every quarter from `day` to today."""
    quarter, last = Period.containing(day), Period.containing(timezone.localdate())
    while quarter <= last:
        yield quarter.start
        quarter = quarter.next


def _is_first(corps_id: int, day: date, incidents: Sequence[ForceIncident]) -> bool:
    """Whether the corps delivers since these: then every later quarter changes, if only from missing to zero."""
    others = ForceIncident.objects.filter(
        corps=corps_id, status__in=HANDED_IN, is_training=False, joined_to=None, happened_on__lte=day
    )
    return not others.exclude(pk__in=[incident.pk for incident in incidents]).exists()


def force_stale_by_age(today: date) -> None:
    """Mark what changes only because a day went by: reports whose terms ran out since yesterday, or run out soon."""
    since = today - timedelta(days=LONGEST_TERM_DAYS + 1)
    recent = ForceIncident.objects.filter(status__in=HANDED_IN, is_training=False, joined_to=None)
    rows = recent.filter(registered_at__date__gte=since, happened_on__isnull=False)
    for corps_id, happened_on in set(rows.order_by().values_list("corps_id", "happened_on")):
        days_mark(corps_id, [happened_on], AGEING)
