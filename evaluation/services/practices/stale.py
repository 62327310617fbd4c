"""Which values a changed practice, rating or project makes stale. Marks come in its own transaction."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q
from django.utils import timezone

from evaluation.models import EvidenceRating, PracticeUse
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.services import stale_mark

SOURCE = "evaluation_practice"
CODES = ("EFF-10", "EFF-11")
PUBLISHED, PROVEN = CODES


def stale_for_use(use: PracticeUse, *days: date) -> None:
    """From the first of the days on: EFF-11, and EFF-10, which a corps delivers from its first practice on."""
    _mark([use.corps_id], CODES, min(use.since, *days) if days else use.since)


def stale_for_rating(rating: EvidenceRating) -> None:
    """Every corps that used the practice on the day of the rating or later."""
    later = rating.practice.uses.filter(Q(until=None) | Q(until__gte=rating.rated_on))
    _mark(later.order_by().values_list("corps_id", flat=True).distinct(), [PROVEN], rating.rated_on)


def stale_for_research(corps_ids: Iterable[int], since: date) -> None:
    """A project counts from its beginning for who delivers, and six years from its publication."""
    _mark(corps_ids, [PUBLISHED], since)


def _mark(corps_ids: Iterable[int], codes: Sequence[str], since: date) -> None:
    subjects = sorted(set(corps_ids))
    quarter, last = Period.containing(since), Period.containing(timezone.localdate())
    while subjects and quarter <= last:
        stale_mark(source=SOURCE, subject_ids=subjects, indicators=codes, event_date=quarter.start)
        quarter = quarter.next
