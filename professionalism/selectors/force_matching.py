"""Reports that may be about one incident: the same corps, within two hours, and a shared officer or official report."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from professionalism.models import ForceIncident, ForceOfficer
from professionalism.workflow.force import HANDED_IN

HOURS = 2
MOST = 10


def same_incident(incident: ForceIncident) -> list[ForceIncident]:
    """Handed in, not joined with this one, MOST at most. None while day and hour are not known. At most two queries."""
    day, hour = incident.happened_on, incident.happened_hour
    return list(_matching(incident, day, hour)[:MOST]) if day is not None and hour is not None else []


def _matching(incident: ForceIncident, day: date, hour: int) -> QuerySet[ForceIncident]:
    near = Q(happened_on=day, happened_hour__range=(hour - HOURS, hour + HOURS))
    if hour < HOURS:
        near |= Q(happened_on=day - timedelta(days=1), happened_hour__gte=24 + hour - HOURS)
    if hour + HOURS > 23:
        near |= Q(happened_on=day + timedelta(days=1), happened_hour__lte=hour + HOURS - 24)
    officers = ForceOfficer.objects.filter(incident=incident).exclude(member=None).values("member")
    shared = Q(pk__in=ForceOfficer.objects.filter(member__in=officers).values("incident"))
    if incident.report_reference:
        shared |= Q(report_reference__iexact=incident.report_reference)
    days = (day - timedelta(days=1), day + timedelta(days=1))
    rows = ForceIncident.objects.filter(corps=incident.corps_id, happened_on__range=days, status__in=HANDED_IN)
    others = rows.filter(near, shared, is_training=incident.is_training).exclude(pk=incident.pk)
    head = incident.joined_to_id or incident.pk
    return others.exclude(pk=head).exclude(joined_to=head).order_by("registered_at", "pk")


def group_of(incident: ForceIncident) -> list[ForceIncident]:
    """The reports joined with this one, the head first; empty for a report by itself."""
    head = incident.joined_to_id or incident.pk
    rows = list(ForceIncident.objects.filter(Q(pk=head) | Q(joined_to=head)).order_by("registered_at", "pk"))
    if len(rows) < 2:
        return []
    return sorted((row for row in rows if row.pk != incident.pk), key=lambda row: row.pk != head)
