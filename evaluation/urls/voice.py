"""Pages of citizens' voice: waves of surveys, and the survey after a contact. No address holds a code."""

from django.urls import URLPattern, path

from evaluation.views.voice import answering, contact, operations, pages, waves

urlpatterns: list[URLPattern] = [
    path("evaluation/contact/", answering.contact_answer, name="contact_answer"),
    path("evaluation/contact/thanks/", answering.contact_thanks, name="contact_thanks"),
    path("evaluation/voice/", pages.voice_home, name="voice_home"),
    path("evaluation/voice/operations/", operations.voice_operations, name="voice_operations"),
    path("evaluation/voice/waves/new/", waves.wave_new, name="wave_new"),
    path("evaluation/voice/waves/<int:pk>/", waves.wave_page, name="wave_page"),
    path("evaluation/voice/contact/open/", contact.contact_begin, name="contact_begin"),
    path("evaluation/voice/contact/<int:pk>/", contact.contact_page, name="contact_page"),
    path("evaluation/voice/contact/<int:pk>/draw/", contact.contact_lots, name="contact_lots"),
]
