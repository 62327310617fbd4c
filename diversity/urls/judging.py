"""Representation, the quality criterion and the diversity plan."""

from django.urls import URLPattern, path

from diversity.views import criteria, plans, representation

urlpatterns: list[URLPattern] = [
    path("diversity/representation/", representation.diversity_representation, name="diversity_representation"),
    path("diversity/criteria/", criteria.diversity_criteria, name="diversity_criteria"),
    path("diversity/plan/", plans.diversity_plan, name="diversity_plan"),
    path("diversity/plan/new/", plans.diversity_plan_new, name="diversity_plan_new"),
    path("diversity/plan/<int:pk>/", plans.diversity_plan_change, name="diversity_plan_change"),
    path("diversity/plan/<int:pk>/actions/new/", plans.diversity_action_new, name="diversity_action_new"),
    path(
        "diversity/plan/<int:pk>/actions/<int:action>/", plans.diversity_action_change, name="diversity_action_change"
    ),
    path("diversity/plan/<int:pk>/<slug:step>/", plans.diversity_plan_step, name="diversity_plan_step"),
]
