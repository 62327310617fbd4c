"""Who may do what with early signals. Cases are found through `SignalCase.objects.visible_to`; these ask about one."""

from typing import Any

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role
from professionalism.models import SignalCase
from professionalism.querysets.signals import READERS

REPORTERS = (Role.OFFICER, Role.FORCE_REVIEWER, Role.PROFESSIONAL_STANDARDS)
EXPOSURE = (Role.HR_OFFICER, Role.PROFESSIONAL_STANDARDS)


def _has(*roles: str) -> Any:
    """Somebody with one of the roles: in the corps asked about, or in any where none is."""

    def test(user: Person, corps: Any) -> bool:
        if corps is not None and not isinstance(corps, Corps):
            return False
        return any(m.role in roles and m.corps_id and corps in (None, m.corps) for m in standing_of(user).current)

    return test


def is_of_a_corps(user: Person, _: Any = None) -> bool:
    """Whoever works in a corps can be the one whom a case is about."""
    return any(m.corps_id for m in standing_of(user).current)


def may_view(user: Person, case: Any) -> bool:
    return isinstance(case, SignalCase) and SignalCase.objects.visible_to(user).filter(pk=case.pk).exists()


def may_decide(user: Person, case: Any) -> bool:
    """Professional standards; the service says who of them reported or reviewed, and so decides nothing."""
    return isinstance(case, SignalCase) and SignalCase.objects.decidable_by(user).filter(pk=case.pk).exists()


def may_advise(user: Person, case: Any) -> bool:
    return isinstance(case, SignalCase) and SignalCase.objects.advised_by(user).filter(pk=case.pk).exists()


def may_read_own(user: Person, case: Any) -> bool:
    return isinstance(case, SignalCase) and SignalCase.objects.about_person(user).filter(pk=case.pk).exists()


def reads_rules(user: Person, _: Any = None) -> bool:
    """Everybody of a corps may know by which rules signals are made."""
    return is_of_a_corps(user)


predicates.register(
    Predicate("signal.list", _has(*READERS), needs_object=False),
    Predicate("signal.find", _has(Role.PROFESSIONAL_STANDARDS), needs_object=False),
    Predicate("signal.judgment", _has(Role.PROFESSIONAL_STANDARDS), needs_object=False),
    Predicate("signal.report", _has(*REPORTERS), needs_object=False),
    Predicate("signal.exposure", _has(*EXPOSURE), needs_object=False),
    Predicate("signal.what_works", _has(*READERS, Role.CHIEF_OF_CORPS), needs_object=False),
    Predicate("signal.rules", reads_rules, needs_object=False),
    Predicate("signal.mine", is_of_a_corps, needs_object=False),
    Predicate("signal.view", may_view),
    Predicate("signal.decide", may_decide),
    Predicate("signal.advise", may_advise),
    Predicate("signal.read_own", may_read_own),
)
