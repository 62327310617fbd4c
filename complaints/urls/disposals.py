"""Files of which the time is over."""

from django.urls import path

from complaints.views import disposals

urlpatterns = [
    path("complaints/disposals/", disposals.disposals, name="complaints_disposals"),
    path("complaints/disposals/propose/", disposals.propose, name="complaints_disposal_propose"),
    path("complaints/disposals/answer/", disposals.answer, name="complaints_disposal_answer"),
]
