"""The diversity plan of a corps: HR writes it, the chief adopts it, and everybody sees what became of the actions."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diversity.forms.plans import ActionChangeForm, ActionForm, PlanForm
from diversity.models import DiversityPlan
from diversity.navigation import work_page
from diversity.rules.representation import own_corps
from diversity.selectors.plans import actions_of, plans_of
from diversity.services.plans import PlanFaultError, action_add, action_change, plan_change, plan_create, plan_step
from diversity.views.corps import corps_shown
from diversity.workflow.plans import STEPS
from legitimacy.access import allow, can, require
from legitimacy.models import ImprovementAction, User


@require_safe
@allow("diversity_plan.work")
def diversity_plan(request: HttpRequest) -> HttpResponse:
    corps, choices = corps_shown(request, own_corps(request.user))
    if corps is None:
        return work_page(request, "diversity/nothing.html")
    plans = list(plans_of(corps))
    actions, today = actions_of(plans), timezone.localdate()
    told = [
        {
            "plan": plan,
            "actions": [{"row": row, "late": row.done_on is None and row.due_on < today} for row in actions[plan.pk]],
            "steps": [step for step in STEPS if step.before == plan.state and can(request.user, step.action, plan)],
            "may_edit": plan.state != "ended" and can(request.user, "diversity_plan.edit", plan),
        }
        for plan in plans
    ]
    context = {
        "corps": corps, "subject": corps, "register": corps.register, "choices": choices, "plans": told,
        "may_edit": can(request.user, "diversity_plan.edit", corps),
    }  # fmt: skip
    return work_page(request, "diversity/plans/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("diversity_plan.write")
def diversity_plan_new(request: HttpRequest) -> HttpResponse:
    corps, _choices = corps_shown(request, own_corps(request.user))
    require(request, "diversity_plan.edit", corps)
    form = PlanForm(request.POST if request.method == "POST" else None)

    def store() -> None:
        values = {name: form.cleaned_data[name] for name in ("valid_from", "valid_to", "goals")}
        plan_create(corps=cast(Any, corps), actor=cast(User, request.user), **values)

    return _answer(request, form, store, corps, _("New diversity plan"))


@require_http_methods(["GET", "HEAD", "POST"])
def diversity_plan_change(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk, "diversity_plan.edit", "diversity_plan.write")
    names = ("valid_from", "valid_to", "goals")
    initial = {name: getattr(plan, name) for name in (*names, "version")}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)

    def store() -> None:
        values = {name: form.cleaned_data[name] for name in names}
        plan_change(plan=plan, version=form.cleaned_data["version"] or 0, actor=cast(User, request.user), **values)

    return _answer(request, form, store, plan.corps, _("Change the diversity plan"))


@require_http_methods(["GET", "HEAD", "POST"])
def diversity_action_new(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk, "diversity_plan.edit", "diversity_plan.write")
    form = ActionForm(request.POST if request.method == "POST" else None, initial={"version": plan.version})

    def store() -> None:
        action_add(plan=plan, actor=cast(User, request.user), **form.cleaned_data)

    return _answer(request, form, store, plan.corps, _("New action"))


@require_http_methods(["GET", "HEAD", "POST"])
def diversity_action_change(request: HttpRequest, pk: int, action: int) -> HttpResponse:
    plan = _plan(request, pk, "diversity_plan.edit", "diversity_plan.write")
    row = ImprovementAction.objects.filter(
        pk=action, source=ImprovementAction.Source.DIVERSITY, reference=str(plan.pk)
    ).first()
    if row is None:
        raise Http404(_("There is no such action."))
    form = ActionChangeForm.of(row, plan.version, request.POST if request.method == "POST" else None)

    def store() -> None:
        action_change(plan=plan, action=row, actor=cast(User, request.user), **form.cleaned_data)

    return _answer(request, form, store, plan.corps, _("What became of the action"), about=row.what)


@require_POST
def diversity_plan_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    known = {each.name: each for each in STEPS}
    if step not in known:
        require(request, "diversity_plan.work")
        raise Http404(_("There is no such step."))
    plan = _plan(request, pk, known[step].action, "diversity_plan.work")
    seen = request.POST.get("version", "")
    try:
        version = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
        plan_step(plan=plan, step=step, version=version, actor=cast(User, request.user))
        messages.success(request, _("Saved."))
    except PlanFaultError as fault:
        messages.error(request, fault.reason)
    return redirect("diversity_plan")


def _plan(request: HttpRequest, pk: int, action: str, without: str) -> DiversityPlan:
    """The plan that somebody may do this to. Who may do it to none is refused before they learn whether it exists."""
    plan = DiversityPlan.objects.select_related("corps").filter(pk=pk).first()
    if plan is None:
        require(request, without)
        raise Http404(_("There is no such plan."))
    require(request, action, plan)
    return plan


def _answer(
    request: HttpRequest, form: forms.Form, store: Callable[[], None], corps: Any, title: str, *, about: str = ""
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            store()
        except PlanFaultError as fault:
            form.add_error(fault.field if fault.field in form.fields else None, fault.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect("diversity_plan")
    context = {
        "form": form,
        "title": title,
        "about": about,
        "corps": corps,
        "subject": corps,
        "register": corps.register,
    }
    return work_page(request, "diversity/plans/form.html", context, status=422 if form.errors else 200)
