"""Pages of diversity, under the language prefix."""

from django.urls import URLPattern, path

from diversity.urls import judging, staffing, surveys, tables
from diversity.views import home

urlpatterns: list[URLPattern] = [
    path("diversity/", home.diversity_home, name="diversity_home"),
    *surveys.urlpatterns,
    *tables.urlpatterns,
    *staffing.urlpatterns,
    *judging.urlpatterns,
]
