"""Who may do what with the work of the audit body. Each part registers its own predicates."""

from typing import Any

from audit.rules import audits, compare, frameworks, funding, reports, standards
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Role

WORKERS = (Role.AUDITOR, Role.FRAMEWORK_MANAGER, Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER)


def works_with_audit(user: Person, _: Any = None) -> bool:
    """Who has something to do on the work pages of the audit body at all."""
    return standing_of(user).has(*WORKERS)


predicates.register(Predicate("audit.work", works_with_audit, needs_object=False))

__all__ = ["audits", "compare", "frameworks", "funding", "reports", "standards"]
