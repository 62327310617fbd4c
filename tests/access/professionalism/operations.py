"""Who may open the monthly counts: of their own corps only."""

from legitimacy.models import Role
from tests.access.entry import Access

ENTER = frozenset({Role.FORCE_REVIEWER, Role.PROFESSIONAL_STANDARDS})

TABLE: dict[str, Access] = {
    name: entry
    for key in ("conflicts", "checks")
    for name, entry in {
        f"counts_{key}": Access(get=ENTER),
        f"counts_{key}_csv": Access(get=ENTER),
        f"counts_{key}_month": Access(get=ENTER, post=ENTER, place=lambda _: {"month": "2025-03"}),
    }.items()
}
TABLE["check_places"] = Access(get=ENTER | {Role.CHIEF_OF_CORPS}, post=ENTER)
