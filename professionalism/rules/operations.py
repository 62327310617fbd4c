"""Who may enter the monthly counts of a corps."""

from legitimacy.access import Person, Predicate, predicates
from legitimacy.models import Corps, Role
from professionalism.querysets.force import corps_of
from professionalism.rules.force import may_list, reads_figures

PLACES = (Role.FORCE_REVIEWER, Role.PROFESSIONAL_STANDARDS, Role.CHIEF_OF_CORPS)


def may_enter(user: Person, _: object = None) -> bool:
    """Those who review force, and professional standards: for their own corps."""
    return may_list(user)


def reads_places(user: Person, _: object = None) -> bool:
    """Who enters where checks were made, and who reads figures of force: for their own corps."""
    return may_list(user) or reads_figures(user)


def corps_of_places(user: Person) -> list[Corps]:
    """Corps of which somebody reads where checks are made, by code."""
    keys = {key for role in PLACES for key in corps_of(user, role)}
    return list(Corps.objects.filter(pk__in=keys).order_by("code"))


predicates.register(
    Predicate("operations.enter", may_enter, needs_object=False),
    Predicate("checks.places", reads_places, needs_object=False),
)
