"""The next step of a file: one that comes first, the others behind it, and one view that takes any of the table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.forms.file.base import FileForm
from complaints.forms.file.steps import StepForm
from complaints.models import Complaint, Mediation
from complaints.services.needs import Attempt, missing
from complaints.services.steps import BY_REFERRAL, complaint_step, steps_possible
from complaints.views.file.access import file_require
from complaints.views.file.acting import Action, act
from complaints.views.file.problems import Problem, need_problem, outside_problem, problem_of
from complaints.workflow.states import BY_NAME, Actor, Need, Status, Step, StepError
from complaints.workflow.step_wording import STEP_WORDS
from legitimacy.models import User

FIRST: Mapping[str, str] = {
    Status.RECEIVED: "acknowledge",
    Status.ACKNOWLEDGED: "assess",
    Status.ADMISSIBILITY: "inquire",
    Status.JUDICIAL_HOLD: "resume",
    Status.INQUIRY: "draft",
    Status.DRAFT_FINDING: "hear",
    Status.HEARD: "decide",
    Status.DECIDED: "communicate",
    Status.COMMUNICATED: "close",
    Status.FOLLOW_UP: "close",
    Status.REVIEW: "uphold",
}
"""What usually comes next."""
IN_FORM = (Need.REASON, Need.NOTE)
MUST_GO = (*BY_NAME["refer"].sources, Status.MEDIATION)
"""States in which a corps refers a file that the rules send elsewhere, before anything else."""
BY_MEDIATION = ("mediation_agreed", "mediation_failed")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be done next. `form` where it can be done from the page itself; `problem` what is missing."""

    name: str
    do: str
    effect: str
    url: str
    form: StepForm | None = None
    problem: Problem | None = None


def first_offer(complaint: Complaint, user: User) -> Offer | None:
    """The one step that comes first; None when nothing is expected of the handler."""
    place = _place_first(complaint)
    if place is not None:
        return place
    name = _first_name(complaint)
    if not name:
        return None
    step = BY_NAME[name]
    lacking = missing(Attempt(complaint, user), tuple(need for need in step.needs if need not in IN_FORM))
    form = StepForm(complaint=complaint, user=user, initial={"step": name}, auto_id="next_%s")
    return _offer(complaint, step, form=form, problem=need_problem(lacking, complaint) if lacking else None)


def other_offers(complaint: Complaint, first: Offer | None) -> list[Offer]:
    """The other steps of the table, in its order. What one lacks is said on its own page."""
    taken = first.name if first else ""
    steps = [step for step in steps_possible(complaint) if step.name != taken and step.name not in BY_MEDIATION]
    offers = [_offer(complaint, step) for step in steps]
    if complaint.status in BY_NAME["refer"].sources and taken != "refer":
        offers.append(_action_offer(complaint, "refer", "complaint_refer"))
    return offers


def _first_name(complaint: Complaint) -> str:
    if complaint.status in BY_NAME["mediate"].sources and _is_accepted(getattr(complaint, "mediation", None)):
        return "mediate"
    to_do = complaint.measures.filter(done_on=None).exclude(code="none")
    if complaint.status == Status.COMMUNICATED and to_do.exists():
        return "follow_up"
    return FIRST.get(complaint.status, "")


def _is_accepted(mediation: Mediation | None) -> bool:
    """Both sides said yes, and it did not end."""
    if mediation is None or mediation.outcome:
        return False
    return bool(mediation.complainant_accepted_on and mediation.officer_accepted_on)


def _place_first(complaint: Complaint) -> Offer | None:
    """What has a page of its own and comes before any step."""
    if complaint.status == Status.REFERRED:
        return _action_offer(complaint, "recall_referral", "complaint_recall")
    if complaint.status in MUST_GO:
        outside = outside_problem(complaint)
        if outside is not None:
            return Offer("refer", outside.link, outside.sentence, outside.url)
    review = getattr(complaint, "review", None)
    if complaint.status == Status.REVIEW and (review is None or review.reviewer_id is None):
        words = _("Assign a second handler"), _("Somebody who had no part in the decision answers the review.")
        return Offer("review_assign", *words, reverse("complaint_review_assign", args=[complaint.number]))
    if complaint.handler_id is None and complaint.status != Status.CLOSED:
        words = _("Assign a handler"), _("Nobody handles this file yet. Take it yourself, or give it to a colleague.")
        return Offer("assign", *words, reverse("complaint_assign", args=[complaint.number]))
    if complaint.status == Status.MEDIATION:
        mediation = getattr(complaint, "mediation", None)
        held = mediation is not None and (mediation.held_on or mediation.outcome)
        name = "complaint_mediation_end" if held else "complaint_mediation_held"
        words = (
            (_("End the mediation"), _("Say whether both sides agreed. Nothing of what was said is kept."))
            if held
            else (_("Note the talk"), _("Note the day of the talk when it was held. Terms run on meanwhile."))
        )
        return Offer("mediation", *words, reverse(name, args=[complaint.number]))
    return None


def _offer(complaint: Complaint, step: Step, *, form: StepForm | None = None, problem: Problem | None = None) -> Offer:
    words = STEP_WORDS[step.name]
    url = f"{reverse('complaint_step', args=[complaint.number])}?step={step.name}"
    return Offer(step.name, str(words.do), str(words.effect), url, form, problem)


def _action_offer(complaint: Complaint, step: str, url_name: str) -> Offer:
    words = STEP_WORDS[step]
    return Offer(step, str(words.do), str(words.effect), reverse(url_name, args=[complaint.number]))


def _take(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return complaint_step(
        complaint=complaint,
        step=data["step"],
        actor=form.user,
        reason=data.get("reason", ""),
        note=data.get("note", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step_view(request: HttpRequest, number: str) -> HttpResponseBase:
    """Take a step of the table. One that does not exist is a page that does not exist."""
    complaint = file_require(request, number, handle=True)
    given = request.POST if request.method == "POST" else request.GET
    step = BY_NAME.get(str(given.get("step", "")))
    if step is None:
        raise Http404
    words = STEP_WORDS[step.name]
    action = Action(
        name="step",
        path="step",
        form=StepForm,
        run=_take,
        title=words.do,
        effect=words.effect,
        button=words.do,
        done=words.done,
        section="next",
        shows=_lacking(step),
    )
    return act(request, complaint, action)


def _lacking(step: Step) -> Callable[[Complaint, FileForm], dict[str, Any]]:
    """What a step lacks is said before anybody fills its form in."""

    def shows(complaint: Complaint, form: FileForm) -> dict[str, Any]:
        needs = tuple(need for need in step.needs if need not in IN_FORM)
        lacking = None if form.is_bound else missing(Attempt(complaint, form.user), needs)
        is_possible = complaint.status in step.sources and step.actor is Actor.HANDLER and step.name not in BY_REFERRAL
        if not is_possible:
            return {"problem": problem_of(StepError(step.name, complaint.status), complaint)}
        return {"problem": need_problem(lacking, complaint)} if lacking else {}

    return shows
