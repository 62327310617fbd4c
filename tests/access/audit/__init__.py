"""Who may open the pages of the audit body. Part of the table of access."""

from legitimacy.models import Role
from tests.access.audit import audits, compare, frameworks, funding, reports, standards
from tests.access.entry import Access

WORKERS = frozenset({Role.AUDITOR, Role.FRAMEWORK_MANAGER, Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER})

AUDIT: dict[str, Access] = {
    "audit_home": Access(get=WORKERS),
    **compare.TABLE,
    **frameworks.TABLE,
    **standards.TABLE,
    **audits.TABLE,
    **funding.TABLE,
    **reports.TABLE,
}
