"""Moving an audit along the table of `workflow.audits`: the one function behind every page."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.utils import timezone

from audit.models import Audit
from audit.services.audits.counting import stale_for_report
from audit.services.audits.grants import grants_end_all
from audit.services.audits.history import audit_append, audit_lock, audit_save
from audit.services.audits.needs import AuditNeedError, missing
from audit.services.audits.reports import replies_attach, report_freeze
from audit.services.audits.team import team_require
from audit.services.audits.terms import term_end
from audit.workflow.audits import Actor, Status, Step, StepError, step_for
from legitimacy.models import User

BY_CORPS = frozenset({"reply"})
"""Steps of the corps: `services.audits.replies` takes them, together with the reply itself."""


@transaction.atomic
def audit_step(
    *,
    audit: Audit,
    step: str,
    actor: User,
    actor_kind: Actor = Actor.TEAM,
    note: str = "",
    version: int | None = None,
) -> Audit:
    """Take one step. StepError when the table has no such step here for this actor, AuditNeedError when something is
    missing, AuditChangedError when `version` is an older one, ConflictError for a member of the team with a tie that
    came later; then nothing was written.
    """
    audit = audit_lock(audit, version=version)
    taken = step_for(step, audit.status)
    if taken.actor is not actor_kind:
        raise StepError(step, audit.status)
    if actor_kind is Actor.TEAM:
        team_require(audit, actor)
    lacking = missing(audit, taken.needs, note)
    if lacking is not None:
        raise AuditNeedError(lacking)
    before = audit.status
    audit.status = taken.target
    audit_save(audit, "status", *_dates_set(audit, taken))
    audit_append(audit, kind=taken.name, actor=actor, actor_kind=actor_kind, status_from=before, note=note)
    if before == Status.OPENED:
        grants_end_all(audit=audit, actor=actor)
    effect = EFFECTS.get(taken.name)
    if effect is not None:
        effect(audit, actor)
    return audit


def _dates_set(audit: Audit, step: Step) -> list[str]:
    """Columns that repeat what the history says."""
    today = timezone.localdate()
    if step.name == "open":
        audit.opened_on = today
        return ["opened_on"]
    if step.name == "send_draft":
        audit.draft_sent_on, audit.reply_due_on, audit.replied_on = today, term_end("reply", today), None
        return ["draft_sent_on", "reply_due_on", "replied_on"]
    if step.name == "reply":
        audit.replied_on = today
        return ["replied_on"]
    if step.name == "finalise":
        audit.final_on, audit.answer_due_on = today, term_end("answer", today)
        return ["final_on", "answer_due_on"]
    if step.target in (Status.CLOSED, Status.CANCELLED):
        audit.closed_on = today
        return ["closed_on"]
    return []


def _finalised(audit: Audit, actor: User) -> None:
    replies_attach(audit)
    report_freeze(audit, actor)
    stale_for_report(audit)


EFFECTS: Mapping[str, Callable[[Audit, User], None]] = {"finalise": _finalised}
