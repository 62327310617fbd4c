"""The steps of the form for the use of force, which fields stand where, and what must be there to hand it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FormStep(StrEnum):
    WHAT = "what"
    WHO = "who"
    FORCE = "force"
    WHY = "why"
    AFTER = "after"
    CHECK = "check"


ORDER = tuple(FormStep)
TITLES: Mapping[str, object] = {
    FormStep.WHAT: _("What, when and where"),
    FormStep.WHO: _("Who took part"),
    FormStep.FORCE: _("What force, in order"),
    FormStep.WHY: _("Before, and why"),
    FormStep.AFTER: _("Afterwards"),
    FormStep.CHECK: _("Check and hand in"),
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    FormStep.WHAT: (
        *("happened_on", "happened_hour", "place_kind", "functionality", "call_type", "conflict", "duration"),
        *("officers_present", "is_training"),
    ),
    FormStep.WHY: ("threat", "alternatives", "warning", "why_lawful", "why_needed", "why_measured", "why_warned"),
    FormStep.AFTER: ("bodycam", "bodycam_reference", "report_made", "report_reference", "complaint_number"),
}
"""Columns of the report itself that a step fills."""
CODED: Mapping[str, str] = {
    "place_kind": "place",
    "functionality": "functionality",
    "call_type": "call_type",
    "conflict": "conflict",
    "duration": "duration",
    "threat": "threat",
    "alternatives": "alternative",
}
"""Columns that hold codes, with their lists."""
MANDATORY: Mapping[str, tuple[str, ...]] = {
    FormStep.WHAT: ("happened_on", "happened_hour", "place_kind", "functionality", "call_type"),
    FormStep.WHY: ("threat", "alternatives", "warning", "why_lawful", "why_needed", "why_measured", "why_warned"),
    FormStep.AFTER: ("bodycam", "report_made"),
}
REASONS = ("why_lawful", "why_needed", "why_measured", "why_warned")
LABELS: Mapping[str, Promise] = {
    "happened_on": _("Day"),
    "happened_hour": _("Hour"),
    "place_kind": _("Kind of place"),
    "functionality": _("Which police work"),
    "call_type": _("What brought you there"),
    "conflict": _("Conflict"),
    "duration": _("How long the intervention took"),
    "officers_present": _("Officers present"),
    "is_training": _("This is a practice report, not a real incident"),
    "threat": _("Threat or weapon you met"),
    "alternatives": _("What was tried before"),
    "warning": _("Warning"),
    "why_lawful": _("Why was it lawful?"),
    "why_needed": _("Why would nothing milder do?"),
    "why_measured": _("Why was it in proportion?"),
    "why_warned": _("How was the warning given, or why not?"),
    "bodycam": _("Bodycam on"),
    "bodycam_reference": _("Reference of the images"),
    "report_made": _("Official report drawn up"),
    "report_reference": _("Number of the official report"),
    "complaint_number": _("Number of a complaint on the same facts"),
    "officers": _("Officers"),
    "citizens": _("Citizens"),
    "applications": _("Force used"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a report from being handed in: the step and field it stands at, and a sentence."""

    step: FormStep
    field: str
    sentence: str

    @property
    def label(self) -> object:
        return LABELS[self.field]

    @property
    def anchor(self) -> str:
        return f"id_{self.field}" if self.field not in ROWS else self.field


ROWS = ("officers", "citizens", "applications")


def step_after(step: FormStep) -> FormStep:
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]
