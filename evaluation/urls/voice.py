"""Pages of citizens' voice: waves of surveys."""

from django.urls import URLPattern, path

from evaluation.views.voice import pages, waves

urlpatterns: list[URLPattern] = [
    path("evaluation/voice/", pages.voice_home, name="voice_home"),
    path("evaluation/voice/waves/new/", waves.wave_new, name="wave_new"),
    path("evaluation/voice/waves/<int:pk>/", waves.wave_page, name="wave_page"),
]
