"""Addresses of plans, objectives and evaluations."""

from django.urls import URLPattern, path

from evaluation.views.policy import actions, calendars, evaluations, objectives, plans

PLANS, OBJECTIVE, EVALUATION = "evaluation/plans/", "evaluation/objectives/<uuid:pk>/", "evaluation/of/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(PLANS, plans.policy_plans, name="policy_plans"),
    path(f"{PLANS}new/", plans.policy_plan_new, name="policy_plan_new"),
    path(f"{PLANS}<uuid:pk>/", plans.policy_plan, name="policy_plan"),
    path(f"{PLANS}<uuid:pk>/change/", plans.policy_plan_change, name="policy_plan_change"),
    path(f"{PLANS}<uuid:pk>/approve/", plans.policy_plan_approve, name="policy_plan_approve"),
    path(f"{PLANS}<uuid:pk>/objective/", plans.policy_objective_new, name="policy_objective_new"),
    path("evaluation/actions/", actions.policy_actions, name="policy_actions"),
    path("evaluation/actions/calendar/", calendars.policy_calendar, name="policy_calendar"),
    path("evaluation/actions/calendar/end/", calendars.policy_calendar_end, name="policy_calendar_end"),
    path("evaluation/calendar/<str:key>.ics", calendars.policy_calendar_feed, name="policy_calendar_feed"),
    path("evaluation/actions/<int:pk>/", actions.policy_action, name="policy_action"),
    path(OBJECTIVE, objectives.policy_objective, name="policy_objective"),
    path(f"{OBJECTIVE}change/", objectives.policy_objective_change, name="policy_objective_change"),
    path(f"{OBJECTIVE}stop/", objectives.policy_objective_stop, name="policy_objective_stop"),
    path(EVALUATION, evaluations.policy_evaluation, name="policy_evaluation"),
    path(f"{EVALUATION}change/", evaluations.policy_evaluation_change, name="policy_evaluation_change"),
    path(f"{EVALUATION}submit/", evaluations.policy_evaluation_submit, name="policy_evaluation_submit"),
    path(f"{EVALUATION}approve/", evaluations.policy_evaluation_approve, name="policy_evaluation_approve"),
    path(f"{EVALUATION}return/", evaluations.policy_evaluation_return, name="policy_evaluation_return"),
    path(f"{EVALUATION}action/", evaluations.policy_evaluation_action, name="policy_evaluation_action"),
]
