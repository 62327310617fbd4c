"""Pages of evaluation, under the language prefix."""

from django.urls import URLPattern, path

from evaluation.urls import accounts, policy
from evaluation.urls.practices import urlpatterns as practices
from evaluation.urls.voice import urlpatterns as voice
from evaluation.views import home

urlpatterns: list[URLPattern] = [
    path("evaluation/", home.evaluation_home, name="evaluation_home"),
    *accounts.urlpatterns,
    *policy.urlpatterns,
    *practices,
    *voice,
]
