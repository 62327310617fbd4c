"""Access to records of a corps: for one auditor, inside an opened audit, with a reason and an end, on the trail."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Audit
from audit.services.audits.history import AuditTextError, audit_append, audit_lock
from audit.services.audits.team import team_require
from audit.services.audits.terms import term_end
from audit.workflow.audits import Status
from legitimacy.access import require_person
from legitimacy.models import AuditGrant, User
from legitimacy.trail.services import event_append


@transaction.atomic
def grant_ask(
    *, audit: Audit, kind: str, reason: str, days: int, actor: User, note: str = "", version: int | None = None
) -> AuditGrant:
    """Access for whoever asks, from today, for `days` at most as many as the rule `records` allows.

    AuditTextError outside an opened audit, for an unknown reason or kind, or while an earlier one still runs.
    """
    audit = audit_lock(audit, version=version)
    team_require(audit, actor)
    today = timezone.localdate()
    if audit.status != Status.OPENED:
        raise AuditTextError(_("Access to records is given inside an opened audit only."))
    if kind not in AuditGrant.Kind.values or reason not in AuditGrant.Reason.values:
        raise AuditTextError(_("Choose which records, and why."))
    longest = (term_end("records", today) - today).days
    if not 1 <= days <= longest:
        raise AuditTextError(_("Choose between 1 and %(most)s days.") % {"most": longest})
    running = AuditGrant.objects.filter(audit=audit.pk, user=actor, kind=kind, ended_at=None, until_on__gte=today)
    if running.exists():
        raise AuditTextError(_("You have access already. A second auditor can extend it."))
    grant = AuditGrant.objects.create(
        audit=audit.pk,
        user=actor,
        corps=audit.corps,
        kind=kind,
        reason=reason,
        note=note.strip(),
        from_on=today,
        until_on=today + timedelta(days=days),
    )
    audit_append(audit, kind="granted", actor=actor)
    _trail(grant, "audit_grant.given", actor)
    return grant


@transaction.atomic
def grant_extend(*, grant: AuditGrant, actor: User) -> AuditGrant:
    """As long again as the rule `records` allows, from today: by a second auditor, while the audit is opened.

    AccessDeniedError for oneself or with a tie; AuditTextError for access that is over, or was extended already today.
    """
    audit = audit_lock(Audit.objects.get(pk=grant.audit))
    grant = AuditGrant.objects.select_for_update(of=("self",)).select_related("corps").get(pk=grant.pk)
    require_person(actor, "audit.extend", grant)
    today = timezone.localdate()
    if audit.status != Status.OPENED or grant.ended_at is not None or grant.until_on < today:
        raise AuditTextError(_("This access is over. It must be asked for again."))
    until = term_end("records", today)
    if until <= grant.until_on:
        raise AuditTextError(_("This access lasts as long as it may already."))
    grant.until_on, grant.extended_by, grant.extended_on = until, actor, today
    grant.save(update_fields=["until_on", "extended_by", "extended_on"])
    audit_append(audit, kind="extended", actor=actor)
    _trail(grant, "audit_grant.extended", actor)
    return grant


@transaction.atomic
def grant_end(*, grant: AuditGrant, actor: User) -> None:
    """End access before its day: by whoever has it, or by somebody of the team."""
    audit = audit_lock(Audit.objects.get(pk=grant.audit))
    if grant.user_id != actor.pk:
        team_require(audit, actor)
    if AuditGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=timezone.now()):
        audit_append(audit, kind="ended", actor=actor)
        _trail(grant, "audit_grant.ended", actor)


def grants_end_all(*, audit: Audit, actor: User) -> int:
    """End all access, as the audit is opened no more. In the caller's transaction; number of grants ended."""
    rows = list(AuditGrant.objects.filter(audit=audit.pk, ended_at=None, until_on__gte=timezone.localdate()))
    for grant in rows:
        grant.ended_at = timezone.now()
        grant.save(update_fields=["ended_at"])
        _trail(grant, "audit_grant.ended", actor)
    return len(rows)


def _trail(grant: AuditGrant, verb: str, actor: User) -> None:
    event_append(
        verb=verb,
        actor=actor,
        object_type="auditgrant",
        object_id=grant.pk,
        corps=grant.corps.code,
        reason=f"{grant.kind}.{grant.reason}",
    )
