"""Who carries out an audit: nobody with a tie to the corps, as a former member or a handler of one of its files."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Audit, AuditMember
from audit.services.audits.history import AuditTextError, audit_append, audit_lock, audit_save
from audit.workflow.audits import BEFORE_FINAL, FOLLOWED
from legitimacy.access import AccessDeniedError, standing_of
from legitimacy.conflicts import ConflictError, conflict_refuse
from legitimacy.models import AuditGrant, Corps, Role, User
from legitimacy.trail.services import event_append


def team_require(audit: Audit, person: User) -> None:
    """Somebody of the team, now, without a tie. AccessDeniedError or ConflictError otherwise."""
    if not audit.team.filter(user=person, left_on=None).exists():
        raise AccessDeniedError("audit.carry_out", audit)
    conflict_refuse(person, audit.corps)


def refusal_append(*, person: User, corps: Corps, error: ConflictError, actor: User) -> None:
    """That a tie kept somebody out, on the trail: outside the transaction that it ended."""
    event_append(
        verb="audit.conflict_refused",
        actor=actor,
        object_type="user",
        object_id=person.pk,
        corps=corps.code,
        reason=error.check.code,
    )


@transaction.atomic
def team_add(
    *, audit: Audit, person: User, actor: User, is_lead: bool = False, version: int | None = None
) -> AuditMember:
    """One more auditor. ConflictError where they have a tie with the corps; AuditTextError with a sentence for whoever
    is no auditor of the register, or is in the team already.
    """
    audit = audit_lock(audit, version=version)
    team_require(audit, actor)
    member = member_create(audit, person, is_lead=is_lead)
    audit_append(audit, kind="joined", actor=actor)
    audit_save(audit)
    return member


@transaction.atomic
def team_leave(*, audit: Audit, person: User, actor: User, version: int | None = None) -> None:
    """Somebody leaves the team, and their access to records ends. AuditTextError for the last one."""
    audit = audit_lock(audit, version=version)
    if actor.pk != person.pk:
        team_require(audit, actor)
    now = audit.team.filter(left_on=None)
    member = now.filter(user=person).first()
    if member is None:
        raise AuditTextError(_("This person is not in the team any more."))
    if not now.exclude(pk=member.pk).exists():
        raise AuditTextError(_("Somebody must carry out the audit. Add a colleague first."))
    AuditMember.objects.filter(pk=member.pk).update(left_on=timezone.localdate(), is_lead=False)
    AuditGrant.objects.filter(audit=audit.pk, user=person, ended_at=None).update(ended_at=timezone.now())
    if member.is_lead:
        heir = audit.team.filter(left_on=None).order_by("pk").first()
        if heir is not None:
            AuditMember.objects.filter(pk=heir.pk).update(is_lead=True)
    audit_append(audit, kind="left", actor=actor)
    audit_save(audit)


def member_create(audit: Audit, person: User, *, is_lead: bool) -> AuditMember:
    """The row of a new member, after every check. The former lead stays as a member."""
    if not standing_of(person).over(Role.AUDITOR, audit.register):
        raise AuditTextError(_("Only auditors of this register can carry out the audit."))
    conflict_refuse(person, audit.corps)
    if audit.status not in (*BEFORE_FINAL, *FOLLOWED):
        raise AuditTextError(_("This audit is over."))
    known = audit.team.filter(user=person, left_on=None).first()
    if known is not None and (known.is_lead or not is_lead):
        raise AuditTextError(_("This person is in the team already."))
    if is_lead:
        audit.team.filter(is_lead=True).update(is_lead=False)
    if known is not None:
        known.is_lead = True
        known.save(update_fields=["is_lead"])
        return known
    return AuditMember.objects.create(audit=audit, user=person, is_lead=is_lead, joined_on=timezone.localdate())
