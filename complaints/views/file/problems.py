"""What stops an action, in one sentence, with the place where it can be put right."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.models import Complaint
from complaints.selectors.outside import body_awaited
from complaints.services.assigning import CannotHandleError, NotIndependentError
from complaints.services.conflicts import LiftError, NobodyLeftError
from complaints.services.keeping import KeepingError
from complaints.services.mediating import MediationError
from complaints.services.messages import MessageError
from complaints.services.needs import NeedMissingError
from complaints.services.pausing import TermError
from complaints.services.referring import ReferralError
from complaints.services.reviewing import ReviewerError
from complaints.services.working import LinkError
from complaints.workflow.routing import CORPS
from complaints.workflow.states import BY_NAME, Need, Status, StepError
from complaints.workflow.step_wording import STEP_WORDS
from complaints.workflow.wording import body_words, status_words

PROBLEMS = (
    *(NeedMissingError, StepError, TermError, ReferralError, MediationError, MessageError, LinkError),
    *(ReviewerError, CannotHandleError, NotIndependentError, KeepingError, NobodyLeftError, LiftError),
)

FIX: Mapping[Need, tuple[str, object]] = {
    Need.HANDLER: ("complaint_assign", gettext_lazy("Assign a handler")),
    Need.ALLEGATION: ("complaint_allegation", gettext_lazy("Note an alleged failing")),
    Need.FINDINGS: ("complaint_finding", gettext_lazy("Give a finding")),
    Need.DECISION: ("complaint_decision", gettext_lazy("Write the decision")),
    Need.OFFICER_HEARD: ("complaint_heard", gettext_lazy("Note the hearing")),
    Need.MEDIATION_ACCEPTED: ("complaint_mediation_officer", gettext_lazy("Note the officer's answer")),
    Need.MEDIATION_ENDED: ("complaint_mediation_end", gettext_lazy("Note how the mediation ended")),
    Need.MEASURES_DONE: ("complaint_measure_done", gettext_lazy("Note that a measure is done")),
    Need.DUPLICATE: ("complaint_link", gettext_lazy("Link another file")),
    Need.UNANSWERED: ("complaint_message", gettext_lazy("Message to the complainant")),
    Need.REVIEWER: ("complaint_review_assign", gettext_lazy("Assign a second handler")),
}

TERMS: Mapping[str, object] = {
    "paused": gettext_lazy("The terms are paused already."),
    "running": gettext_lazy("The terms run: nobody is waited for."),
    "state": gettext_lazy("Terms cannot be changed in the state in which the file is now."),
    "extended": gettext_lazy("The term was extended once. A second time is not possible."),
    "late": gettext_lazy("The term is over: it can be extended only before its last day has passed."),
    "no_days_left": gettext_lazy("The 30 days for which waiting may pause the terms are used up."),
}

MEDIATION: Mapping[str, object] = {
    "offence": gettext_lazy("No mediation where there may be an offence."),
    "force": gettext_lazy("No mediation where force is alleged."),
    "discrimination": gettext_lazy(
        "With alleged discrimination there is mediation only when the complainant asked for it expressly."
    ),
    "minor": gettext_lazy("Somebody must support a minor before mediation can be offered."),
    "mediator": gettext_lazy("Say which function or service leads the talk."),
    "offered": gettext_lazy("Mediation was offered already."),
    "not_offered": gettext_lazy("Mediation was not offered yet."),
    "accepted": gettext_lazy("This side said yes already."),
    "ended": gettext_lazy("The mediation has ended already."),
    "not_accepted": gettext_lazy("Both sides must say yes first."),
    "not_held": gettext_lazy("Note first on which day the talk was held."),
    "not_confirmed": gettext_lazy("An agreement stands when both sides confirmed it."),
    "future": gettext_lazy("This day has not come yet."),
    "state": gettext_lazy("This is not possible in the state in which the file is now."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """`url` and `link`: where it can be put right; empty where nothing helps."""

    sentence: str
    url: str = ""
    link: str = ""


WAY_BACK: Mapping[str, str] = {Status.MEDIATION: "mediation_failed", Status.JUDICIAL_HOLD: "resume"}
"""The step to a state out of which a file can be referred."""


def outside_problem(complaint: Complaint) -> Problem | None:
    """Where the rules send the file before the corps goes on with it; None where the corps may go on."""
    body = body_awaited(complaint)
    if not body:
        return None
    sentence = _(
        "The rules send what is alleged here to %(body)s. Refer the file there first: you go on with it when that body "
        "refuses it or sends it back."
    ) % {"body": body_words(body)}
    if complaint.status in BY_NAME["refer"].sources:
        url = reverse("complaint_refer", args=[complaint.number])
        return Problem(sentence, f"{url}?to_body={body}&reason=independence", _("Refer to another body"))
    back = WAY_BACK.get(complaint.status, "")
    if not back:
        return Problem(sentence)
    url = f"{reverse('complaint_step', args=[complaint.number])}?step={back}"
    return Problem(sentence, url, str(STEP_WORDS[back].do))


def mediation_problem(reason: str, *, offence: bool) -> str:
    """Why there is no mediation. A corps to which a file came back does not learn from this what another body saw."""
    if reason == "offence" and not offence:
        return _("There is no mediation in this file.")
    return str(MEDIATION[reason])


def need_problem(need: Need, complaint: Complaint) -> Problem:
    if need is Need.OUTSIDE and (outside := outside_problem(complaint)) is not None:
        return outside
    sentence = str(NeedMissingError(need))
    if need not in FIX:
        return Problem(sentence)
    name, words = FIX[need]
    return Problem(sentence, reverse(name, args=[complaint.number]), str(words))


def problem_of(error: Exception, complaint: Complaint) -> Problem:
    """`error` is one of PROBLEMS."""
    if isinstance(error, NeedMissingError):
        return need_problem(error.need, complaint)
    if isinstance(error, StepError):
        return Problem(
            _("This is not possible any more: the file is now “%(state)s”.") % {"state": status_words(complaint.status)}
        )
    if isinstance(error, TermError):
        return Problem(str(TERMS[error.reason]))
    if isinstance(error, MediationError):
        flagged = complaint.events.filter(kind="offence_flagged", holder=complaint.holder).exists()
        return Problem(mediation_problem(error.reason, offence=complaint.holder != CORPS or flagged))
    if isinstance(error, ReferralError):
        return _referral_problem(error)
    if isinstance(error, NobodyLeftError):
        url = reverse("complaint_refer", args=[complaint.number])
        return Problem(str(error), url, _("Refer to another body"))
    if isinstance(error, KeepingError):
        return Problem(_("This hold was lifted already, or has no reason."))
    if isinstance(error, CannotHandleError):
        return Problem(_("This person may not handle the file: choose somebody else."))
    if isinstance(error, NotIndependentError):
        return Problem(
            _(
                "There is a tie to the file. Choose somebody else, or say in the note why nobody else can handle it "
                "and tick “Assign in spite of a tie”."
            )
        )
    return Problem(str(error))


def _referral_problem(error: ReferralError) -> Problem:
    if error.reason != "under_way":
        return Problem(_("The referral was answered meanwhile."))
    sentence = _("Another body was asked to take this file. Enter its answer, or call the file back first.")
    return Problem(sentence, reverse("complaints_referrals"), _("Referrals"))
