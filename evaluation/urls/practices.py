"""Pages of practices and research."""

from django.urls import URLPattern, path

from evaluation.views.practices import public, records, research, work

urlpatterns: list[URLPattern] = [
    path("practices/", public.practices_list, name="practices_list"),
    path("practices/register.csv", public.practices_csv, name="practices_csv"),
    path("practices/<slug:code>/", public.practice_page, name="practice_page"),
    path("research/", research.research_list, name="research_list"),
    path("evaluation/practices/", work.practices_work, name="practices_work"),
    path("evaluation/practices/new/", records.practice_new, name="practice_new"),
    path("evaluation/practices/uses/<int:pk>/", records.practice_use_change, name="practice_use_change"),
    path("evaluation/practices/<slug:code>/change/", records.practice_change, name="practice_change"),
    path("evaluation/practices/<slug:code>/use/", records.practice_use, name="practice_use"),
    path("evaluation/practices/<slug:code>/rate/", records.practice_rating, name="practice_rate"),
    path("evaluation/research/", research.research_work, name="research_work"),
    path("evaluation/research/new/", research.research_new, name="research_new"),
    path("evaluation/research/<int:pk>/", research.research_change, name="research_change"),
]
