"""Who may open which page of evaluation; see the head of the table."""

from collections.abc import Callable
from typing import Any

from evaluation.models import ContactRound, PolicyObjective, Practice, PracticeUse, ResearchProject, SurveyWave
from legitimacy.models import Corps, ImprovementAction, Role
from tests.access.entry import EVERYONE, Access
from tests.evaluation.contact import contact_make
from tests.evaluation.policy import action_make, evaluation_make, objective_make
from tests.evaluation.practice import practice_make, project_make, used
from tests.evaluation.waves import wave_make

WORKERS = frozenset(
    {
        *(Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS, Role.COUNCIL_MEMBER),
        *(Role.RESEARCH_RATER, Role.SCHOOL_EDITOR),
    }
)

ACCOUNTS = frozenset({Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS, Role.COUNCIL_MEMBER})


def account(world: Any) -> dict[str, Any]:
    """A year without an account: whoever works with accounts learns that there is none, all others are refused."""
    return {"code": world.corps.code, "year": 2020}


OFFICER, RATER = frozenset({Role.EVALUATION_OFFICER}), frozenset({Role.RESEARCH_RATER})
RESEARCHERS = OFFICER | RATER | {Role.SCHOOL_EDITOR}


def _practice(world: Any) -> Practice:
    code = f"p-{world.corps.code.lower()}"
    return Practice.objects.filter(code=code).first() or practice_make(world.corps, code)


def _use(world: Any) -> PracticeUse:
    practice = _practice(world)
    return practice.uses.first() or used(practice, world.corps, "2024-01-01")


def _project(world: Any) -> ResearchProject:
    known = ResearchProject.objects.filter(corps=world.corps).first()
    return known or project_make(world.corps, register=world.corps.register)


def _code(world: Any) -> dict[str, Any]:
    return {"code": _practice(world).code}


def _of_register(world: Any) -> dict[str, Any]:
    """The same for every corps: officers begin with a practice that another corps of their register describes."""
    corps = Corps.objects.get(code="V018")
    known = Practice.objects.filter(code="p-shared").first()
    return {"code": (known or practice_make(corps, "p-shared")).code}


PRACTICES: dict[str, Access] = {
    "practices_list": Access(),
    "practices_csv": Access(),
    "practice_page": Access(place=_of_register),
    "research_list": Access(),
    "practices_work": Access(get=OFFICER | RATER),
    "practice_new": Access(get=OFFICER, post=OFFICER),
    "practice_change": Access(get=OFFICER, post=OFFICER, own=True, place=_code),
    "practice_use": Access(get=OFFICER, post=OFFICER, place=_of_register),
    "practice_use_change": Access(get=OFFICER, post=OFFICER, own=True, place=lambda world: {"pk": _use(world).pk}),
    "practice_rate": Access(get=RATER, post=RATER, own=True, place=_code),
    "research_work": Access(get=RESEARCHERS),
    "research_new": Access(get=RESEARCHERS, post=RESEARCHERS),
    "research_change": Access(
        get=OFFICER | RATER, post=OFFICER | RATER, own=True, place=lambda world: {"pk": _project(world).pk}
    ),
}

PLANNERS, CHIEF = ACCOUNTS, frozenset({Role.CHIEF_OF_CORPS})


def _objective(world: Any) -> PolicyObjective:
    known = PolicyObjective.objects.filter(plan__corps=world.corps).first()
    return known or objective_make(world.corps)


def _plan(world: Any) -> dict[str, Any]:
    return {"pk": _objective(world).plan_id}


def _aim(world: Any) -> dict[str, Any]:
    return {"pk": _objective(world).pk}


def _evaluation(world: Any) -> dict[str, Any]:
    objective = _objective(world)
    known = objective.evaluations.first()
    return {"pk": (known or evaluation_make(objective, "2026-01-15")).pk}


def _action(world: Any) -> dict[str, Any]:
    known = ImprovementAction.objects.filter(corps=world.corps, source="evaluation").first()
    return {"pk": (known or action_make(world.corps)).pk}


Place = Callable[[Any], dict[str, Any]]


def written(place: Place) -> Access:
    return Access(get=OFFICER, post=OFFICER, own=True, place=place)


def decided(place: Place) -> Access:
    return Access(get=CHIEF, post=CHIEF, own=True, place=place)


POLICY: dict[str, Access] = {
    "policy_plans": Access(get=PLANNERS),
    "policy_plan_new": Access(get=OFFICER, post=OFFICER),
    "policy_plan": Access(get=PLANNERS, own=True, place=_plan),
    "policy_plan_change": written(_plan),
    "policy_plan_approve": Access(get=frozenset(), post=CHIEF, own=True, place=_plan),
    "policy_objective_new": written(_plan),
    "policy_actions": Access(get=OFFICER | CHIEF),
    "policy_calendar": Access(get=OFFICER | CHIEF, post=OFFICER | CHIEF),
    "policy_calendar_end": Access(get=frozenset(), post=OFFICER | CHIEF),
    # By its key alone, which this one is not: tests/evaluation/test_calendars.py.
    "policy_calendar_feed": Access(place=lambda _: {"key": "unknown"}),
    "policy_action": written(_action),
    "policy_objective": Access(get=PLANNERS, own=True, place=_aim),
    "policy_objective_change": written(_aim),
    "policy_objective_stop": decided(_aim),
    "policy_evaluation": Access(get=PLANNERS, own=True, place=_evaluation),
    "policy_evaluation_change": written(_evaluation),
    "policy_evaluation_submit": Access(get=frozenset(), post=OFFICER, own=True, place=_evaluation),
    "policy_evaluation_approve": Access(get=frozenset(), post=CHIEF, own=True, place=_evaluation),
    "policy_evaluation_return": decided(_evaluation),
    "policy_evaluation_action": written(_evaluation),
}

READERS = OFFICER | {Role.CHIEF_OF_CORPS}


def _wave(world: Any) -> dict[str, int]:
    known = SurveyWave.objects.filter(corps=world.corps).first()
    return {"pk": (known or wave_make(world.corps)).pk}


def _contact(world: Any) -> dict[str, int]:
    known = ContactRound.objects.filter(corps=world.corps).first()
    return {"pk": (known or contact_make(world.corps)).pk}


VOICE: dict[str, Access] = {
    "voice_home": Access(get=READERS),
    "voice_operations": Access(get=READERS),
    "wave_new": Access(get=OFFICER, post=OFFICER),
    "wave_page": Access(get=READERS, own=True, place=_wave),
    "contact_answer": Access(post=EVERYONE),
    "contact_thanks": Access(),
    "contact_begin": Access(get=frozenset(), post=OFFICER),
    "contact_page": Access(get=READERS, own=True, place=_contact),
    "contact_lots": Access(get=frozenset(), post=OFFICER, own=True, place=_contact),
}

EVALUATION: dict[str, Access] = {
    **POLICY,
    "evaluation_home": Access(get=WORKERS),
    "accounts_list": Access(get=ACCOUNTS),
    "account_new": Access(get=frozenset(), post=ACCOUNTS),
    "account": Access(get=ACCOUNTS, place=account),
    "account_edit": Access(get=ACCOUNTS, post=ACCOUNTS, place=account),
    "account_sign": Access(get=frozenset(), post=ACCOUNTS, place=account),
    "account_present": Access(get=frozenset(), post=ACCOUNTS, place=account),
    "account_publish": Access(get=frozenset(), post=ACCOUNTS, place=account),
    "account_public": Access(place=account),
    "account_public_pdf": Access(place=account),
    **PRACTICES,
    **VOICE,
}
