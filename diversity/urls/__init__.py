"""Pages of diversity, under the language prefix."""

from django.urls import URLPattern, path

from diversity.urls import judging
from diversity.views import home

urlpatterns: list[URLPattern] = [
    path("diversity/", home.diversity_home, name="diversity_home"),
    *judging.urlpatterns,
]
