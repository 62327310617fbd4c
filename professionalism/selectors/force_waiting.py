"""What waits for somebody in the force register, for the first page: a few sentences with a day."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legitimacy.access import Person
from legitimacy.work_pages import Waiting
from professionalism.models import ForceIncident
from professionalism.workflow.force import AWAITED, WRITABLE, Status

MOST = 8


def drafts_waiting(user: Person) -> Sequence[Waiting]:
    """Own reports to go on with: those that came back first."""
    rows = ForceIncident.objects.reported_by_person(user).filter(status__in=WRITABLE)
    found = []
    for row in rows.order_by("-status", "-started_at").only(
        "number", "status", "happened_on", "started_at", "review_due_on"
    )[:MOST]:
        day = date_format(row.happened_on or timezone.localdate(row.started_at))
        if row.status == Status.RETURNED:
            what = _("Complete the report of %(day)s, which came back") % {"day": day}
        else:
            what = _("Go on with the report of %(day)s") % {"day": day}
        found.append(
            Waiting(what=what, url=reverse("force_step", args=[row.number, "what"]), by_when=row.review_due_on)
        )
    return found


def reviews_waiting(user: Person) -> Sequence[Waiting]:
    """How many reviews are overdue, and how many wait."""
    today = timezone.localdate()
    # Who reads the lists as professional standards reviews nothing, but sees to it that it happens.
    rows = ForceIncident.objects.listed_for(user).filter(is_training=False, status__in=AWAITED)
    late = rows.filter(review_due_on__lt=today).count()
    due = rows.filter(status=Status.SUBMITTED, review_due_on__gte=today).order_by("review_due_on")
    first, number = due.values_list("review_due_on", flat=True).first(), due.count()
    address = reverse("force_list")
    found = []
    if late:
        words = ngettext("%(number)s review is overdue", "%(number)s reviews are overdue", late) % {"number": late}
        found.append(Waiting(what=words, url=f"{address}?group=overdue"))
    if number:
        words = ngettext("Review %(number)s report", "Review %(number)s reports", number) % {"number": number}
        found.append(Waiting(what=words, url=f"{address}?group=waiting", by_when=first))
    return found
