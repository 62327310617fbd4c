"""Who may enter the monthly counts of a corps."""

from legitimacy.access import Person, Predicate, predicates
from professionalism.rules.force import may_list


def may_enter(user: Person, _: object = None) -> bool:
    """Those who review force, and professional standards: for their own corps."""
    return may_list(user)


predicates.register(Predicate("operations.enter", may_enter, needs_object=False))
