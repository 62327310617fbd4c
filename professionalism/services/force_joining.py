"""Several reports on one incident: all are kept, and only the head is counted. It is the one with the
gravest finding, and of those the one handed in first."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from legitimacy.models import User
from professionalism.models import ForceIncident
from professionalism.selectors.force_barring import bar_of
from professionalism.selectors.force_matching import same_incident
from professionalism.services.force_counting import force_marks
from professionalism.services.force_history import (
    ForceRefusedError,
    incident_append,
    incident_lock,
    incident_save,
)
from professionalism.workflow.force import HANDED_IN, Finding, Status

UNDER_REVIEW = (Status.RETURNED, Status.REVIEWED)
"""A superior has looked at the report: who took part no longer decides what it is joined with."""
GRAVEST = (Finding.NOT, Finding.PARTLY)


@transaction.atomic
def incidents_join(
    *, incident: ForceIncident, other: ForceIncident, actor: User, reason: str, version: int | None = None
) -> ForceIncident:
    """Join two reports, with all that were joined to either. ForceRefusedError where they do not look like one.

    Once one of them is under review, only a reviewer who took no part may: a join would otherwise take a finding away.
    Returns the head: the report with the gravest finding, and of those the one that was handed in first.
    """
    groups_lock(incident, other)
    incident, other = incident_lock(incident, version=version), incident_lock(other)
    if not reason.strip():
        raise ForceRefusedError(_("Write why these are reports on one incident."))
    if incident.status not in HANDED_IN:
        raise ForceRefusedError(_("Only reports that were handed in can be joined."))
    if other.pk not in {row.pk for row in same_incident(incident)}:
        raise ForceRefusedError(
            _("These reports do not share an officer or an official report within two hours, or are joined already.")
        )
    rows = sorted(_group(incident) | _group(other), key=_place)
    if is_kept_from(actor, rows):
        raise ForceRefusedError(
            _("One of these reports is under review or reviewed: only a reviewer who took no part may join them.")
        )
    head = rows[0]
    for row in rows:
        _head_set(row, None if row.pk == head.pk else head)
    for row, against in ((incident, other), (other, incident)):
        row.refresh_from_db()
        incident_append(row, kind="join", actor=actor, note=f"{against.number}: {reason.strip()}")
    force_marks(*rows)
    return head


@transaction.atomic
def incident_part(*, incident: ForceIncident, actor: User, reason: str, version: int | None = None) -> ForceIncident:
    """Take a report out of its group; where it was the head, the next one is. ForceRefusedError without a reason.

    Once one of them is under review, only a reviewer who took no part may, as for joining: a finding would otherwise be
    counted apart from the report that it weighs on.
    """
    groups_lock(incident)
    incident = incident_lock(incident, version=version)
    if not reason.strip():
        raise ForceRefusedError(_("Write your reason."))
    left = _group(incident) - {incident}
    if not left:
        raise ForceRefusedError(_("This report is joined with no other."))
    if is_kept_from(actor, {incident, *left}):
        raise ForceRefusedError(
            _("One of these reports is under review or reviewed: only a reviewer who took no part may part them.")
        )
    released = group_release(incident)
    incident_save(incident, "joined_to")
    incident_append(incident, kind="part", actor=actor, note=reason.strip())
    for row in left:
        incident_append(row, kind="part", actor=actor, note=f"{incident.number}: {reason.strip()}")
    force_marks(incident, *released, *left)
    return incident


def is_kept_from(actor: User, rows: Collection[ForceIncident]) -> bool:
    """Whether one of these reports is under review and this person took part in, or may not review, one of them."""
    return any(row.status in UNDER_REVIEW for row in rows) and any(bar_of(actor, row) for row in rows)


def groups_lock(*incidents: ForceIncident) -> None:
    """Lock these reports and all that are joined with them until the transaction ends, always in one order: two people
    who review, join or part reports on one incident wait for each other once, and never each for the other.
    """
    keys = [incident.pk for incident in incidents]
    while True:
        found = ForceIncident.objects.filter(pk__in=keys).values_list("pk", "joined_to_id")
        heads = {head or pk for pk, head in found}
        rows = ForceIncident.objects.filter(Q(pk__in=heads) | Q(joined_to__in=heads)).order_by("pk")
        list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
        if {head or pk for pk, head in found.all()} == heads:
            return


def group_release(incident: ForceIncident) -> list[ForceIncident]:
    """Let the others go on without this report, in the caller's transaction: where it was the head, the next in
    order becomes it. Those whose head changed. `joined_to` of this one is emptied, for the caller to save.
    """
    incident.joined_to = None
    rows = sorted(incident.joined.all(), key=_place)
    for row in rows:
        _head_set(row, None if row.pk == rows[0].pk else rows[0])
    return rows


def group_reorder(incident: ForceIncident) -> None:
    """Choose the head again after a review, in the caller's transaction: a graver finding becomes the one counted.

    The caller has called `groups_lock`.
    """
    rows = sorted(_group(incident), key=_place)
    for row in rows:
        _head_set(row, None if row.pk == rows[0].pk else rows[0])
    incident.refresh_from_db()


def _place(row: ForceIncident) -> tuple[int, str, str]:
    """Figures read the head alone, so the gravest finding goes first and no join hides it."""
    gravity = GRAVEST.index(Finding(row.finding)) if row.finding in GRAVEST else len(GRAVEST)
    return gravity, str(row.registered_at), str(row.pk)


def _group(incident: ForceIncident) -> set[ForceIncident]:
    head = incident.joined_to or incident
    return {head, *head.joined.select_related("corps"), incident}


def _head_set(row: ForceIncident, head: ForceIncident | None) -> None:
    if row.joined_to_id != (head.pk if head else None):
        row.joined_to = head
        row.version += 1
        row.save(update_fields=["joined_to", "version"])
