"""States and events in words for who handles files: plain, and without a name or a text of the file."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from complaints.workflow.codes import bodies, categories, label_of
from complaints.workflow.states import Status
from complaints.workflow.step_wording import STEP_WORDS

STATUS_WORDS: Mapping[str, object] = {
    Status.RECEIVED: _("received"),
    Status.ACKNOWLEDGED: _("receipt confirmed"),
    Status.ADMISSIBILITY: _("being assessed"),
    Status.REFERRED: _("on its way to another body"),
    Status.JUDICIAL_HOLD: _("waits for the criminal inquiry"),
    Status.MEDIATION: _("in mediation"),
    Status.INQUIRY: _("inquiry under way"),
    Status.DRAFT_FINDING: _("findings drafted"),
    Status.HEARD: _("parties heard"),
    Status.DECIDED: _("decided"),
    Status.COMMUNICATED: _("decision communicated"),
    Status.FOLLOW_UP: _("follow-up of measures"),
    Status.REVIEW: _("under review"),
    Status.CLOSED: _("closed"),
}

EVENT_WORDS: Mapping[str, object] = {
    "received": _("Received"),
    "assigned": _("Handler assigned, independence checked"),
    "recused": _("A handler stepped back"),
    "conflict": _("Somebody marked as conflicted"),
    "conflict_lifted": _("A colleague let in again"),
    "paused": _("Terms paused"),
    "resumed": _("Terms run again"),
    "extended": _("Term extended"),
    "informed": _("News from another body"),
    "message": _("Message"),
    "message_read": _("Message read"),
    "letter": _("Letter"),
    "finding": _("Finding recorded"),
    "measure": _("Measure"),
    "involved": _("Member of the police identified"),
    "offence_flagged": _("Marked as a possible offence"),
    "offence_passed": _("Copy passed to the prosecutor"),
    "notified": _("Another body was told"),
    "mediation_offered": _("Mediation offered"),
    "mediation_accepted": _("Mediation accepted"),
    "mediation_declined": _("Mediation declined"),
    "mediation_held": _("Mediation talk held"),
    "officer_heard": _("Member of the police heard"),
    "referral_reminded": _("Reminder of a referral"),
    "discipline_known": _("Facts known to the disciplinary authority"),
    "evidence": _("Evidence"),
    "identity_given": _("Complainant agreed that the corps knows who they are"),
    "corps_found": _("Corps found"),
    "held": _("Destruction held back"),
    "imported": _("Taken over from another register"),
    "lesson": _("Lesson learned"),
    "linked": _("Linked to another file"),
    "review_assigned": _("Reviewer assigned"),
    "merged": _("Merged"),
    "changed": _("File completed"),
    "letter_to_body": _("Letter to another body"),
    "copy_taken": _("Committee P took cognisance of the file"),
}

REASON_LISTS = ("reason", "finding", "measure", "disposition", "grant")
OTHER_REASONS: Mapping[str, object] = {
    "placed": _("a hold was placed"),
    "lifted": _("a hold was lifted"),
    "judicial": _("criminal inquiry"),
    "complainant": _("waiting for the complainant"),
    "officer": _("the officer"),
    "kept": _("The images are kept"),
    "not_kept": _("There are none"),
}
SIDES: Mapping[str, object] = {"complainant": _("by the complainant"), "officer": _("by the officer")}
AUTHORITY_WORDS: Mapping[str, object] = {"discipline": _("discipline"), "judicial": _("judiciary")}


def status_words(status: str) -> str:
    return str(STATUS_WORDS.get(status, status))


def event_words(kind: str) -> str:
    """What happened, in the past tense; the kind itself where nobody gave it words."""
    step = STEP_WORDS.get(kind)
    return str(step.done if step else EVENT_WORDS.get(kind, kind))


def reason_words(kind: str, reason: str) -> str:
    """A reason code of an event in words; empty where there is none."""
    if not reason:
        return ""
    if kind.startswith("mediation_"):
        return str(SIDES.get(reason, reason))
    if reason in OTHER_REASONS and kind in ("paused", "resumed", "held", "evidence"):
        return str(OTHER_REASONS[reason])
    lists = {"finding": ("finding",), "measure": ("measure",)}.get(kind, REASON_LISTS)
    return next((words for name in lists if (words := label_of(name, reason)) != reason), reason)


def body_words(code: str) -> str:
    """A body or another authority in the reader's language."""
    if code in AUTHORITY_WORDS:
        return str(AUTHORITY_WORDS[code])
    body = bodies().get(code)
    return str(body.label) if body else code


class Notice(Protocol):
    """A row of `complaints.models.Notification`."""

    body: str
    about: str

    def get_about_display(self) -> str: ...


def notice_words(notice: Notice) -> str:
    """To which body a notice goes, and what it is about where that is not a new complaint."""
    body = body_words(notice.body)
    return body if notice.about == "file" else f"{body}: {notice.get_about_display()}"


def heading_of(title: str) -> str:
    """A file's title; one that an alleged failing gave it in the register's language stands in the reader's."""
    return next((str(one.label) for one in categories().values() if one.label.nl == title), title)
