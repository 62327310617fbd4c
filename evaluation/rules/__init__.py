"""Who may do what with plans, evaluations, surveys, practices and research. Each part registers its own predicates."""

from typing import Any

from evaluation.rules import accounts, policy, practices, voice
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Role

WORKERS = (
    *(Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS, Role.COUNCIL_MEMBER),
    *(Role.RESEARCH_RATER, Role.SCHOOL_EDITOR),
)


def works_with_evaluation(user: Person, _: Any = None) -> bool:
    """Who has something to do on the work pages at all."""
    return standing_of(user).has(*WORKERS)


predicates.register(Predicate("evaluation.work", works_with_evaluation, needs_object=False))

__all__ = ["accounts", "policy", "practices", "voice"]
