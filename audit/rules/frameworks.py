"""Who reads frameworks, who works on drafts, who signs."""

from typing import Any

from django.conf import settings

from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Framework, Register, Role


def manages_frameworks(user: Person, _: Any = None) -> bool:
    """A framework manager over a register; frameworks themselves are shared by all registers."""
    return _over_a_register(user, Role.FRAMEWORK_MANAGER)


def weighs_frameworks(user: Person, _: Any = None) -> bool:
    """Who may see drafts and what they would do: framework managers and auditors."""
    return manages_frameworks(user) or _over_a_register(user, Role.AUDITOR)


def reads_framework(user: Person, framework: Any) -> bool:
    """A signed framework: everybody who works here. A draft: who weighs it."""
    if not isinstance(framework, Framework):
        return False
    return weighs_frameworks(user) if framework.is_draft else works_here(user)


def works_on_draft(user: Person, framework: Any) -> bool:
    return isinstance(framework, Framework) and framework.is_draft and manages_frameworks(user)


def signs_frameworks(user: Person, _: Any = None) -> bool:
    """Who may sign: frameworks judge all registers, so outside a demo only managers of the Belgian one.

    In a demo all is fictional, and the managers of the example may try it.
    """
    registers = (Register.BELGIUM, Register.EXAMPLE) if settings.DEMO else (Register.BELGIUM,)
    return any(standing_of(user).over(Role.FRAMEWORK_MANAGER, register) for register in registers)


def signs_draft(user: Person, framework: Any) -> bool:
    return works_on_draft(user, framework) and signs_frameworks(user)


def works_here(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.AUDITOR, Role.FRAMEWORK_MANAGER, Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER)


def registers_weighed(user: Person) -> list[str]:
    """Registers whose corps this person may see in a trial of a framework."""
    memberships = standing_of(user).current
    roles = (Role.AUDITOR, Role.FRAMEWORK_MANAGER)
    return sorted({one.register for one in memberships if one.role in roles and one.corps_id is None})


def _over_a_register(user: Person, role: str) -> bool:
    return any(one.role == role and one.corps_id is None for one in standing_of(user).current)


predicates.register(
    Predicate("framework.list", works_here, needs_object=False),
    Predicate("framework.read", reads_framework),
    Predicate("framework.weigh", weighs_frameworks, needs_object=False),
    Predicate("framework.draft", manages_frameworks, needs_object=False),
    Predicate("framework.edit", works_on_draft),
    Predicate("framework.sign", signs_draft),
)
