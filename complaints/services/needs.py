"""What a step needs before it may be taken, each as one check with one sentence for who tries without it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, FileLink
from complaints.selectors.outside import body_awaited
from complaints.services.clock import rule_set_of
from complaints.services.excluding import mediation_exclusion
from complaints.workflow.states import Need
from legitimacy.models import User

SENTENCES: Mapping[Need, object] = {
    Need.REASON: _("Choose a reason."),
    Need.NOTE: _("Write down why."),
    Need.HANDLER: _("Assign the file to a handler first."),
    Need.ALLEGATION: _("Note at least one alleged failing first."),
    Need.FINDINGS: _("Give a finding for every alleged failing first."),
    Need.DECISION: _("Write the reasons of the decision first."),
    Need.BODY: _("Choose another body to which the file goes."),
    Need.OFFICER_HEARD: _("Note first that the member of the police was heard, or declined to be."),
    Need.MEDIATION_ACCEPTED: _("Both sides must have accepted the mediation first."),
    Need.MEDIATION_ENDED: _("Note first that both sides confirmed their agreement."),
    Need.MEASURES_DONE: _("Some measures are not done yet. Note when each was done."),
    Need.REVIEW_OPEN: _("A review can be asked once, until the last day named in the decision."),
    Need.DUPLICATE: _("Link the file first, as a duplicate, to the one that is handled in its place."),
    Need.SETTLEABLE: _(
        "A file with a possible offence, force or discrimination is not settled early: inquire into it."
    ),
    Need.UNANSWERED: _("Ask the complainant first, and wait for the answer for 30 days."),
    Need.REVIEWER: _("A second handler, who had no part in the decision, must answer the review."),
    Need.OUTSIDE: _(
        "The rules send what is alleged here to a body outside the corps. Refer the file to it first: you go on when "
        "that body refuses it or sends it back."
    ),
}


class NeedMissingError(ValueError):
    """A step was tried without something it needs. `need` says what; the text is a sentence for the page."""

    def __init__(self, need: Need) -> None:
        self.need = need
        super().__init__(str(SENTENCES[need]))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step as somebody tries it."""

    complaint: Complaint
    actor: User | None
    reason: str = ""
    note: str = ""
    allowed_reasons: tuple[str, ...] = ()


def _findings(attempt: Attempt) -> bool:
    """Every allegation has a finding of the body that holds the file."""
    allegations = attempt.complaint.allegations.all()
    found = allegations.filter(findings__authority=attempt.complaint.holder)
    return allegations.exists() and found.distinct().count() == allegations.count()


def _officer_heard(attempt: Attempt) -> bool:
    """Nobody can be heard where nobody is known."""
    known = attempt.complaint.involved.exclude(member=None).exists()
    return not known or attempt.complaint.officer_heard_on is not None


def _mediation_accepted(attempt: Attempt) -> bool:
    mediation = getattr(attempt.complaint, "mediation", None)
    return bool(mediation and mediation.complainant_accepted_on and mediation.officer_accepted_on)


def _mediation_ended(attempt: Attempt) -> bool:
    mediation = getattr(attempt.complaint, "mediation", None)
    return bool(mediation and mediation.outcome == mediation.Outcome.AGREED and mediation.confirmed_by_both)


def _review_open(attempt: Attempt) -> bool:
    complaint = attempt.complaint
    asked = getattr(complaint, "review", None) is not None
    return not asked and complaint.review_until is not None and timezone.localdate() <= complaint.review_until


def _reviewer(attempt: Attempt) -> bool:
    """The reviewer handled the file at no time before: whoever had it then has an assignment that is older or ended."""
    review = getattr(attempt.complaint, "review", None)
    if review is None or review.reviewer_id is None or attempt.actor is None or review.reviewer_id != attempt.actor.pk:
        return False
    before = Q(assigned_on__lt=review.asked_on) | Q(ended_on__isnull=False)
    return not attempt.complaint.assignments.filter(before, handler=attempt.actor).exists()


def _duplicate(attempt: Attempt) -> bool:
    """Another file of the same kind counts in its place, so that nothing leaves every count by a word."""
    complaint = attempt.complaint
    links = complaint.links.filter(kind=FileLink.Kind.DUPLICATE, other__kind=complaint.kind)
    return links.exclude(other__disposition="duplicate").exists()


def _unanswered(attempt: Attempt) -> bool:
    """The complainant was asked, by message or letter, and wrote nothing for as long as one waits."""
    complaint = attempt.complaint
    asked = [timezone.localdate(row.sent_at) for row in complaint.messages.filter(from_complainant=False)]
    asked += complaint.letters.filter(to_complainant=True).values_list("sent_on", flat=True)
    heard = [timezone.localdate(row.sent_at) for row in complaint.messages.filter(from_complainant=True)]
    open_since = [day for day in asked if not heard or day >= max(heard)]
    wait = timedelta(days=rule_set_of(complaint).longest_wait_days)
    return bool(open_since) and min(open_since) + wait <= timezone.localdate()


CHECKS: Mapping[Need, Callable[[Attempt], bool]] = {
    Need.REASON: lambda attempt: attempt.reason in attempt.allowed_reasons,
    Need.NOTE: lambda attempt: bool(attempt.note.strip()),
    Need.HANDLER: lambda attempt: attempt.complaint.handler_id is not None,
    Need.ALLEGATION: lambda attempt: attempt.complaint.allegations.exists(),
    Need.FINDINGS: _findings,
    Need.DECISION: lambda attempt: bool(attempt.complaint.decision.strip()),
    Need.OFFICER_HEARD: _officer_heard,
    Need.MEDIATION_ACCEPTED: _mediation_accepted,
    Need.MEDIATION_ENDED: _mediation_ended,
    Need.MEASURES_DONE: lambda attempt: (
        not attempt.complaint.measures.filter(done_on=None).exclude(code="none").exists()
    ),
    Need.REVIEW_OPEN: _review_open,
    Need.DUPLICATE: _duplicate,
    Need.SETTLEABLE: lambda attempt: not mediation_exclusion(attempt.complaint),
    Need.UNANSWERED: _unanswered,
    Need.REVIEWER: _reviewer,
    Need.OUTSIDE: lambda attempt: not body_awaited(attempt.complaint),
}


def missing(attempt: Attempt, needs: tuple[Need, ...]) -> Need | None:
    """The first thing that is missing, None when all is there."""
    return next((need for need in needs if need in CHECKS and not CHECKS[need](attempt)), None)
