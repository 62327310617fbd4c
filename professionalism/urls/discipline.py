"""Addresses of disciplinary cases."""

from django.urls import URLPattern, path

from professionalism.views.discipline import detail, figures, lists, own
from professionalism.views.discipline.acting import step_view, view_of
from professionalism.views.discipline.actions import ACTIONS, OWN_ACTIONS

HERE = "professionalism/discipline/"
ONE = f"{HERE}<uuid:pk>/"
OWN = "professionalism/own-discipline/"
FIGURES = "professionalism/discipline-figures/"
MINE = f"{OWN}<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(HERE, lists.discipline_list, name="discipline_list"),
    path(f"{HERE}new/", lists.discipline_create, name="discipline_create"),
    path(FIGURES, figures.discipline_figures, name="discipline_figures"),
    path(f"{FIGURES}consistency/", figures.discipline_consistency, name="discipline_consistency"),
    path(OWN, own.discipline_own, name="discipline_own"),
    path(MINE, own.discipline_own_case, name="discipline_own_case"),
    path(ONE, detail.discipline_case, name="discipline_case"),
    path(f"{ONE}name/", detail.discipline_name, name="discipline_name"),
    path(f"{ONE}step/", step_view, name="discipline_step"),
    *(path(f"{ONE}{action.path}/", view_of(action), name=f"discipline_{action.name}") for action in ACTIONS),
    *(path(f"{MINE}{action.path}/", view_of(action), name=f"discipline_{action.name}") for action in OWN_ACTIONS),
]
