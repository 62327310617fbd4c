"""Pages of professionalism, under the language prefix."""

from django.urls import URLPattern, path

from professionalism.urls import discipline, force, operations, signals, training
from professionalism.views import home

urlpatterns: list[URLPattern] = [
    path("professionalism/", home.professionalism_home, name="professionalism_home"),
    *discipline.urlpatterns,
    *force.urlpatterns,
    *operations.urlpatterns,
    *signals.urlpatterns,
    *training.urlpatterns,
]
