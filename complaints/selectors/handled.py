"""Corps of which somebody handled, or handles, complaint files: who did never audits them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from complaints.models import Assignment, Complaint, Event, Review
from legitimacy.conflicts import ConflictCheck
from legitimacy.models import User


def corps_handled(person: User) -> Iterator[int]:
    """Keys of the corps, from every trace that handling leaves: assignments, the history, a review. Four queries."""
    found = {
        *Complaint.objects.filter(handler=person).order_by().values_list("corps_id", flat=True).distinct(),
        *Assignment.objects.filter(handler=person).order_by().values_list("complaint__corps_id", flat=True).distinct(),
        *Event.objects.filter(actor=person).order_by().values_list("complaint__corps_id", flat=True).distinct(),
        *Review.objects.filter(reviewer=person).order_by().values_list("complaint__corps_id", flat=True).distinct(),
    }
    return (corps_id for corps_id in found if corps_id is not None)


HANDLED_FILES = ConflictCheck(
    code="handled",
    sentence=_("This person handles or handled complaint files about this corps, and so cannot audit it."),
    corps_of=corps_handled,
)
