"""Early signals: the cases, the officer's own pages, what people enter, and the rules."""

from django.urls import URLPattern, path

from professionalism.views.signals import acting, entering, pages
from professionalism.views.signals.actions import ACTIONS

ROOT = "professionalism/signals/"

urlpatterns: list[URLPattern] = [
    path(ROOT, pages.signals_list, name="signals_list"),
    path(f"{ROOT}find/", pages.signals_find_now, name="signals_find"),
    path(f"{ROOT}rules/", entering.signals_rules, name="signals_rules"),
    path(f"{ROOT}corrections/", entering.signals_corrections, name="signals_corrections"),
    path(f"{ROOT}exposure/", entering.signals_exposure, name="signals_exposure"),
    path(f"{ROOT}judgments/", entering.signals_judgment, name="signals_judgment"),
    path(f"{ROOT}judgments/withdraw/", entering.signals_judgment_withdraw, name="signals_judgment_withdraw"),
    path(f"{ROOT}report/", entering.signals_report, name="signals_report"),
    path(f"{ROOT}mine/", pages.signals_mine, name="signals_mine"),
    path(f"{ROOT}mine/<uuid:pk>/", pages.signal_mine, name="signal_mine"),
    path(f"{ROOT}mine/<uuid:pk>/reply/", acting.signal_reply, name="signal_reply"),
    path(f"{ROOT}<uuid:pk>/", pages.signal_case, name="signal_case"),
    path(f"{ROOT}<uuid:pk>/name/", pages.signal_name, name="signal_name"),
    path(f"{ROOT}<uuid:pk>/reporter/", pages.signal_reporter, name="signal_reporter"),
    *(path(f"{ROOT}<uuid:pk>/{one.name}/", acting.view_of(one), name=f"signal_{one.name}") for one in ACTIONS),
]
