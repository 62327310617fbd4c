"""Who may do what with staff counts, surveys and plans. Each part registers its own predicates."""

from typing import Any

from diversity.rules import plans, representation, staffing, surveys
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Role

WORKERS = (Role.HR_OFFICER, Role.CHIEF_OF_CORPS, Role.WELLBEING_ADVISER)


def works_with_diversity(user: Person, _: Any = None) -> bool:
    """Who has something to do on the work pages at all."""
    return standing_of(user).has(*WORKERS)


predicates.register(Predicate("diversity.work", works_with_diversity, needs_object=False))

__all__ = ["plans", "representation", "staffing", "surveys"]
