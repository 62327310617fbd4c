"""What a complainant reads: states, terms and history in plain words. Nothing that is meant for handlers only."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from complaints.workflow.states import Status


@dataclass(frozen=True, slots=True)
class State:
    """What is so now, what comes next, and the term that says by when (empty: no day can be named)."""

    now: object
    next: object
    term: str = ""


STATES: Mapping[str, State] = {
    Status.RECEIVED: State(
        _("Your complaint has arrived."),
        _("Somebody confirms that it was read, and tells you who handles it."),
        "acknowledge",
    ),
    Status.ACKNOWLEDGED: State(
        _("Your complaint was read."),
        _("It is checked who may handle it, and whether it is about the police."),
        "admissibility",
    ),
    Status.ADMISSIBILITY: State(
        _("It is being checked who may handle your complaint, and how."),
        _("You hear whether it is examined, or why not."),
        "decide",
    ),
    Status.REFERRED: State(
        _("Your file is on its way to another body. Until that body confirms, the sender keeps looking after it."),
        _("The other body takes the file, or sends it back with a reason."),
        "receive_referral",
    ),
    Status.JUDICIAL_HOLD: State(
        _("This may be an offence, so the judicial authorities look at it first. Our own time limit stands still."),
        _("We go on when their inquiry has ended. Nobody can say today when that will be."),
    ),
    Status.MEDIATION: State(
        _("A talk with a mediator is being held or prepared. What is said there is written down nowhere."),
        _("You agree, or your complaint is examined as before. The time limit runs on."),
        "decide",
    ),
    Status.INQUIRY: State(
        _("Your complaint is being examined: people are heard, documents and images are looked at."),
        _("You get a decision, with the reasons."),
        "decide",
    ),
    Status.DRAFT_FINDING: State(
        _("What was found is being written down."),
        _("The member of the police may react. Then you get a decision, with the reasons."),
        "decide",
    ),
    Status.HEARD: State(
        _("Everybody could give their view."),
        _("You get a decision, with the reasons."),
        "decide",
    ),
    Status.DECIDED: State(
        _("A decision has been taken."),
        _("You get it here, with the reasons."),
        "communicate",
    ),
    Status.COMMUNICATED: State(
        _("You have the decision. You find it below."),
        _("If you do not agree, you can ask for a review."),
        "review",
    ),
    Status.FOLLOW_UP: State(
        _("You have the decision. What follows from it is being carried out."),
        _("If you do not agree, you can ask for a review."),
        "review",
    ),
    Status.REVIEW: State(
        _("You asked for a review. Somebody who had no part in the decision looks at everything again."),
        _("You hear whether the decision stands, and why."),
    ),
    Status.CLOSED: State(
        _("Your file is closed."),
        _("If you do not agree with the decision, you can ask for a review."),
        "review",
    ),
}
WITHDRAWN = State(_("You withdrew your complaint. Your file is closed."), "")

TIMELINE: Mapping[str, object] = {
    "received": _("Your complaint arrived."),
    "acknowledge": _("Somebody confirmed that your complaint was read."),
    "assess": _("The check began who may handle your complaint."),
    "refer": _("Your file was sent to: %(body)s."),
    "receive_referral": _("The body to which your file was sent has answered."),
    "refuse_referral": _("This body did not take your file: %(body)s. Reason: %(reason)s."),
    "recall_referral": _("The sender called your file back."),
    "send_back": _("Your file went back to: %(body)s."),
    "inquire": _("The inquiry began."),
    "hold_for_justice": _("The judicial authorities look at it first."),
    "resume": _("The inquiry goes on."),
    "end_judicial": _("A decision was taken: the judicial authorities have it."),
    "mediate": _("The mediation began."),
    "mediation_agreed": _("You and the member of the police came to an agreement."),
    "mediation_failed": _("The mediation ended without agreement. The inquiry goes on."),
    "mediation_offered": _("A talk with a mediator was offered."),
    "mediation_held": _("The talk with the mediator took place."),
    "settle_early": _("Your complaint was settled early."),
    "declare_inadmissible": _("A decision was taken."),
    "declare_unfounded": _("A decision was taken."),
    "declare_not_competent": _("A decision was taken."),
    "declare_duplicate": _("Your complaint was joined with another file."),
    "end_without_answer": _("A decision was taken, as there was no answer."),
    "draft": _("What was found is being written down."),
    "officer_heard": _("The member of the police could give their view."),
    "inquire_further": _("More is being examined."),
    "decide": _("A decision was taken."),
    "communicate": _("You got the decision."),
    "follow_up": _("What follows from the decision is being carried out."),
    "close": _("Your file was closed."),
    "reopen": _("Your file was opened again. Reason: %(reason)s."),
    "withdraw": _("You withdrew your complaint."),
    "request_review": _("You asked for a review."),
    "uphold": _("The review has ended: the decision stands."),
    "overturn": _("The review has ended: the decision is set aside, and the inquiry goes on."),
    "extended": _("The time limit was extended once. Reason: %(reason)s."),
    "informed": _("You were told how things stand."),
    "letter": _("A letter was sent to you."),
    "offence_passed": _("The public prosecutor got a copy, because this may be an offence."),
    "notified": _("This body was told of your complaint: %(body)s."),
    "copy_taken": _("This body looks into your file as well: %(body)s."),
    "identity_given": _("You agreed that the police may know your name."),
    "corps_found": _("It is known now which police it is about."),
}
"""Kinds of the history that the complainant reads. What is not here is not shown."""
BY_SIDE: Mapping[tuple[str, bool], object] = {
    ("message", True): _("You wrote a message."),
    ("message", False): _("You got a message."),
    ("evidence", True): _("You added a file."),
    ("paused", False): _("The time limit stands still: you were asked something."),
    ("resumed", False): _("The time limit runs again."),
    ("mediation_accepted", True): _("You agreed to a talk with a mediator."),
    ("mediation_accepted", False): _("The member of the police agreed to a talk with a mediator."),
    ("mediation_declined", True): _("You did not want a talk with a mediator."),
    ("mediation_declined", False): _("There will be no talk with a mediator."),
}
"""Kinds that read otherwise when the complainant did them (True)."""

REFERRALS: Mapping[str, object] = {
    "sent": _("Sent on %(sent)s to %(body)s, which should confirm by %(due)s."),
    "sent_by_post": _("Sent by letter on %(sent)s to %(body)s, which should confirm by %(due)s."),
    "late": _("Sent on %(sent)s to %(body)s. It should have confirmed by %(due)s and is late."),
    "received": _("%(body)s received it on %(answered)s."),
    "refused": _("%(body)s did not take it (%(answered)s)."),
    "returned": _("%(body)s sent it back on %(answered)s."),
    "recalled": _("Sent on %(sent)s to %(body)s and called back on %(answered)s."),
}
COPY = _("A copy, for their information:")
