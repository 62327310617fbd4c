"""States, steps and events of an audit in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.workflow.audits import Grade, Priority, Status

STATUS_WORDS: Mapping[str, object] = {
    Status.PLANNED: pgettext_lazy("audit", "planned"),
    Status.OPENED: pgettext_lazy("audit", "opened"),
    Status.DRAFT_SENT: pgettext_lazy("audit", "draft sent to the corps"),
    Status.REPLIED: pgettext_lazy("audit", "corps replied"),
    Status.FINAL: pgettext_lazy("audit", "final report"),
    Status.FOLLOW_UP: pgettext_lazy("audit", "in follow-up"),
    Status.CLOSED: pgettext_lazy("audit", "closed"),
    Status.CANCELLED: pgettext_lazy("audit", "cancelled"),
}
STATUS_SIGNS: Mapping[str, str] = {
    Status.PLANNED: "not_due",
    Status.OPENED: "context",
    Status.DRAFT_SENT: "nearly",
    Status.REPLIED: "nearly",
    Status.FINAL: "steady",
    Status.FOLLOW_UP: "steady",
    Status.CLOSED: "met",
    Status.CANCELLED: "not_applicable",
}
GRADE_WORDS: Mapping[str, object] = {
    Grade.STRENGTH: _("strength, for others to learn from"),
    Grade.POINT: _("point for attention"),
    Grade.WEAKNESS: _("weakness"),
    Grade.SERIOUS: _("serious shortcoming"),
}
GRADE_SIGNS: Mapping[str, str] = {
    Grade.STRENGTH: "met",
    Grade.POINT: "nearly",
    Grade.WEAKNESS: "overdue",
    Grade.SERIOUS: "below",
}
PRIORITY_WORDS: Mapping[str, object] = {
    Priority.URGENT: pgettext_lazy("recommendation", "urgent"),
    Priority.ORDINARY: pgettext_lazy("recommendation", "ordinary"),
}


@dataclass(frozen=True, slots=True)
class StepWords:
    """`button` says what to do, `effect` what then happens."""

    button: object
    effect: object


STEP_WORDS: Mapping[str, StepWords] = {
    "open": StepWords(
        _("Open the audit"),
        _("Fieldwork begins. From now on the team may write findings and ask for access to records."),
    ),
    "send_draft": StepWords(
        _("Send the draft to the corps"),
        _(
            "The chief of corps reads the findings and recommendations, and may reply to each. "
            "The term of reply begins today, and access to records ends."
        ),
    ),
    "reply": StepWords(_("Send the reply"), _("Your reply goes to the audit team. You can send it once.")),
    "end_reply_term": StepWords(
        _("Go on without a reply"),
        _("The term of reply is over and the corps did not reply. The report will say so."),
    ),
    "rework": StepWords(
        _("Take the draft back to rework it"),
        _("The corps no longer reads the findings until you send the draft again. Replies already given are kept."),
    ),
    "finalise": StepWords(
        _("Make the report final"),
        _(
            "The report is frozen: nobody can change it any more. "
            "Replies to findings about a figure from now on stand beside that figure, for all its readers."
        ),
    ),
    "follow_up": StepWords(
        _("Begin the follow-up"),
        _("Every recommendation is followed until it is carried out and verified, or its rejection is confirmed."),
    ),
    "close": StepWords(_("Close the audit"), _("Every recommendation is settled. The report stays readable.")),
    "cancel": StepWords(
        _("Cancel the audit"),
        _("The audit ends here and counts as not held. Access to records ends. The reason stays in the history."),
    ),
}
EVENT_WORDS: Mapping[str, object] = {
    "planned": _("audit planned"),
    "changed": _("scope or dates changed"),
    "joined": _("somebody joined the team"),
    "left": _("somebody left the team"),
    "finding": _("finding written"),
    "finding_removed": _("finding removed"),
    "recommendation": _("recommendation written"),
    "recommendation_removed": _("recommendation removed"),
    "evidence": _("evidence added"),
    "granted": _("access to records given"),
    "extended": _("access to records extended"),
    "ended": _("access to records ended"),
    "accepted": _("recommendation accepted"),
    "rejected": _("recommendation rejected"),
    "rejection_confirmed": _("rejection confirmed"),
    "postponed": _("recommendation postponed"),
    "done": _("corps says it is done"),
    "verified": _("recommendation verified"),
    "open": _("audit opened"),
    "send_draft": _("draft sent to the corps"),
    "reply": _("corps replied"),
    "end_reply_term": _("term of reply over, without a reply"),
    "rework": _("draft taken back to rework it"),
    "finalise": _("final report"),
    "follow_up": _("follow-up begun"),
    "close": _("audit closed"),
    "cancel": _("audit cancelled"),
}
