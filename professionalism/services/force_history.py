"""Locking a force report, and appending to its history and to the trail together, in the caller's transaction."""

from django.utils import timezone

from legitimacy.models import User
from legitimacy.trail.services import event_append
from professionalism.models import ForceEvent, ForceIncident

VERBS = {
    "start": "started",
    "discard": "discarded",
    "submit": "submitted",
    "return": "returned",
    "review": "reviewed",
    "void": "voided",
    "join": "joined",
    "part": "parted",
    "read": "read",
}


class IncidentChangedError(RuntimeError):
    """Somebody changed the report since it was read; nothing was written. `incident` is what it is now."""

    def __init__(self, incident: ForceIncident) -> None:
        self.incident = incident
        super().__init__(f"Force report {incident.pk} is at version {incident.version} already.")


class ForceRefusedError(ValueError):
    """Something that the register does not accept; the text is a sentence for the page."""


def incident_lock(incident: ForceIncident, *, version: int | None = None) -> ForceIncident:
    """The report as it is now, locked until the transaction ends. IncidentChangedError for an older `version`."""
    locked = ForceIncident.objects.select_for_update(of=("self",)).select_related("corps").get(pk=incident.pk)
    if version is not None and locked.version != version:
        raise IncidentChangedError(locked)
    return locked


def incident_save(incident: ForceIncident, *fields: str) -> None:
    """Save columns of a locked report, as the next version."""
    incident.version += 1
    incident.save(update_fields=[*fields, "version"])


def incident_append(
    incident: ForceIncident, *, kind: str, actor: User | None, role: str = "", status_from: str = "", note: str = ""
) -> ForceEvent:
    """One event of the history, and the same on the trail without its note."""
    event = ForceEvent.objects.create(
        incident=incident,
        at=timezone.now(),
        kind=kind,
        actor=actor,
        status_from=status_from,
        status_to=incident.status if status_from else "",
        note=note,
    )
    trail_append(incident, kind, actor=actor, role=role)
    return event


def trail_append(incident: ForceIncident, verb: str, *, actor: User | None, role: str = "", reason: str = "") -> None:
    event_append(
        verb=f"force_report.{VERBS[verb]}",
        actor=actor,
        role=role,
        object_type="force_report",
        object_id=incident.pk,
        corps=incident.corps.code,
        reason=reason,
    )
