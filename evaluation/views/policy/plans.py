"""Plans: the list, one plan with its objectives, and their forms."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluation.forms.policy import ObjectiveForm, PlanForm
from evaluation.models import PolicyObjective, PolicyPlan
from evaluation.navigation import work_page
from evaluation.rules.policy import corps_of
from evaluation.selectors.policy import plan_find, plan_url, plan_view, plans_of
from evaluation.services.faults import FaultError
from evaluation.services.policy import plan_approve
from evaluation.views.records import both, data_of, record_page, version_of
from evaluation.workflow.policy import PlanKind
from legitimacy.access import allow, can, require
from legitimacy.models import Role, User


@require_safe
@allow("policy.work")
def policy_plans(request: HttpRequest) -> HttpResponse:
    writes = can(request.user, "policy.enter")
    return work_page(request, "evaluation/policy/plans.html", {"plans": plans_of(request.user), "writes": writes})


@both
@allow("policy.enter")
def policy_plan_new(request: HttpRequest) -> HttpResponse:
    """A plan of the corps that `of` names, else of the first."""
    corps = corps_of(request.user, Role.EVALUATION_OFFICER)
    of = next((each for each in corps if each.code == request.GET.get("of", "")), corps[0])
    plan = PolicyPlan(corps=of, kind=PlanKind.ZONAL)
    form = PlanForm(data_of(request), record=plan, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Saved. Add objectives, then the chief approves them."))
        return redirect(plan_url(plan))
    return record_page(request, form, title=_("New plan"), back=reverse("policy_plans"), of=of)


@require_safe
@allow("policy.work")
def policy_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    return plan_page(request, _found(request, pk, "policy.read"))


def plan_page(request: HttpRequest, plan: PolicyPlan, fault: str = "") -> HttpResponse:
    """One plan; with what was refused where a step failed."""
    writes, approves = (can(request.user, f"policy.{act}", plan) for act in ("write", "approve"))
    context = {
        "view": plan_view(plan, approved_only=not (writes or approves)),
        "plan": plan,
        "writes": writes,
        "approves": approves,
        "fault": fault,
        "register": plan.corps.register,
    }
    return work_page(request, "evaluation/policy/plan.html", context, status=422 if fault else 200)


@both
@allow("policy.work")
def policy_plan_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = _found(request, pk, "policy.write")
    form = PlanForm(data_of(request), record=plan, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Saved."))
        return redirect(plan_url(plan))
    return record_page(request, form, title=plan.title, back=plan_url(plan), of=plan.corps)


@require_POST
@allow("policy.work")
def policy_plan_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = _found(request, pk, "policy.approve")
    try:
        plan_approve(plan=plan, version=version_of(request), actor=cast(User, request.user))
    except FaultError as error:
        return plan_page(request, cast(PolicyPlan, plan_find(pk)), error.reason)
    messages.success(request, _("Approved. Each objective has an evaluation planned within twelve months."))
    return redirect(plan_url(plan))


@both
@allow("policy.work")
def policy_objective_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = _found(request, pk, "policy.write")
    objective = PolicyObjective(plan=plan)
    form = ObjectiveForm(data_of(request), record=objective, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Saved. It counts once the chief approved it."))
        return redirect(plan_url(plan))
    return record_page(request, form, title=_("New objective"), back=plan_url(plan), of=plan.corps)


def _found(request: HttpRequest, pk: UUID, action: str) -> PolicyPlan:
    plan = plan_find(pk)
    require(request, action, plan)
    return cast(PolicyPlan, plan)
