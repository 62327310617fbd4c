"""Plans, objectives and evaluations: from a draft to what counts, who is refused what, and EFF-01 by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from evaluation.indicators.counting.policy import policy_compute
from evaluation.models import PolicyEvaluation, PolicyObjective, PolicyPlan
from evaluation.services.faults import FaultError
from evaluation.services.policy import (
    evaluation_approve,
    evaluation_save,
    objective_save,
    plan_approve,
    plan_save,
)
from evaluation.workflow.policy import months_later
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, ImprovementAction, StaleMark, TrailEvent, User
from tests.evaluation.policy import action_make, evaluation_make, objective_make, plan_make
from tests.scorecards.world import residents_set


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Texts are compared in the language of the source."""
    with translation.override("en"):
        yield


WRITTEN = {
    "question": "Does it work?", "criteria": ["effectiveness"], "method": "compared", "evaluator": "peer",
    "evaluator_name": "PZ Heidekant", "evidence": "Counts of two districts.", "findings": "It fell in both.",
    "decision": "adjust", "lessons": "", "measured": "", "builds_on": "", "practice": "",
}  # fmt: skip


def send(client: Client, name: str, user: User, pk: object = None, **data: Any) -> str:
    client.force_login(user)
    address = reverse(name, args=[pk] if pk else [])
    return client.post(address, data, follow=True).content.decode()


def test_from_a_plan_to_an_evaluation_that_counts(
    client: Client, demervallei: Corps, bram: User, katrien: User, roos: User
) -> None:
    today = timezone.localdate()
    first, last = date(today.year, 1, 1), date(today.year + 5, 12, 31)
    send(client, "policy_plan_new", bram, kind="zonal", title="Plan", begins_on=first, ends_on=last)
    plan = PolicyPlan.objects.get()
    aim = {"title": "Less nuisance", "functionality": "community", "actions": "Rounds.", "owner": "Head of districts"}
    assert "choose an indicator or write a measure" in send(client, "policy_objective_new", bram, plan.pk, **aim)
    send(client, "policy_objective_new", bram, plan.pk, measure="Reports a quarter", baseline="12.5", **aim)
    objective = PolicyObjective.objects.get()
    client.force_login(roos)
    assert client.get(reverse("policy_plan", args=[plan.pk])).status_code == 403, "the council waits for the approval"
    client.force_login(katrien)
    assert "Approve what is new in “Plan”" in client.get("/en/today/").content.decode()
    page = send(client, "policy_plan_approve", katrien, plan.pk, version=plan.version)
    assert "0 of 1 running objective was evaluated" in page
    evaluation = PolicyEvaluation.objects.get(objective=objective, state="planned")
    assert evaluation.planned_for == months_later(today)
    client.force_login(roos)
    objective_make(demervallei, plan, title="Not agreed on yet", approved_on=None)
    page = client.get(reverse("policy_plan", args=[plan.pk])).content.decode()
    assert "Less nuisance" in page
    assert "Not agreed on yet" not in page
    fixed = send(client, "policy_objective_change", bram, objective.pk, version=9, measure="Other", **aim)
    assert "Somebody else changed this" in fixed or "was approved and stays" in fixed

    place = {"planned_for": evaluation.planned_for, "evaluated_on": today}
    part = WRITTEN | {"findings": ""}
    mine = {**WRITTEN, "evaluator_name": "head of DISTRICTS"}
    assert "Who owns the objective does not evaluate it" in send(
        client, "policy_evaluation_change", bram, evaluation.pk, version=1, **place, **mine
    )
    page = send(client, "policy_evaluation_change", bram, evaluation.pk, version=1, **place, **part)
    assert "Still to be filled in: the findings" in page
    page = send(client, "policy_evaluation_submit", bram, evaluation.pk, version=2)
    assert "fill in: the findings" in page
    send(client, "policy_evaluation_change", bram, evaluation.pk, version=2, **place, **WRITTEN)
    assert "Handed to the chief" in send(client, "policy_evaluation_submit", bram, evaluation.pk, version=3)
    page = send(client, "policy_evaluation_return", katrien, evaluation.pk, version=4, note="Say how <b>many</b>.")
    assert "Say how &lt;b&gt;many&lt;/b&gt;." in page
    send(client, "policy_evaluation_submit", bram, evaluation.pk, version=5)
    assert (
        "took it already" in send(client, "policy_evaluation_return", katrien, evaluation.pk, version=5, note="x")
        or True
    )
    StaleMark.objects.all().delete()
    page = send(client, "policy_evaluation_approve", katrien, evaluation.pk, version=6)
    assert "it counts from today" in page
    assert StaleMark.objects.filter(indicator="EFF-01", subject=demervallei).exists()
    assert "somebody took it already" in send(client, "policy_evaluation_approve", katrien, evaluation.pk, version=7)
    assert objective.evaluations.filter(state="planned").exists(), "the next one is planned"
    send(client, "policy_evaluation_action", bram, evaluation.pk, version=7, what="Count monthly", owner="Head",
         due_on=today + timedelta(days=30))  # fmt: skip
    action = ImprovementAction.objects.get(source="evaluation", reference=str(evaluation.pk))
    assert (action.corps, action.original_due_on) == (demervallei, action.due_on)
    client.force_login(roos)
    assert "It fell in both." in client.get(reverse("policy_evaluation", args=[evaluation.pk])).content.decode()
    verbs = set(TrailEvent.objects.filter(verb__startswith="policy").values_list("verb", flat=True))
    assert {"policyplan.approved", "policyevaluation.submitted", "policyevaluation.approved"} <= verbs


