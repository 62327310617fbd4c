"""What somebody can report on, and the reports that they asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from audit.models import Audit, Report
from audit.rules.reports import registers_reported
from audit.selectors.audits.final import audits_reported
from legitimacy.access import CORPS_AUDIENCE_ROLES, Person, standing_of
from legitimacy.disclosure.selectors import periods_available
from legitimacy.models import Corps, Register
from legitimacy.models.disclosure import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What one person can report on."""

    register: str
    corps: Sequence[Corps]
    periods: Sequence[str]
    kinds: Sequence[str]
    audits: Sequence[Audit]


def reach_of(user: Person) -> Reach:
    """An auditor's whole register without former corps, or the own corps; audits with a final report. Four queries."""
    audits = audits_reported(user)
    of_audits = [Report.Kind.AUDIT] if audits else []
    standing = standing_of(user)
    audited = registers_reported(user)
    own = [m.corps for m in standing.current if m.corps is not None and m.role in CORPS_AUDIENCE_ROLES]
    if audited:
        register = audited[0]
        corps = list(Corps.objects.filter(register=register).exclude(pk__in=standing.ever_in).order_by("code"))
        return Reach(
            register=register,
            corps=corps,
            periods=periods_available(audience=Audience.AUDITOR, register=register),
            kinds=[Report.Kind.CORPS, Report.Kind.COMPARISON, Report.Kind.NATIONAL, *of_audits],
            audits=audits,
        )
    register = own[0].register if own else Register.BELGIUM
    periods = periods_available(audience=Audience.CORPS, register=register)
    kinds = [Report.Kind.CORPS, *of_audits]
    return Reach(register=register, corps=own, periods=periods, kinds=kinds, audits=audits)


def reports_own(user: Person) -> list[Report]:
    """Reports of this person that have not gone yet, newest first, without their files. One query."""
    found = Report.objects.filter(requested_by=user.pk, expires_at__gt=timezone.now())
    return list(found.select_related("audit").defer("content")[:50])
