"""Whose records an auditor may read today: asked by every package that keeps records of a corps."""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from legitimacy.access import Person, standing_of
from legitimacy.conflicts import ties_of
from legitimacy.models import AuditGrant, Role


def grants_today(person: Person, kind: str) -> "QuerySet[AuditGrant]":
    """Grants of this kind that have begun, have not been ended and have not run out."""
    today = localdate()
    mine = AuditGrant.objects.filter(user=person.pk, kind=kind, ended_at=None)
    return mine.filter(from_on__lte=today, until_on__gte=today)


def corps_granted(person: Person, kind: str) -> frozenset[int]:
    """Keys of the corps. Looked at anew in each request: whoever is no auditor of the register any more, or got a tie
    with the corps meanwhile, reads nothing. No query for people who are no auditors.
    """
    standing = standing_of(person)
    if not standing.has(Role.AUDITOR):
        return frozenset()
    remembered: dict[str, frozenset[int]] = person.__dict__.setdefault("_corps_granted", {})
    if kind not in remembered:
        remembered[kind] = _granted_read(person, kind)
    return remembered[kind]


def _granted_read(person: Person, kind: str) -> frozenset[int]:
    standing = standing_of(person)
    granted = list(grants_today(person, kind).values_list("corps_id", "corps__register"))
    if not granted:
        return frozenset()
    ties = ties_of(person)
    return frozenset(
        corps_id for corps_id, register in granted if standing.over(Role.AUDITOR, register) and corps_id not in ties
    )
