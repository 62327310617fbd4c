"""Disciplinary cases. The walk looks at one in its preliminary inquiry, of which the chief is the authority."""

from typing import Any

from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Role
from professionalism.models import DisciplinaryCase, DisciplinaryEvent
from professionalism.rules import WORKERS as EVERY_WORKER
from professionalism.rules.discipline import MEMBERS
from tests.access.entry import Access

STANDARDS = frozenset({Role.PROFESSIONAL_STANDARDS})
CHIEF = frozenset({Role.CHIEF_OF_CORPS})
LIST = STANDARDS | CHIEF | {Role.AUTHORITY}
NOBODY: frozenset[str] = frozenset()
PREPARED = ("write", "known", "criminal", "defence", "hearing", "ask")


def case_make(corps: Corps) -> DisciplinaryCase:
    """A light case, known today, with a measure."""
    today = timezone.localdate()
    case = DisciplinaryCase.objects.create(
        register=corps.register,
        origin=Origin.REAL if corps.is_real else Origin.SIMULATED,
        corps=corps,
        member=Member.objects.create(corps=corps),
        status="inquiry",
        facts_kind="data",
        charge="Charge",
        level="light",
        authority="ordinary",
        known_on=today,
        limit_on=today,
    )
    DisciplinaryEvent.objects.create(case=case, at=timezone.now(), on=today, kind="known", actor_kind="standards")
    case.measures.create(code="other_post", from_on=today, until_on=today)
    return case


def case(world: Any) -> dict[str, Any]:
    found = DisciplinaryCase.objects.filter(corps=world.corps).first() or case_make(world.corps)
    return {"pk": found.pk}


def measure(world: Any) -> dict[str, str]:
    return {"row": str(DisciplinaryCase.objects.get(**case(world)).measures.get().pk)}


def of_case(who: frozenset[str], post: frozenset[str] | None = None, **given: Any) -> Access:
    usual: dict[str, Any] = {"get": who, "post": who if post is None else post, "own": True, "hides": True}
    return Access(**usual | {"place": case} | given)


TABLE: dict[str, Access] = {
    "discipline_list": Access(get=LIST),
    "discipline_create": Access(get=STANDARDS, post=STANDARDS),
    "discipline_figures": Access(get=frozenset(EVERY_WORKER)),
    "discipline_consistency": Access(get=LIST),
    "discipline_own": Access(get=frozenset(MEMBERS)),
    # Nobody of the walk is the officer concerned.
    "discipline_own_case": of_case(NOBODY),
    "discipline_own_defence": of_case(NOBODY),
    "discipline_own_request": of_case(NOBODY),
    "discipline_case": of_case(STANDARDS | CHIEF, NOBODY),
    "discipline_name": of_case(STANDARDS | CHIEF),
    "discipline_step": of_case(CHIEF, query="?step=introduce", form=lambda _: {"step": "introduce"}),
    **{
        f"discipline_{name}": of_case(STANDARDS) for name in ("write", "known", "criminal", "defence", "hearing", "ask")
    },
    # The prosecutor was not asked.
    "discipline_advise": of_case(NOBODY),
    "discipline_measure": of_case(CHIEF),
    "discipline_measure_end": of_case(NOBODY, CHIEF, form=measure),
}
