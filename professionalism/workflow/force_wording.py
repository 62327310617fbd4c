"""States, steps and events of a force report in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from legitimacy.standings import Sign
from professionalism.workflow.force import Finding, Status

STATUS_WORDS: Mapping[str, object] = {
    Status.DRAFT: pgettext_lazy("force report", "draft"),
    Status.SUBMITTED: pgettext_lazy("force report", "handed in"),
    Status.RETURNED: pgettext_lazy("force report", "back for completion"),
    Status.REVIEWED: pgettext_lazy("force report", "reviewed"),
    Status.VOID: pgettext_lazy("force report", "void"),
}
STATUS_SIGNS: Mapping[str, str] = {
    Status.DRAFT: "not_due",
    Status.SUBMITTED: "context",
    Status.RETURNED: "nearly",
    Status.REVIEWED: "met",
    Status.VOID: "not_applicable",
}
FINDING_SIGNS: Mapping[str, str] = {
    Finding.JUSTIFIED: "met",
    Finding.PARTLY: "nearly",
    Finding.NOT: "below",
    Finding.INSUFFICIENT: "unjudged",
}
EVENT_WORDS: Mapping[str, object] = {
    "submit": _("Handed in"),
    "return": _("Sent back for completion"),
    "review": _("Reviewed"),
    "void": _("Made void"),
    "join": _("Joined with another report"),
    "part": _("Parted from another report"),
    "imported": _("Taken over from another register"),
}


def status_sign(status: str) -> Sign:
    return Sign(STATUS_SIGNS[status], str(STATUS_WORDS[status]))


def finding_sign(finding: str) -> Sign | None:
    return Sign(FINDING_SIGNS[finding], str(Finding(finding).label)) if finding else None


@dataclass(frozen=True, slots=True)
class StepWords:
    """`button` says what to do, `effect` what then happens."""

    button: object
    effect: object
    done: object


STEP_WORDS: Mapping[str, StepWords] = {
    "review": StepWords(
        _("Give the review"),
        _("The officer reads your finding, reasons and lessons. A review cannot be changed afterwards."),
        _("The review was saved."),
    ),
    "return": StepWords(
        _("Send back for completion"),
        _("The officer reads your note and completes the report. The term of the review goes on."),
        _("The report went back to the officer."),
    ),
    "void": StepWords(
        _("Make void"),
        _("The report stays readable with your reason and counts in no figure. This cannot be undone."),
        _("The report is void."),
    ),
    "join": StepWords(
        _("Join with this report"),
        _("Both reports are kept. Only the one handed in first is counted."),
        _("The reports are joined."),
    ),
    "part": StepWords(
        _("Part the reports"),
        _("Each report counts by itself again."),
        _("The reports are parted."),
    ),
}


class Bar(StrEnum):
    """Why somebody may not review a report."""

    TOOK_PART = "took_part"
    REPORTER = "reporter"
    BELOW = "below"
    OTHER_CORPS = "other_corps"


BAR_WORDS: Mapping[str, object] = {
    Bar.TOOK_PART: _("You took part in this incident, so somebody else must review it."),
    Bar.REPORTER: _("You reported this incident yourself, so somebody else must review it."),
    Bar.BELOW: _("The reporter or an officer who took part stands above you, so you cannot review this."),
    Bar.OTHER_CORPS: _("This report belongs to another corps."),
}