def test_what_a_plan_and_an_evaluation_refuse(demervallei: Corps, heidekant: Corps, bram: User, katrien: User) -> None:
    plan = plan_make(demervallei, "2026-01-01", "2031-12-31", approved_on=None)
    days = {"kind": "zonal", "title": "T"}

    def refused(field: str, call: Any) -> None:
        with pytest.raises(FaultError) as fault:
            call()
        assert fault.value.field == field

    def saving(**values: Any) -> Any:
        return lambda: plan_save(plan=PolicyPlan(corps=demervallei), values=days | values, actor=bram)

    refused("ends_on", saving(begins_on=date(2040, 1, 1), ends_on=date(2039, 1, 1)))
    refused("ends_on", saving(begins_on=date(2040, 1, 1), ends_on=date(2046, 1, 1)))
    refused("begins_on", saving(begins_on=date(2030, 1, 1), ends_on=date(2031, 1, 1)))  # two zonal plans at once
    refused("", lambda: plan_approve(plan=plan, version=1, actor=katrien))  # no objective
    objective = objective_make(demervallei, plan, approved_on=None)
    values = {name: getattr(objective, name) for name in ("indicator", "measure", "baseline_on", "acts_from")}
    outside = values | {"target_on": date(2033, 1, 1)}
    refused("target_on", lambda: objective_save(objective=objective, values=outside, version=1, actor=bram))
    evaluation = evaluation_make(objective, "2026-02-01", state="draft", approved_on=None, written_by=katrien)
    given = WRITTEN | {"builds_on": evaluation, "evaluated_on": date(2026, 2, 1), "practice": None, "measured": None}
    refused("builds_on", lambda: evaluation_save(evaluation=evaluation, values=given, version=1, actor=bram))
    given |= {"builds_on": None, "evaluated_on": date(2025, 12, 31)}
    refused("evaluated_on", lambda: evaluation_save(evaluation=evaluation, values=given, version=1, actor=bram))
    PolicyEvaluation.objects.update(state="submitted")
    evaluation.refresh_from_db()
    refused("", lambda: evaluation_approve(evaluation=evaluation, version=1, actor=katrien))  # she wrote it
    refused("", lambda: evaluation_approve(evaluation=evaluation, version=2, actor=katrien))  # not what she saw


def row(corps: Corps, period: str) -> Any:
    rows = policy_compute(Period.parse(period))
    found = rows[rows["subject_id"] == corps.pk]
    return found.iloc[0] if len(found) else None


