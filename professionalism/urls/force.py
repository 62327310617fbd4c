"""Addresses of the force register. A number says nothing of who or what it is about."""

from django.urls import URLPattern, path, re_path

from professionalism.views.force import acting, audited, detail, figures, form, lists, own
from professionalism.workflow.force_steps import FormStep

STEPS = "|".join(step for step in FormStep if step is not FormStep.CHECK)
NUMBER = r"(?P<number>[A-Z0-9]{10,12})"

urlpatterns: list[URLPattern] = [
    path("professionalism/force/", own.force_mine, name="force_mine"),
    path("professionalism/force/new/", own.force_start, name="force_start"),
    path("professionalism/force/reports/", lists.force_list, name="force_list"),
    path("professionalism/force/figures/", figures.force_figures, name="force_figures"),
    path("professionalism/force/audited/", audited.force_audited, name="force_audited"),
    path("professionalism/force/audited/<str:number>/", audited.force_audited_report, name="force_audited_report"),
    re_path(rf"^professionalism/force/write/{NUMBER}/(?P<step>{STEPS})/$", form.force_step, name="force_step"),
    path("professionalism/force/write/<str:number>/check/", form.force_check, name="force_check"),
    path("professionalism/force/write/<str:number>/discard/", form.force_discard, name="force_discard"),
    path("professionalism/force/reports/<str:number>/", detail.force_report, name="force_report"),
    path("professionalism/force/reports/<str:number>/<slug:action>/", acting.force_act, name="force_act"),
]
