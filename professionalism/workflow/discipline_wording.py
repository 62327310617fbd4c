"""States, steps, events and clocks of a disciplinary case in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from professionalism.workflow.discipline import Actor, Status
from professionalism.workflow.discipline_clock import JUDGMENT, KNOWLEDGE, Why

STATUS_WORDS: Mapping[str, object] = {
    Status.KNOWN: pgettext_lazy("disciplinary case", "facts known"),
    Status.INQUIRY: pgettext_lazy("disciplinary case", "preliminary inquiry"),
    Status.INTRODUCED: pgettext_lazy("disciplinary case", "introductory report"),
    Status.PROPOSED: pgettext_lazy("disciplinary case", "sanction proposed"),
    Status.COUNCIL: pgettext_lazy("disciplinary case", "at the disciplinary council"),
    Status.ADVISED: pgettext_lazy("disciplinary case", "council gave advice"),
    Status.DECIDED: pgettext_lazy("disciplinary case", "decided"),
    Status.APPEALED: pgettext_lazy("disciplinary case", "at the Council of State"),
    Status.CLOSED: pgettext_lazy("disciplinary case", "closed without a sanction"),
}
STATUS_SIGNS: Mapping[str, str] = {
    Status.KNOWN: "not_due",
    Status.INQUIRY: "context",
    Status.INTRODUCED: "steady",
    Status.PROPOSED: "steady",
    Status.COUNCIL: "nearly",
    Status.ADVISED: "nearly",
    Status.DECIDED: "met",
    Status.APPEALED: "nearly",
    Status.CLOSED: "not_applicable",
}
ACTOR_WORDS: Mapping[str, object] = {
    Actor.STANDARDS: _("professional standards"),
    Actor.AUTHORITY: _("disciplinary authority"),
    Actor.OFFICER: _("officer concerned"),
    Actor.PROSECUTOR: _("prosecutor"),
}


@dataclass(frozen=True, slots=True)
class StepWords:
    """`button` says what to do, `effect` what then happens, `done` what happened."""

    button: object
    effect: object
    done: object


STEP_WORDS: Mapping[str, StepWords] = {
    "inquire": StepWords(
        _("Begin the preliminary inquiry"),
        _("The facts are looked into. The six-month limit goes on."),
        _("preliminary inquiry begun"),
    ),
    "introduce": StepWords(
        _("Sign the introductory report"),
        _(
            "The officer gets the charge and access to the file, may have a defender, may hand in a written defence "
            "and ask for a hearing. The day on which they got it is what the six-month limit looks at."
        ),
        _("introductory report handed over"),
    ),
    "decide": StepWords(
        _("Decide"), _("The sanction stands from this day. Its erasure is counted from it."), _("sanction decided")
    ),
    "propose": StepWords(
        _("Propose a sanction"),
        _("The officer gets the proposal and may ask the disciplinary council to reconsider it."),
        _("sanction proposed"),
    ),
    "reconsider": StepWords(
        _("Ask for reconsideration"),
        _("The disciplinary council looks at the proposal and gives advice before the final decision."),
        _("reconsideration asked"),
    ),
    "advise": StepWords(
        _("Write down the advice of the council"),
        _("The authority can take the final decision from now on."),
        _("disciplinary council gave advice"),
    ),
    "decide_final": StepWords(
        _("Take the final decision"),
        _("The sanction stands from this day. Its erasure is counted from it."),
        _("final decision"),
    ),
    "appeal": StepWords(
        _("Write down an appeal to the Council of State"),
        _("The sanction stands until the Council of State has judged."),
        _("appeal to the Council of State"),
    ),
    "appeal_end": StepWords(
        _("The sanction stands"), _("The appeal was rejected or withdrawn."), _("appeal ended, sanction stands")
    ),
    "annul": StepWords(
        _("The decision was annulled"),
        _("The sanction is removed, as if it had never been."),
        _("decision annulled by the Council of State"),
    ),
    "close": StepWords(
        _("Close without a sanction"),
        _("The case ends here. The reason stays in the history."),
        _("closed without a sanction"),
    ),
}
EVENT_WORDS: Mapping[str, object] = {
    "opened": _("case opened"),
    "imported": _("case taken over from another register"),
    "known": _("authority knew of the facts"),
    "criminal_opened": _("criminal case on the same facts began"),
    "criminal_ended": _("criminal case ended without a decision"),
    "judicial_notice": _("notice of the final judicial decision"),
    "written": _("facts or charge changed"),
    "handed_over": _("handed over to another authority"),
    "measure": _("order measure"),
    "measure_ended": _("order measure ended"),
    "defence": _("written defence"),
    "hearing": _("officer heard"),
    "prosecutor_asked": _("prosecutor asked for advice"),
    "prosecutor_advice": _("prosecutor gave advice"),
    **{name: words.done for name, words in STEP_WORDS.items()},
}
SEEN, CORRECTED, DECIDED = "seen", "corrected", "decided"
PHASE_WORDS: Mapping[str, object] = {
    SEEN: pgettext_lazy("phase of a case", "Seen"),
    CORRECTED: pgettext_lazy("phase of a case", "Corrected"),
    DECIDED: pgettext_lazy("phase of a case", "Decided"),
}
PHASES: Mapping[str, str] = {
    **dict.fromkeys(("opened", "imported", "known", "criminal_opened", "criminal_ended", "judicial_notice"), SEEN),
    **dict.fromkeys(("inquire", "written", "hearing", "defence"), SEEN),
    **dict.fromkeys(("measure", "measure_ended"), CORRECTED),
}
"""Where each kind of event stands on the page; all others are part of the decision."""
CLOCK_WORDS: Mapping[str, object] = {
    KNOWLEDGE: _("From knowledge of the facts"),
    JUDGMENT: _("From notice of the final judicial decision"),
}
WHY_WORDS: Mapping[str, object] = {
    Why.KNOWLEDGE: _("The first clock counts: no criminal case runs on the same facts."),
    Why.SUSPENDED: _(
        "The first clock counts. The criminal case ended without a decision, so its days are added and no more."
    ),
    Why.WAITING: _("No clock runs while the criminal case goes on. There is no last day yet."),
    Why.JUDGMENT: _("The second clock counts: the final decision in the criminal case was notified."),
    Why.TOO_LATE: _("The limit was over before the criminal case began, so the criminal case changes nothing."),
}
TERM_WORDS: Mapping[str, object] = {
    "defence": _("Written defence"),
    "decide_light": _("Decision"),
    "reconsider": _("Request for reconsideration"),
    "decide_heavy": _("Final decision after the advice"),
    "appeal": _("Appeal to the Council of State"),
}
BASIS_WORDS: Mapping[str, object] = {
    "seen": _("seen in a published source"),
    "own": _("own knowledge, to verify"),
    "proposal": _("choice of this project"),
}
CONCERN_WORDS: Mapping[str, object] = {
    "limit_over": _("after the limit, confirmed"),
    "defence_open": _("before the end of the term for a defence, confirmed"),
    "reconsider_open": _("before the end of the term for reconsideration, confirmed"),
    "reconsider_late": _("after the term"),
    "appeal_late": _("after the term"),
}
