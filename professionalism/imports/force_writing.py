"""Writing many force reports at once: a few statements for a thousand of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from legitimacy.models import Corps, Register
from legitimacy.models.inserting import objects_insert, objects_insert_keyed
from professionalism.imports.force_reports import COLUMNS, Report, Row
from professionalism.models import (
    ForceApplication,
    ForceCitizen,
    ForceEvent,
    ForceIncident,
    ForceOfficer,
    ForceReview,
)
from professionalism.models.force import number_make
from professionalism.services.force_reviewing import review_due
from professionalism.workflow.force import Status

NOON = time(12)
MOMENTS = {"registered_on": "registered_at", "completed_on": "completed_at"}
"""Days that are stored as moments: at noon."""
PLAIN = tuple(name for name in COLUMNS if name not in MOMENTS)


def columns_stored(incident: ForceIncident) -> dict[str, Any]:
    """COLUMNS of a report as it stands."""
    days = {name: _day(getattr(incident, column)) for name, column in MOMENTS.items()}
    return {name: getattr(incident, name) for name in PLAIN} | days


def parts_stored(ids: Sequence[UUID]) -> dict[UUID, tuple[tuple[Row, ...], ...]]:
    """Officers, citizens and applications of reports, as `Report.parts` gives them, in three queries."""
    if not ids:
        return {}
    found: dict[UUID, tuple[list[Row], list[Row], list[Row]]] = defaultdict(lambda: ([], [], []))
    of = {"incident__in": ids}
    names = ("age_band", "sex", "is_intoxicated", "is_distressed", "harm", "care")
    for pk, *cells in ForceOfficer.objects.filter(**of).values_list("incident", "harm", "care"):
        found[pk][0].append(tuple(cells))
    for pk, *cells in ForceCitizen.objects.filter(**of).values_list("incident", *names):
        found[pk][1].append(tuple(cells))
    used = ForceApplication.objects.filter(**of)
    for pk, level, means, worked, officer, citizen in used.values_list(
        *("incident", "level", "means", "worked", "officer__order", "citizen__order")
    ):
        found[pk][2].append((level, means, worked, _place(officer), _place(citizen)))
    return {pk: tuple(tuple(rows) for rows in lists) for pk, lists in found.items()}


def reports_add(corps: Corps, reports: Sequence[Report]) -> list[ForceIncident]:
    """Store new reports of a corps. They name no officer: registers elsewhere keep who was who."""
    if not reports:
        return []
    usual = {"register": corps.register, "origin": Register(corps.register).origin, "corps": corps}
    incidents = [ForceIncident(number=number_make(), **usual) for _report in reports]
    for incident, report in zip(incidents, reports, strict=True):
        _columns_set(incident, report)
    objects_insert(incidents)
    _parts_write(incidents, reports)
    return incidents


def reports_replace(changed: Sequence[tuple[ForceIncident, Report]]) -> list[ForceIncident]:
    """Let known reports say what the register says now. Their history keeps that they were imported again."""
    incidents = [incident for incident, _report in changed]
    if not incidents:
        return []
    for incident, report in changed:
        _columns_set(incident, report)
        incident.version += 1
    ForceIncident.objects.bulk_update(incidents, [*PLAIN, *MOMENTS.values(), "review_due_on", "version"])
    for model in (ForceApplication, ForceOfficer, ForceCitizen, ForceReview):
        model._default_manager.filter(incident__in=incidents).delete()
    _parts_write(incidents, [report for _incident, report in changed])
    return incidents


def _columns_set(incident: ForceIncident, report: Report) -> None:
    for name in PLAIN:
        setattr(incident, name, report.columns[name])
    for name, column in MOMENTS.items():
        setattr(incident, column, _moment(report.columns[name]))
    incident.review_due_on = _due(incident, report.columns["registered_on"])


def _due(incident: ForceIncident, registered_on: date | None) -> date | None:
    """The term of a review runs for reports that await one here; a register elsewhere has terms of its own."""
    awaits = incident.status == Status.SUBMITTED and incident.register != Register.FOREIGN_TEST
    return review_due(registered_on) if awaits and registered_on is not None else None


def _parts_write(incidents: Sequence[ForceIncident], reports: Sequence[Report]) -> None:
    pairs = list(zip(incidents, reports, strict=True))
    officers = [
        [
            ForceOfficer(incident=incident, order=order, harm=harm, care=care)
            for order, (harm, care) in enumerate(report.officers, start=1)
        ]
        for incident, report in pairs
    ]
    citizens = [
        [
            ForceCitizen(
                incident=incident, order=order, age_band=age, sex=sex, is_intoxicated=drunk, is_distressed=upset,
                harm=harm, care=care,
            )
            for order, (age, sex, drunk, upset, harm, care) in enumerate(report.citizens, start=1)
        ]
        for incident, report in pairs
    ]  # fmt: skip
    objects_insert_keyed([row for rows in officers for row in rows])
    objects_insert_keyed([row for rows in citizens for row in rows])
    objects_insert(
        [
            ForceApplication(
                incident=incident, order=order, level=level, means=means, worked=worked,
                officer=None if officer is None else own[officer], citizen=None if citizen is None else met[citizen],
            )
            for (incident, report), own, met in zip(pairs, officers, citizens, strict=True)
            for order, (level, means, worked, officer, citizen) in enumerate(report.applications, start=1)
        ]
    )  # fmt: skip
    objects_insert(
        [
            ForceReview(
                incident=incident, took_part=report.took_part, due_on=incident.review_due_on,
                decided_on=incident.reviewed_on, finding=incident.finding,
            )
            for incident, report in pairs
            if incident.reviewed_on is not None or incident.review_due_on is not None
        ]
    )  # fmt: skip
    now = timezone.now()
    objects_insert(
        [
            ForceEvent(incident=incident, at=now, kind="imported", status_to=incident.status)
            for incident, _report in pairs
        ]
    )


def _place(order: int | None) -> int | None:
    return None if order is None else order - 1


def _moment(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, NOON)) if day is not None else None


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment is not None else None
