"""A report as lists and pages show it: words for its codes, and no name of anybody."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.standings import Sign
from professionalism.models import ForceIncident
from professionalism.workflow.force import AWAITED, WRITABLE
from professionalism.workflow.force_codes import label_of, labels_of
from professionalism.workflow.force_steps import FormStep
from professionalism.workflow.force_wording import finding_sign, status_sign

YES_NO = {True: _("yes"), False: _("no")}


def level_words(level: int | None) -> str:
    return "" if level is None else f"{level}: {label_of('level', str(level))}"


def due_sign(incident: ForceIncident, today: date) -> Sign | None:
    """How the review stands, while it is awaited."""
    if incident.status not in AWAITED or incident.review_due_on is None:
        return None
    days = (incident.review_due_on - today).days
    if days < 0:
        return Sign("overdue", _("review overdue"))
    return Sign("nearly" if days <= 3 else "not_due", _("review awaited"))


def line_of(incident: ForceIncident, today: date) -> dict[str, Any]:
    """One row of a list."""
    return {
        "number": incident.number,
        "status": incident.status,
        "sign": status_sign(incident.status),
        "finding": finding_sign(incident.finding),
        "due": due_sign(incident, today),
        "due_on": incident.review_due_on if incident.status in AWAITED else None,
        "happened_on": incident.happened_on,
        "hour": incident.happened_hour,
        "level": level_words(incident.highest_level),
        "unit": incident.unit,
        "reporter": str(incident.reporter) if incident.reporter else "",
        "is_training": incident.is_training,
        "is_joined": incident.joined_to_id is not None,
        "is_writable": incident.status in WRITABLE,
        "started_at": incident.started_at,
        "origin": incident.origin,
    }


def facts_of(incident: ForceIncident) -> list[tuple[object, str]]:
    """What, when and where; what is not known is left out."""
    hour = "" if incident.happened_hour is None else f", {incident.happened_hour:02}:00-{incident.happened_hour:02}:59"
    found: list[tuple[object, str]] = [
        (_("Kind of place"), _label("place", incident.place_kind)),
        (_("Which police work"), _label("functionality", incident.functionality)),
        (_("What brought you there"), _label("call_type", incident.call_type)),
        (_("Conflict"), _label("conflict", incident.conflict)),
        (_("How long the intervention took"), _label("duration", incident.duration)),
        (_("Officers present"), str(incident.officers_present or "")),
        (_("Unit"), incident.unit),
    ]
    return [(_("Hour"), hour.lstrip(", ")), *found] if hour else found


def before_of(incident: ForceIncident) -> list[tuple[object, str]]:
    return [
        (_("Threat or weapon you met"), _label("threat", incident.threat)),
        (_("What was tried before"), ", ".join(labels_of("alternative", incident.alternatives))),
        (_("Warning"), incident.get_warning_display() if incident.warning else ""),
    ]


def reasons_of(incident: ForceIncident) -> list[tuple[object, str]]:
    return [
        (_("Why was it lawful?"), incident.why_lawful),
        (_("Why would nothing milder do?"), incident.why_needed),
        (_("Why was it in proportion?"), incident.why_measured),
        (_("How was the warning given, or why not?"), incident.why_warned),
    ]


def after_of(incident: ForceIncident) -> list[tuple[object, str]]:
    return [
        (_("Bodycam on"), incident.get_bodycam_display() if incident.bodycam else ""),
        (_("Reference of the images"), incident.bodycam_reference),
        (_("Official report drawn up"), incident.get_report_made_display() if incident.report_made else ""),
        (_("Number of the official report"), incident.report_reference),
    ]


def applications_of(incident: ForceIncident) -> list[dict[str, str]]:
    return [
        {
            "level": level_words(row.level),
            "means": _label("means", row.means),
            "officer": str(row.officer.member or "") if row.officer else "",
            "citizen": _("Citizen %(number)s") % {"number": row.citizen.order} if row.citizen else "",
            "worked": row.get_worked_display() if row.worked else "",
        }
        for row in incident.applications.all()
    ]


def officers_of(incident: ForceIncident) -> list[dict[str, str]]:
    return [
        {"name": str(row.member or ""), "harm": row.get_harm_display(), "care": _label("care", row.care)}
        for row in incident.officers.all()
    ]


def citizens_of(incident: ForceIncident) -> list[dict[str, str]]:
    found = []
    for row in incident.citizens.all():
        seemed = [_label("age_band", row.age_band), row.get_sex_display() if row.sex else ""]
        seemed += [_("intoxicated")] if row.is_intoxicated else []
        seemed += [_("in mental distress")] if row.is_distressed else []
        found.append(
            {
                "name": _("Citizen %(number)s") % {"number": row.order},
                "seemed": ", ".join(word for word in seemed if word),
                "harm": row.get_harm_display(),
                "care": _label("care", row.care),
            }
        )
    return found


def whole_of(incident: ForceIncident) -> dict[str, Any]:
    """Everything in a report, for its page."""
    parts = {"facts": facts_of(incident), "before_facts": before_of(incident), "after": after_of(incident)}
    return {key: [(label, text) for label, text in rows if text] for key, rows in parts.items()} | {
        "reasons": [(label, text) for label, text in reasons_of(incident) if text.strip()],
        "applications": applications_of(incident),
        "officers": officers_of(incident),
        "citizens": citizens_of(incident),
    }


def step_url_args(incident: ForceIncident, step: FormStep) -> list[str]:
    return [incident.number, step.value]


def _label(list_name: str, code: str) -> str:
    return label_of(list_name, code) if code else ""
