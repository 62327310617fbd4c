"""Pages of professionalism, under the language prefix."""

from django.urls import URLPattern, path

from professionalism.urls import force, operations
from professionalism.views import home

urlpatterns: list[URLPattern] = [
    path("professionalism/", home.professionalism_home, name="professionalism_home"),
    *force.urlpatterns,
    *operations.urlpatterns,
]
