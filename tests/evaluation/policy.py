"""Plans, objectives and evaluations for tests, in one line each."""

from datetime import date
from typing import Any

from evaluation.models import PolicyEvaluation, PolicyObjective, PolicyPlan
from legitimacy.models import Corps, ImprovementAction, Register


def plan_make(corps: Corps, first: str = "2020-01-01", last: str = "2031-12-31", **given: Any) -> PolicyPlan:
    usual: dict[str, Any] = {
        "kind": "zonal", "title": "Zonaal veiligheidsplan", "begins_on": date.fromisoformat(first),
        "ends_on": date.fromisoformat(last), "approved_on": date.fromisoformat(first),
        "origin": Register(corps.register).origin,
    }  # fmt: skip
    return PolicyPlan.objects.create(corps=corps, **usual | given)


def objective_make(corps: Corps, plan: PolicyPlan | None = None, **given: Any) -> PolicyObjective:
    plan = plan or PolicyPlan.objects.filter(corps=corps).first() or plan_make(corps)
    usual: dict[str, Any] = {
        "number": plan.objectives.count() + 1, "title": "Minder overlast", "functionality": "community",
        "measure": "Meldingen per kwartaal", "actions": "Rondgaan.", "owner": "Hoofd wijkwerking",
        "approved_on": plan.approved_on,
    }  # fmt: skip
    return PolicyObjective.objects.create(plan=plan, **usual | given)


def evaluation_make(objective: PolicyObjective, on: str, **given: Any) -> PolicyEvaluation:
    day = date.fromisoformat(on)
    usual: dict[str, Any] = {
        "state": "approved", "planned_for": day, "question": "Werkt het?", "criteria": ["effectiveness"],
        "method": "before_after", "evaluator": "own", "evaluator_name": "Beleidsdienst", "evidence": "Tellingen.",
        "findings": "Niets zeker.", "decision": "continue", "evaluated_on": day, "approved_on": day,
    }  # fmt: skip
    return PolicyEvaluation.objects.create(objective=objective, **usual | given)


def action_make(corps: Corps, source: str = "evaluation", **given: Any) -> ImprovementAction:
    day = given.pop("due", date(2026, 3, 1))
    usual: dict[str, Any] = {
        "what": "Elke maand tellen", "owner": "Hoofd wijkwerking", "due_on": day, "original_due_on": day,
        "origin": Register(corps.register).origin,
    }  # fmt: skip
    return ImprovementAction.objects.create(corps=corps, source=source, **usual | given)
