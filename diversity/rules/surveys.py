"""Who may do what with the inclusion survey.

HR plans and hands out slips, the chief opens, the wellbeing adviser enters what came on paper; all three read the
results. Answering needs a slip and no account.
"""

from typing import Any

from diversity.models import SurveyRound
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role

READING = (Role.HR_OFFICER, Role.CHIEF_OF_CORPS, Role.WELLBEING_ADVISER)


def works_with_surveys(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING)


def plans_surveys(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.HR_OFFICER)


def may_read_round(user: Person, one: Any) -> bool:
    return _has(user, one, *READING)


def may_manage_round(user: Person, one: Any) -> bool:
    return _has(user, one, Role.HR_OFFICER)


def may_open_round(user: Person, one: Any) -> bool:
    return _has(user, one, Role.CHIEF_OF_CORPS)


def may_enter_paper(user: Person, one: Any) -> bool:
    return _has(user, one, Role.WELLBEING_ADVISER)


def corps_of(user: Person, *roles: str) -> list[Corps]:
    """The corps in which this person has one of the roles, by code."""
    found = {m.corps_id: m.corps for m in standing_of(user).current if m.role in roles and m.corps is not None}
    return sorted(found.values(), key=lambda corps: corps.code)


def _has(user: Person, one: Any, *roles: str) -> bool:
    if not isinstance(one, SurveyRound):
        return False
    return any(m.role in roles and m.corps_id == one.corps_id for m in standing_of(user).current)


predicates.register(
    Predicate("survey.work", works_with_surveys, needs_object=False),
    Predicate("survey.plan", plans_surveys, needs_object=False),
    Predicate("survey.read", may_read_round),
    Predicate("survey.manage", may_manage_round),
    Predicate("survey.open", may_open_round),
    Predicate("survey.paper", may_enter_paper),
)
