"""Who may import and read waves of surveys, and run the contact survey of a corps. Answering needs no account."""

from typing import Any

from evaluation.models import ContactRound, SurveyWave
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role

READING = (Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS)


def works_with_voice(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING)


def imports_waves(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.EVALUATION_OFFICER)


def may_read_voice(user: Person, one: Any) -> bool:
    return _has(user, one, *READING)


def may_change_voice(user: Person, one: Any) -> bool:
    return _has(user, one, Role.EVALUATION_OFFICER)


def corps_heard(user: Person, *roles: str) -> list[Corps]:
    """The corps in which this person has one of the roles, by code."""
    found = {m.corps_id: m.corps for m in standing_of(user).current if m.role in roles and m.corps is not None}
    return sorted(found.values(), key=lambda corps: corps.code)


def _has(user: Person, one: Any, *roles: str) -> bool:
    if not isinstance(one, (SurveyWave, ContactRound)):
        return False
    return any(m.role in roles and m.corps_id == one.corps_id for m in standing_of(user).current)


predicates.register(
    Predicate("voice.work", works_with_voice, needs_object=False),
    Predicate("voice.import", imports_waves, needs_object=False),
    Predicate("voice.read", may_read_voice),
    Predicate("voice.change", may_change_voice),
)
