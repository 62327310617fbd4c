"""Simulated plans, objectives and evaluations of the example register, and those that people of the demo find."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from django.db import transaction

from evaluation.demo.policy.improving import actions_of
from evaluation.demo.policy.planted import plans_plant
from evaluation.demo.policy.words import PLAN, TEXTS, aims, language_of
from evaluation.models import PolicyEvaluation, PolicyObjective, PolicyPlan
from evaluation.workflow.policy import Criterion, Decision, EvaluationState, Evaluator, Method, PlanKind
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, ImprovementAction, Register
from legitimacy.simulations import Example, Simulator

CODE = "EFF-01"
NOTHING = "V038"
"""Delivers nothing at all."""
STOPPED = {"V017": date(2024, 12, 30)}
"""Demervallei's plan ended early: no objective ran when 2024 closed, so EFF-01 was last delivered in 2024-Q3."""
SHOWN = frozenset({"V017", "V018", "V019", "V041", "V042", "V064", "V081", "V082"})
NEVER = 0.05
FIRST, LAST = 2020, 2025
FEWEST = 6
WINDOW = 4
"""Quarters in which an evaluation counts."""


@transaction.atomic
def policy_simulate(example: Example) -> int:
    """Write the simulated records once; number of plans, objectives, evaluations and actions."""
    if PolicyPlan.objects.filter(corps__register=Register.EXAMPLE).exists():
        return 0
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    expected, draws = example.expected(CODE), example.generator("policy", "corps")
    never = draws.random(len(example.codes)) < NEVER
    plans: list[PolicyPlan] = []
    objectives: list[PolicyObjective] = []
    evaluations: list[PolicyEvaluation] = []
    actions: list[ImprovementAction] = []
    for row, code in enumerate(example.codes):
        if code == NOTHING or code not in corps or (never[row] and code not in SHOWN) or not example.alive[row].any():
            continue
        plan = _plan(corps[code])
        mine = list(_objectives(plan, example.generator("policy", code)))
        plans.append(plan)
        objectives += mine
        made = list(_evaluations(example, row, expected[row], mine))
        evaluations += made
        actions += actions_of(example, row, corps[code], made)
    PolicyPlan.objects.bulk_create(plans)
    PolicyObjective.objects.bulk_create(objectives)
    PolicyEvaluation.objects.bulk_create(evaluations)
    ImprovementAction.objects.bulk_create(actions, batch_size=2000)
    return len(plans) + len(objectives) + len(evaluations) + len(actions)


def _plan(corps: Corps) -> PolicyPlan:
    begins = max(date(FIRST, 1, 1), corps.valid_from or date(FIRST, 1, 1))
    title = PLAN[language_of(corps.languages)].format(first=FIRST, last=LAST)
    return PolicyPlan(
        corps=corps, kind=PlanKind.ZONAL, title=title, begins_on=begins,
        ends_on=STOPPED.get(corps.code, date(LAST, 12, 31)), approved_on=begins, origin=Origin.SIMULATED,
    )  # fmt: skip


def _objectives(plan: PolicyPlan, rng: np.random.Generator) -> Iterator[PolicyObjective]:
    language = language_of(plan.corps.languages)
    texts, known = TEXTS[language], aims()
    chosen = sorted(rng.permutation(len(known))[: int(rng.integers(FEWEST, len(known) + 1))])
    for number, place in enumerate(chosen, start=1):
        aim = known[place]
        yield PolicyObjective(
            plan=plan, number=number, title=aim.titles[language], functionality=aim.functionality,
            indicator=aim.indicator, measure="" if aim.indicator else texts["measure"], actions=texts["actions"],
            acts_from=date(2024, 7, 1), owner=texts["owner"], approved_on=plan.begins_on,
        )  # fmt: skip


def _evaluations(
    example: Example, row: int, expected: np.ndarray, objectives: list[PolicyObjective]
) -> Iterator[PolicyEvaluation]:
    """So many each quarter that the share evaluated within twelve months follows the level of the corps."""
    rng = example.generator("policy", "evaluations", example.codes[row])
    rounding = rng.random()
    last = dict.fromkeys(range(len(objectives)), -99)
    plan = objectives[0].plan
    for column, quarter in enumerate(example.quarters):
        if not example.alive[row, column] or not plan.begins_on <= quarter.end <= plan.ends_on:
            continue
        wanted = int(len(objectives) * expected[column] + rounding)
        fresh = sum(column - done < WINDOW for done in last.values())
        oldest = sorted(last, key=lambda place: (last[place], place))
        for place in oldest[: max(0, wanted - fresh)]:
            last[place] = column
            yield _evaluation(objectives[place], quarter.start + timedelta(days=int(rng.integers(5, 60))), rng)


def _evaluation(objective: PolicyObjective, day: date, rng: np.random.Generator) -> PolicyEvaluation:
    texts = TEXTS[language_of(objective.plan.corps.languages)]
    method = (Method.BEFORE_AFTER, Method.ONCE, Method.HEARD)[int(rng.integers(0, 3))]
    decision = (Decision.CONTINUE, Decision.ADJUST, Decision.EXTEND)[int(rng.integers(0, 3))]
    return PolicyEvaluation(
        objective=objective, state=EvaluationState.APPROVED, planned_for=day, question=texts["question"],
        criteria=[Criterion.RELEVANCE, Criterion.EFFECTIVENESS], method=method, evaluator=Evaluator.OWN,
        evaluator_name=texts["evaluator"], evidence=texts["evidence"], findings=texts["findings"], decision=decision,
        lessons=texts["lessons"], evaluated_on=day, approved_on=day + timedelta(days=20),
    )  # fmt: skip


POLICY = Simulator(key="evaluation_policy", simulate=policy_simulate, plant=plans_plant)
