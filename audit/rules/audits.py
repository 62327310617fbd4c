"""Who may do what with audits. Audits are found through `Audit.objects.visible_to`; these ask about one."""

from typing import Any

from audit.models import Audit
from audit.workflow.audits import FOLLOWED, Status
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.accounts.selectors import is_same_person
from legitimacy.conflicts import ties_of
from legitimacy.models import AuditGrant, Corps, Register, Role, User


def is_auditor(user: Person, _: object = None) -> bool:
    """An auditor over a whole register."""
    return any(standing_of(user).over(Role.AUDITOR, register) for register in Register)


def sees_audits(user: Person, _: object = None) -> bool:
    """Auditors, and who answers for a corps."""
    return is_auditor(user) or standing_of(user).has(Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER)


def may_plan(user: Person, corps: Any) -> bool:
    """An auditor of the register. The service tells whoever has a tie with the corps which one."""
    return isinstance(corps, Corps) and standing_of(user).over(Role.AUDITOR, corps.register)


def may_view(user: Person, audit: Any) -> bool:
    return isinstance(audit, Audit) and Audit.objects.visible_to(user).filter(pk=audit.pk).exists()


def may_carry_out(user: Person, audit: Any) -> bool:
    """A member of the team, without a tie with the corps that came later."""
    return isinstance(audit, Audit) and Audit.objects.carried_by(user).filter(pk=audit.pk).exists()


def may_reply(user: Person, audit: Any) -> bool:
    """The chief of that corps, while the draft waits for a reply."""
    return _leads(user, audit) and audit.status == Status.DRAFT_SENT


def may_follow(user: Person, audit: Any) -> bool:
    """The chief of that corps, while recommendations are answered and carried out."""
    return _leads(user, audit) and audit.status in FOLLOWED


def may_extend(user: Person, grant: Any) -> bool:
    """A second auditor of the register without a tie: never for oneself, under no other account either."""
    return (
        isinstance(grant, AuditGrant)
        and isinstance(user, User)
        and not is_same_person(user, grant.user)
        and standing_of(user).over(Role.AUDITOR, grant.corps.register)
        and grant.corps_id not in ties_of(user)
    )


def _leads(user: Person, audit: Any) -> bool:
    return isinstance(audit, Audit) and standing_of(user).has(Role.CHIEF_OF_CORPS, corps=audit.corps)


predicates.register(
    Predicate("audit.list", sees_audits, needs_object=False),
    Predicate("audit.plan", is_auditor, needs_object=False),
    Predicate("audit.plan_for", may_plan),
    Predicate("audit.view", may_view),
    Predicate("audit.carry_out", may_carry_out),
    Predicate("audit.reply", may_reply),
    Predicate("audit.follow", may_follow),
    Predicate("audit.extend", may_extend),
)
