"""Which values a release makes stale: EFF-14 of the corps of its register. Marks come in its own transaction."""

from datetime import date, timedelta

from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Release
from legitimacy.scorecards.services import stale_mark

SOURCE = "opendata_releases"
COMPLETE = "EFF-14"


def stale_for_release(release: Release) -> None:
    """From the quarter in which it was published until now: what it holds was due then or is due later."""
    published = timezone.localdate(release.approved_at) if release.approved_at else timezone.localdate()
    quarter, last = Period.containing(published), Period.containing(timezone.localdate())
    subjects = list(Corps.objects.filter(register=release.register).order_by("pk").values_list("pk", flat=True))
    while quarter <= last:
        stale_mark(source=SOURCE, subject_ids=subjects, indicators=[COMPLETE], event_date=quarter.start)
        quarter = quarter.next


def stale_by_age(today: date) -> None:
    """The day after the last of a quarter what was due in it is late: mark the quarter that ended yesterday."""
    yesterday = Period.containing(today - timedelta(days=1))
    if yesterday != Period.containing(today):
        registers = Release.objects.filter(status=Release.Status.APPROVED).order_by().values("register").distinct()
        corps = Corps.objects.filter(register__in=registers).order_by("pk").values_list("pk", flat=True)
        stale_mark(source=SOURCE, subject_ids=list(corps), indicators=[COMPLETE], event_date=yesterday.start)