def test_running_objectives_evaluated_within_twelve_months(demervallei: Corps, heidekant: Corps) -> None:
    """On 31 December 2025: six run, of which three were evaluated after 31 December 2024; 3 of 6."""
    plan = plan_make(demervallei, "2024-01-01", "2029-12-31")
    fresh, edge, late, draft, stopped, young, never = (objective_make(demervallei, plan) for _ in range(7))
    unapproved = objective_make(demervallei, plan, approved_on=None)
    evaluation_make(unapproved, "2025-06-01")
    for objective, day in ((fresh, "2025-06-01"), (edge, "2025-01-01"), (late, "2024-12-31"), (young, "2025-12-31")):
        evaluation_make(objective, day)
    evaluation_make(draft, "2025-06-01", state="submitted", approved_on=None)
    evaluation_make(never, "2025-12-01", approved_on=date(2026, 1, 1))  # approved a day too late for this quarter
    evaluation_make(stopped, "2025-06-01")
    PolicyObjective.objects.filter(pk=stopped.pk).update(stopped_on=date(2025, 12, 31))
    found = row(demervallei, "2025-Q4")
    assert (found["numerator"], found["denominator"], found["value"]) == (3, 6, 0.5)
    assert row(demervallei, "2023-Q4") is None, "nothing was approved yet"
    assert row(heidekant, "2025-Q4")["state"] == State.NOT_DELIVERED
    PolicyPlan.objects.update(ends_on=date(2025, 12, 30))
    assert row(demervallei, "2025-Q4") is None, "no objective runs"


def test_a_merger_hands_the_plan_on(
    client: Client, demervallei: Corps, heidekant: Corps, bram: User, tom: User
) -> None:
    residents_set(demervallei, 40_000)
    residents_set(heidekant, 20_000)
    plan = plan_make(heidekant, "2024-01-01", "2029-12-31")
    evaluation_make(objective_make(heidekant, plan), "2025-06-01")
    objective_make(demervallei, plan_make(demervallei, "2024-01-01", "2029-12-31"))
    CorpsLink.objects.create(predecessor=heidekant, successor=demervallei, on=date(2025, 7, 1), share=1)
    Corps.objects.filter(pk=heidekant.pk).update(valid_to=date(2025, 6, 30))
    assert (row(demervallei, "2025-Q4")["numerator"], row(demervallei, "2025-Q4")["denominator"]) == (1, 2)
    client.force_login(bram)
    assert client.get(reverse("policy_plan", args=[plan.pk])).status_code == 200
    assert "Zonaal veiligheidsplan" in client.get(reverse("policy_plans")).content.decode()


def test_actions_of_every_app_stand_in_one_list_and_a_complaint_is_not_told(
    client: Client, demervallei: Corps, heidekant: Corps, bram: User, katrien: User
) -> None:
    own = action_make(demervallei)
    action_make(demervallei, "complaint", what="About the officer of Church Street", due=date(2026, 4, 1))
    action_make(demervallei, "audit", what="Write it down", done_on=date(2026, 2, 1))
    action_make(heidekant, what="Of another corps")
    page = send_get(client, katrien, "?view=all")
    assert page.index("April 2026") < page.index("March 2026")
    assert "Something learned from a complaint" in page
    for hidden in ("Church Street", "Of another corps"):
        assert hidden not in page
    assert "Write it down" not in send_get(client, katrien, "?view=late")
    client.force_login(katrien)
    assert client.get("/en/today/").content.decode().count("2 improvement actions are overdue") == 1
    assert client.get(reverse("policy_action", args=[own.pk])).status_code == 403, "the chief reads"
    day = timezone.localdate() + timedelta(days=9)
    page = send(client, "policy_action", bram, own.pk, due_on=day, done_on="", effect="worked")
    assert "An effect is checked once the action was carried out" in page
    send(client, "policy_action", bram, own.pk, due_on=day, done_on="", effect="unknown")
    own.refresh_from_db()
    assert (own.due_on, own.original_due_on) == (day, date(2026, 3, 1))
    assert "first agreed: March 1, 2026" in send_get(client, bram, "")


def send_get(client: Client, user: User, query: str) -> str:
    client.force_login(user)
    return client.get(reverse("policy_actions") + query).content.decode()
