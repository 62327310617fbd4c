"""Who writes plans and evaluations, who approves them, and who reads them. A merger hands a plan to the new corps."""

from typing import Any

from evaluation.models import PolicyEvaluation, PolicyObjective, PolicyPlan
from evaluation.workflow.policy import EvaluationState
from legitimacy.access import Person, Predicate, merged_with, predicates, standing_of
from legitimacy.models import Corps, ImprovementAction, Role

READING = (Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS, Role.COUNCIL_MEMBER)


def works_with_policy(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*READING)


def writes_policy(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.EVALUATION_OFFICER)


def may_write(user: Person, place: Any) -> bool:
    """The evaluation officer of the corps, or of the one that it went into."""
    return _has(user, place, Role.EVALUATION_OFFICER)


def may_approve(user: Person, place: Any) -> bool:
    """The chief of that corps."""
    return _has(user, place, Role.CHIEF_OF_CORPS)


def may_read(user: Person, place: Any) -> bool:
    """Who writes and who approves; the council what was approved."""
    if may_write(user, place) or may_approve(user, place):
        return True
    return _is_approved(place) and _has(user, place, Role.COUNCIL_MEMBER)


def reads_actions(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS)


def may_change_action(user: Person, action: Any) -> bool:
    """The evaluation officer, what no other app keeps."""
    if not isinstance(action, ImprovementAction) or not is_kept_here(action):
        return False
    return bool({corps.pk for corps in corps_of(user, Role.EVALUATION_OFFICER)} & carried_by(action.corps_id))


def is_kept_here(action: ImprovementAction) -> bool:
    """What came from an evaluation, a review of force or the blind reading of a sample; other apps keep their own."""
    source = ImprovementAction.Source
    if action.source == source.AUDIT:
        return action.reference.startswith(ImprovementAction.FROM_SAMPLE)
    return action.source in (source.EVALUATION, source.REVIEW)


def corps_of(user: Person, *roles: Role) -> list[Corps]:
    """The corps in which this person has one of the roles (any that works with plans), by code."""
    wanted = roles or READING
    found = {m.corps_id: m.corps for m in standing_of(user).current if m.role in wanted and m.corps is not None}
    return sorted(found.values(), key=lambda corps: corps.code)


def plan_of(place: Any) -> PolicyPlan | None:
    """The plan of a plan, an objective or an evaluation."""
    if isinstance(place, PolicyEvaluation):
        place = place.objective
    if isinstance(place, PolicyObjective):
        place = place.plan
    return place if isinstance(place, PolicyPlan) else None


def carried_by(corps_id: int) -> set[int]:
    """The corps and every one that it went into."""
    return {corps_id} | merged_with({corps_id})


def _has(user: Person, place: Any, role: Role) -> bool:
    plan = plan_of(place)
    mine = {corps.pk for corps in corps_of(user, role)}
    if plan is None or not mine:
        return False
    return plan.corps_id in mine or bool(mine & merged_with({plan.corps_id}))


def _is_approved(place: Any) -> bool:
    if isinstance(place, PolicyEvaluation):
        return place.state == EvaluationState.APPROVED
    return isinstance(place, (PolicyPlan, PolicyObjective)) and place.approved_on is not None


predicates.register(
    Predicate("policy.work", works_with_policy, needs_object=False),
    Predicate("policy.enter", writes_policy, needs_object=False),
    Predicate("policy.write", may_write),
    Predicate("policy.approve", may_approve),
    Predicate("policy.read", may_read),
    Predicate("policy_action.list", reads_actions, needs_object=False),
    Predicate("policy_action.change", may_change_action),
)
