"""Locking an audit, and appending to its history and to the trail together, in the caller's transaction."""

from django.utils import timezone

from audit.models import Audit, AuditEvent
from audit.workflow.audits import Actor
from legitimacy.models import User
from legitimacy.trail.services import event_append


class AuditChangedError(RuntimeError):
    """Somebody else changed the audit since it was read; nothing was written. `audit` is what it is now."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        super().__init__(f"Audit {audit.pk} is at version {audit.version} already.")


class AuditTextError(ValueError):
    """Something that was given does not fit; the text is a sentence for the page."""


def audit_lock(audit: Audit, *, version: int | None = None) -> Audit:
    """The audit as it is now, locked until the transaction ends. AuditChangedError for an older `version`."""
    locked = Audit.objects.select_for_update(of=("self",)).select_related("corps").get(pk=audit.pk)
    if version is not None and locked.version != version:
        raise AuditChangedError(locked)
    return locked


def audit_save(audit: Audit, *fields: str) -> None:
    """Save columns of a locked audit, as the next version."""
    audit.version += 1
    audit.save(update_fields=[*fields, "version"])


def audit_append(
    audit: Audit,
    *,
    kind: str,
    actor: User,
    actor_kind: Actor = Actor.TEAM,
    status_from: str = "",
    about: object = "",
    note: str = "",
) -> AuditEvent:
    """One event of the history, and the same on the trail without its note."""
    event = AuditEvent.objects.create(
        audit=audit,
        at=timezone.now(),
        on=timezone.localdate(),
        kind=kind,
        actor_kind=actor_kind,
        actor=actor,
        status_from=status_from,
        status_to=audit.status if status_from else "",
        about=str(about),
        note=note,
    )
    event_append(
        verb=f"audit.{kind}",
        actor=actor,
        role=actor_kind,
        object_type="audit",
        object_id=audit.pk,
        corps=audit.corps.code,
    )
    return event
