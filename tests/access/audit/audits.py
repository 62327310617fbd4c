"""Who may open the pages of audits. One of each corps waits for a reply; the auditor of the walk is in its team."""

from collections.abc import Callable
from datetime import date
from typing import Any

from audit.models import Audit, AuditMember, PastAudit
from audit.workflow.audits import Status
from legitimacy.indicators.definitions import Origin
from legitimacy.models import AuditGrant, Corps, Role, User
from tests.access.entry import Access

AUDITOR = frozenset({Role.AUDITOR})
CHIEF = frozenset({Role.CHIEF_OF_CORPS})
READERS = AUDITOR | CHIEF
LIST_READERS = READERS | {Role.EVALUATION_OFFICER}
NO_FILE = "00000000-0000-0000-0000-000000000000"


def audit_make(corps: Corps, auditor: User | None) -> Audit:
    """A draft that waits for a reply, with rows of every kind."""
    audit = Audit.objects.create(
        register=corps.register,
        origin=Origin.REAL if corps.is_real else Origin.SIMULATED,
        corps=corps,
        status=Status.DRAFT_SENT,
        title="Audit",
        pillars=["PRV"],
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        planned_for=date(2026, 1, 1),
        draft_sent_on=date(2026, 3, 1),
        reply_due_on=date(2026, 3, 31),
    )
    assert auditor is not None
    AuditMember.objects.create(audit=audit, user=auditor, is_lead=True, joined_on=date(2026, 1, 1))
    audit.findings.create(number=1, grade="point", title="Finding", text="Text")
    audit.recommendations.create(
        number=1, text="Do it", owner="Chief", due_on=date(2027, 1, 1), original_due_on=date(2027, 1, 1)
    )
    AuditGrant.objects.create(
        audit=audit.pk,
        user=auditor,
        corps=corps,
        kind=AuditGrant.Kind.COMPLAINTS,
        reason=AuditGrant.Reason.SAMPLE,
        from_on=date(2026, 1, 1),
        until_on=date(2026, 1, 31),
    )
    return audit


def audit(world: Any) -> dict[str, Any]:
    return {"pk": world.audit.pk}


def past(world: Any) -> dict[str, Any]:
    """An entry to take back, made anew for each who tries."""
    entry, _new = PastAudit.objects.get_or_create(
        corps=world.corps, register=world.corps.register, body="P", title="Before", reported_on=date(2020, 1, 1)
    )
    return {"pk": entry.pk}


def row_of(kind: str) -> Callable[[Any], dict[str, str]]:
    def form(world: Any) -> dict[str, str]:
        rows = AuditGrant.objects.filter(audit=world.audit.pk) if kind == "grants" else getattr(world.audit, kind)
        return {"row": str(rows.get().pk)}

    return form


def of_audit(**given: Any) -> Access:
    """A page of one audit, for its own team and, where it is said, the chief of that corps."""
    usual: dict[str, Any] = {"get": AUDITOR, "post": AUDITOR, "own": True, "hides": True, "place": audit}
    return Access(**usual | given)


def acting(kind: str = "", who: frozenset[str] = AUDITOR) -> Access:
    """An action. One about a row has no page without it: GET then gives a 404 to whom it would let in."""
    if not kind:
        return of_audit(get=who, post=who)
    return of_audit(get=frozenset(), post=who, form=row_of(kind))


TABLE: dict[str, Access] = {
    "audits_list": Access(get=LIST_READERS),
    "audits_csv": Access(get=LIST_READERS),
    "audits_plan": Access(get=AUDITOR),
    "audit_create": Access(get=AUDITOR, post=AUDITOR),
    "audit_past": Access(get=AUDITOR, post=AUDITOR),
    "audit_past_remove": Access(get=frozenset(), post=AUDITOR, own=True, place=past),
    "audit_detail": of_audit(get=READERS, post=frozenset()),
    # Not final: nobody reads a report.
    "audit_report": of_audit(get=frozenset(), post=frozenset()),
    "audit_evidence": of_audit(
        get=frozenset(), post=frozenset(), place=lambda world: {"pk": world.audit.pk, "file": NO_FILE}
    ),
    "audit_change": acting(),
    "audit_join": acting(),
    "audit_leave": acting("team"),
    "audit_finding": acting(),
    "audit_finding_remove": acting("findings"),
    "audit_recommendation": acting(),
    "audit_recommendation_remove": acting("recommendations"),
    "audit_grant": acting(),
    "audit_extend": of_audit(get=frozenset(), post=frozenset(), form=row_of("grants")),  # never for oneself
    "audit_grant_end": acting("grants"),
    "audit_step": of_audit(get=AUDITOR, post=AUDITOR, query="?step=rework"),
    "audit_reply": acting(who=CHIEF),
    # Recommendations are followed from the final report on.
    "audit_answer": of_audit(get=frozenset(), post=frozenset(), form=row_of("recommendations")),
    "audit_postpone": of_audit(get=frozenset(), post=frozenset(), form=row_of("recommendations")),
    "audit_done": of_audit(get=frozenset(), post=frozenset(), form=row_of("recommendations")),
    "audit_verify": acting("recommendations"),
    "audit_confirm": acting("recommendations"),
}
