"""Figures of a corps's own register, and the public page about complaining there."""

from django.urls import path

from complaints.views import figures, public

urlpatterns = [
    path("complaints/figures/", figures.complaints_figures, name="complaints_figures"),
    path("complaints/figures/<str:code>/", figures.complaints_figures_of, name="complaints_figures_of"),
    path(
        "complaints/figures/<str:code>/<slug:table>.csv", figures.complaints_figures_csv, name="complaints_figures_csv"
    ),
    path(
        "complaints/figures/<str:code>/answers/<slug:table>.csv",
        figures.complaints_answers_csv,
        name="complaints_answers_csv",
    ),
    path("complaints/about/<str:code>/", public.complaints_public, name="complaints_public"),
]
