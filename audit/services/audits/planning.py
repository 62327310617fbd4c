"""Planning an audit of a corps, and changing its scope while it has not been sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from audit.models import Audit
from audit.services.audits.history import AuditTextError, audit_append, audit_lock, audit_save
from audit.services.audits.team import member_create, team_require
from audit.workflow.audits import Status
from legitimacy.access import AccessDeniedError, standing_of
from legitimacy.conflicts import conflict_refuse
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register, Role, User

CHANGEABLE = (Status.PLANNED, Status.OPENED)
SCOPE = ("title", "why", "pillars", "indicators", "standards", "period_from", "period_to", "planned_for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is looked at, of when, and why."""

    title: str
    why: str = ""
    pillars: Sequence[str] = ()
    indicators: Sequence[str] = ()
    standards: str = ""
    period_from: date
    period_to: date
    planned_for: date

    def columns(self) -> dict[str, object]:
        given = {name: getattr(self, name) for name in SCOPE}
        return given | {"pillars": list(self.pillars), "indicators": list(self.indicators)}


@transaction.atomic
def audit_plan(
    *, corps: Corps, scope: Scope, lead: User, actor: User, reasons: Sequence[str] = (), form_key: str = ""
) -> Audit:
    """A new audit, planned. The same form sent twice gives the same audit.

    ConflictError where the lead, or whoever plans, has a tie with the corps; AuditTextError for a corps that is gone.
    """
    known = Audit.objects.filter(form_key=form_key).first() if form_key else None
    if known is not None:
        return known
    if not standing_of(actor).over(Role.AUDITOR, corps.register):
        raise AccessDeniedError("audit.plan_for", corps)
    conflict_refuse(actor, corps)
    if corps.valid_to is not None and corps.valid_to < scope.period_from:
        raise AuditTextError(
            _("This corps ended on %(day)s. Plan the audit of the corps that it went into.") % {"day": corps.valid_to}
        )
    audit = Audit.objects.create(
        register=corps.register,
        origin=Origin.SIMULATED if corps.register == Register.EXAMPLE else _origin(corps),
        corps=corps,
        reasons=list(reasons),
        form_key=form_key or None,
        **scope.columns(),
    )
    member_create(audit, lead, is_lead=True)
    if lead.pk != actor.pk:
        member_create(audit, actor, is_lead=False)
    audit_append(audit, kind="planned", actor=actor)
    return audit


@transaction.atomic
def audit_change(*, audit: Audit, scope: Scope, actor: User, version: int | None = None) -> Audit:
    """Another scope, period or day, while the audit is planned or opened. AuditTextError afterwards."""
    audit = audit_lock(audit, version=version)
    team_require(audit, actor)
    if audit.status not in CHANGEABLE:
        raise AuditTextError(_("The scope cannot change any more: the draft was sent."))
    for name, given in scope.columns().items():
        setattr(audit, name, given)
    audit_save(audit, *SCOPE)
    audit_append(audit, kind="changed", actor=actor)
    return audit


def _origin(corps: Corps) -> Origin:
    return Origin.REAL if corps.is_real else Origin.TEST
