"""Entering an audit that took place before the software, and taking a wrong entry back."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.models import PastAudit
from audit.services.audits.history import AuditTextError
from legitimacy.access import require_person
from legitimacy.conflicts import conflict_refuse
from legitimacy.models import Corps, User
from legitimacy.trail.services import event_append


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAuditText:
    """Who audited, what it was called, when; `link` to what was published, if anything."""

    body: str
    title: str
    reported_on: date
    begun_on: date | None = None
    link: str = ""


@transaction.atomic
def past_audit_enter(*, corps: Corps, text: PastAuditText, actor: User) -> PastAudit:
    """An audit from before, which counts for the plan and for the day of the last audit.

    AccessDeniedError for who is no auditor of the register, ConflictError for who has a tie with the corps,
    AuditTextError where this audit was entered before.
    """
    require_person(actor, "audit.plan_for", corps)
    conflict_refuse(actor, corps)
    try:
        with transaction.atomic():
            past = PastAudit.objects.create(
                register=corps.register,
                corps=corps,
                body=text.body,
                title=text.title,
                begun_on=text.begun_on,
                reported_on=text.reported_on,
                link=text.link,
                entered_by=actor,
            )
    except IntegrityError:
        raise AuditTextError(_("An audit of this name with this day was entered before.")) from None
    event_append(verb="past_audit.entered", actor=actor, object_type="past_audit", object_id=past.pk, corps=corps.code)
    return past


@transaction.atomic
def past_audit_remove(*, past: PastAudit, actor: User) -> None:
    """Take a wrong entry back. Errors as `past_audit_enter`."""
    require_person(actor, "audit.plan_for", past.corps)
    conflict_refuse(actor, past.corps)
    event_append(
        verb="past_audit.removed", actor=actor, object_type="past_audit", object_id=past.pk, corps=past.corps.code
    )
    past.delete()
