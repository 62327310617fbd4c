"""Who may make and fetch reports: auditors about their register, chiefs of corps about their own corps."""

from typing import Any

from audit.models import Audit, Report
from legitimacy.access import CORPS_AUDIENCE_ROLES, Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role


def registers_reported(user: Person) -> list[str]:
    """Registers of which somebody makes comparisons and national reports."""
    return sorted({m.register for m in standing_of(user).current if m.role == Role.AUDITOR and m.corps_id is None})


def makes_reports(user: Person, _: Any = None) -> bool:
    return bool(registers_reported(user)) or standing_of(user).has(*CORPS_AUDIENCE_ROLES)


def may_report_on(user: Person, corps: Any) -> bool:
    """A report on one corps: those of its own audience, and auditors of its register who were never in it."""
    if not isinstance(corps, Corps):
        return False
    standing = standing_of(user)
    audits = standing.over(Role.AUDITOR, corps.register) and corps.pk not in standing.ever_in
    return audits or standing.has(*CORPS_AUDIENCE_ROLES, corps=corps)


def may_fetch(user: Person, report: Any) -> bool:
    """Only who asked for it, and only while they may still make reports, and still read the audit it is about."""
    if not isinstance(report, Report) or report.requested_by_id != user.pk or not makes_reports(user):
        return False
    return report.audit_id is None or Audit.objects.visible_to(user).filter(pk=report.audit_id).exists()


predicates.register(
    Predicate("report.make", makes_reports, needs_object=False),
    Predicate("report.corps", may_report_on),
    Predicate("report.fetch", may_fetch),
)
