"""Who may do what with disciplinary cases. Cases are found through `DisciplinaryCase.objects.visible_to`."""

from typing import Any

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Role
from professionalism.models import DisciplinaryCase
from professionalism.querysets.discipline import PROSECUTOR, corps_of, higher_corps_of
from professionalism.workflow.discipline import Authority

MEMBERS = (
    *(Role.STAFF, Role.OFFICER, Role.FORCE_REVIEWER, Role.COMPLAINTS_OFFICER, Role.PROFESSIONAL_STANDARDS),
    *(Role.WELLBEING_ADVISER, Role.HR_OFFICER, Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS),
)


def prepares_cases(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.PROFESSIONAL_STANDARDS)


def sees_cases(user: Person, _: Any = None) -> bool:
    """Professional standards, and authorities of a corps: chief, mayor or college, prosecutor."""
    return standing_of(user).has(Role.PROFESSIONAL_STANDARDS, Role.CHIEF_OF_CORPS, Role.AUTHORITY)


def compares_cases(user: Person, _: Any = None) -> bool:
    """Who prepares or decides; not the prosecutor."""
    return standing_of(user).has(Role.PROFESSIONAL_STANDARDS, Role.CHIEF_OF_CORPS) or bool(higher_corps_of(user))


def is_a_member(user: Person, _: Any = None) -> bool:
    """Whoever works for a corps may read their own case, and find that there is none."""
    return standing_of(user).has(*MEMBERS)


def may_view(user: Person, case: Any) -> bool:
    return isinstance(case, DisciplinaryCase) and DisciplinaryCase.objects.visible_to(user).filter(pk=case.pk).exists()


def may_prepare(user: Person, case: Any) -> bool:
    """Professional standards of the corps; never in a case about themselves."""
    return case.corps_id in corps_of(user, Role.PROFESSIONAL_STANDARDS) and may_view(user, case)


def may_decide(user: Person, case: Any) -> bool:
    """The authority of this case. The service tells whoever has a tie with it which one."""
    ordinary = case.authority == Authority.ORDINARY
    mine = corps_of(user, Role.CHIEF_OF_CORPS) if ordinary else higher_corps_of(user)
    return case.corps_id in mine and may_view(user, case)


def may_advise(user: Person, case: Any) -> bool:
    """The prosecutor, once asked."""
    return case.corps_id in corps_of(user, Role.AUTHORITY, body=PROSECUTOR) and may_view(user, case)


def may_note_criminal(user: Person, case: Any) -> bool:
    return may_prepare(user, case) or may_advise(user, case)


def may_name(user: Person, case: Any) -> bool:
    """Opening the name, with a reason: who prepares or decides the case."""
    return may_prepare(user, case) or may_decide(user, case)


def may_answer(user: Person, case: Any) -> bool:
    """The officer concerned, once the introductory report was handed over."""
    return isinstance(case, DisciplinaryCase) and DisciplinaryCase.objects.told_to(user).filter(pk=case.pk).exists()


predicates.register(
    Predicate("discipline.list", sees_cases, needs_object=False),
    Predicate("discipline.open", prepares_cases, needs_object=False),
    Predicate("discipline.compare", compares_cases, needs_object=False),
    Predicate("discipline.own", is_a_member, needs_object=False),
    Predicate("discipline.view", may_view),
    Predicate("discipline.prepare", may_prepare),
    Predicate("discipline.decide", may_decide),
    Predicate("discipline.advise", may_advise),
    Predicate("discipline.note_criminal", may_note_criminal),
    Predicate("discipline.name", may_name),
    Predicate("discipline.answer", may_answer),
)
