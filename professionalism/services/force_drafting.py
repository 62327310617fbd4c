"""A report while it is written: begun once, saved step by step, thrown away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.members import member_by_number, member_of, member_register
from legitimacy.models import Corps, Member, User
from professionalism.models import ForceApplication, ForceCitizen, ForceIncident, ForceOfficer
from professionalism.services.force_history import incident_lock, incident_save, trail_append
from professionalism.workflow.force import WRITABLE, Status, StepError
from professionalism.workflow.force_codes import parameter_on
from professionalism.workflow.force_steps import FIELDS

TABLES: Mapping[str, type[models.Model]] = {
    "officers": ForceOfficer,
    "citizens": ForceCitizen,
    "applications": ForceApplication,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one kind by their place in the order. A place that is neither in `given` nor in `kept` is taken away;
    those in `kept` stay as they are, for what was typed there did not make sense yet.
    """

    given: Mapping[int, Mapping[str, Any]]
    kept: Collection[int] = ()
    only_change: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What one step of the form brings: columns of the report, and rows by kind."""

    values: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)


def member_found(corps: Corps, text: str) -> Member | None:
    """The member with this service number or pseudonym."""
    wanted = text.strip()
    return Member.objects.filter(corps=corps, pseudonym=wanted.upper()).first() or member_by_number(corps, wanted)


@transaction.atomic
def incident_start(*, corps: Corps, actor: User, form_key: str) -> ForceIncident:
    """A draft in which the reporter and one citizen took part; the same one again for a key this person used before."""
    key = f"{actor.pk}-{form_key}" if form_key else None
    known = ForceIncident.objects.filter(form_key=key).first() if key else None
    if known is not None:
        return known
    member = member_of(actor, corps) or member_register(corps=corps, account=actor)
    incident = ForceIncident.objects.create(
        register=corps.register,
        origin=Origin.REAL if corps.is_real else Origin.SIMULATED,
        corps=corps,
        reporter=member,
        reported_by=actor,
        unit=member.unit,
        form_key=key,
    )
    ForceOfficer.objects.create(incident=incident, member=member, order=1)
    ForceCitizen.objects.create(incident=incident, order=1)
    trail_append(incident, "start", actor=actor)
    return incident


@transaction.atomic
def draft_save(*, incident: ForceIncident, given: Given, actor: User, version: int | None) -> ForceIncident:
    """Save one step. IncidentChangedError where the report was changed meanwhile, StepError once it was handed in."""
    incident = incident_lock(incident, version=version)
    if incident.status not in WRITABLE:
        raise StepError("save", incident.status)
    known = {name for names in FIELDS.values() for name in names}
    for name, value in given.values.items():
        if name not in known:
            raise ValueError(f"The form has no field {name!r}.")
        setattr(incident, name, value)
    for kind, rows in given.rows.items():
        _rows_save(incident, TABLES[kind], rows)
    incident.highest_level = incident.applications.aggregate(highest=Max("level"))["highest"]
    incident_save(incident, *given.values, "highest_level")
    return incident


def _rows_save(incident: ForceIncident, table: type[models.Model], rows: Rows) -> None:
    found = table._default_manager.filter(incident=incident)
    if not rows.only_change:
        found.exclude(order__in=[*rows.given, *rows.kept]).delete()
    if table is ForceOfficer:
        # Two officers may have changed places: no member stands in two rows, not even for a moment.
        moved = [order for order, values in rows.given.items() if "member" in values]
        found.filter(order__in=moved).update(member=None)
    known = {row.order: row for row in found}  # type: ignore[attr-defined]  # every table of rows has an order
    for order, values in rows.given.items():
        row = known.get(order) or (None if rows.only_change else table(incident=incident, order=order))
        if row is not None:
            for name, value in values.items():
                setattr(row, name, value)
            row.save()


@transaction.atomic
def row_raise(*, incident: ForceIncident, place: int, version: int | None) -> ForceIncident:
    """Let an application of force change places with the one before it."""
    incident = incident_lock(incident, version=version)
    if incident.status not in WRITABLE:
        raise StepError("save", incident.status)
    rows: Sequence[ForceApplication] = list(incident.applications.all())
    index = next((number for number, row in enumerate(rows) if row.order == place), 0)
    if index:
        upper, lower = rows[index - 1], rows[index]
        upper.order, lower.order = lower.order, upper.order
        upper.save(update_fields=["order"])
        lower.save(update_fields=["order"])
        incident_save(incident)
    return incident


@transaction.atomic
def draft_discard(*, incident: ForceIncident, actor: User) -> None:
    """Destroy a draft that was never handed in. StepError for any other report."""
    incident = incident_lock(incident)
    if incident.status != Status.DRAFT:
        raise StepError("discard", incident.status)
    trail_append(incident, "discard", actor=actor)
    incident.delete()


def drafts_past() -> models.QuerySet[ForceIncident]:
    """Drafts that nobody handed in before their time was over."""
    today = timezone.localdate()
    begun_before = timezone.now() - timedelta(days=parameter_on("draft_days", today))
    return ForceIncident.objects.filter(status=Status.DRAFT, started_at__lt=begun_before)
