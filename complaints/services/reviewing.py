"""A second handler for a review, and the day on which the disciplinary authority knew the facts."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Review
from complaints.services.assigning import Check, complaint_assign
from complaints.services.clock import clock_refresh
from complaints.services.history import complaint_lock, complaint_save, history_append
from complaints.workflow.states import STEPS, Actor, Status, StepError
from legitimacy.models import User

DECIDING = frozenset(
    {"finding", "changed", "officer_heard", "measure", *(step.name for step in STEPS if step.actor is Actor.HANDLER)}
)
"""Events by which somebody had a part in what is reviewed."""


class ReviewerError(ValueError):
    """The person had a part in the decision that is to be reviewed. The text is a sentence for the page."""

    def __init__(self) -> None:
        super().__init__(str(_("This person had a part in the decision. Choose somebody who had none.")))


def had_a_part(complaint: Complaint, person: User) -> bool:
    """Whether somebody handled the file or took a step in it before."""
    assigned = complaint.assignments.filter(handler=person).exists()
    return assigned or complaint.events.filter(actor=person, kind__in=DECIDING).exists()


@transaction.atomic
def review_assign(
    *,
    complaint: Complaint,
    reviewer: User,
    actor: User,
    check: Check | None = None,
    note: str = "",
    accept_ties: bool = False,
) -> Review:
    """Give a review to a second handler, who has the file from now on. The independence check is recorded as always."""
    complaint = complaint_lock(complaint)
    if complaint.status != Status.REVIEW:
        raise StepError("review_assign", complaint.status)
    if had_a_part(complaint, reviewer):
        raise ReviewerError
    complaint_assign(
        complaint=complaint, handler=reviewer, actor=actor, check=check, note=note, accept_ties=accept_ties
    )
    complaint.refresh_from_db()
    review = Review.objects.get(complaint=complaint)
    review.reviewer = reviewer
    review.save(update_fields=["reviewer"])
    history_append(complaint, kind="review_assigned", actor=actor)
    return review


@transaction.atomic
def discipline_known_note(*, complaint: Complaint, actor: User, known_on: date) -> Complaint:
    """The day on which the disciplinary authority knew the facts: six months run from it (art. 56)."""
    complaint = complaint_lock(complaint)
    complaint.discipline_known_on = known_on
    complaint_save(complaint, "discipline_known_on")
    history_append(complaint, kind="discipline_known", actor=actor, on=known_on)
    clock_refresh(complaint)
    return complaint
