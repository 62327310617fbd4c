"""Who may do what with force, signals, discipline, training and selection. Each part registers its own predicates."""

from typing import Any

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Role
from professionalism.rules import discipline, force, operations, signals, training

WORKERS = (*discipline.MEMBERS, Role.SCHOOL_EDITOR, Role.AUTHORITY, Role.DATA_STEWARD)
"""Whoever works for a corps finds their own pages here, if nothing else."""


def works_with_professionalism(user: Person, _: Any = None) -> bool:
    """Who has something to do on the work pages at all."""
    return standing_of(user).has(*WORKERS)


predicates.register(Predicate("professionalism.work", works_with_professionalism, needs_object=False))

__all__ = ["discipline", "force", "operations", "signals", "training"]
