"""What of a story is shared."""

from django.urls import path

from complaints.views import redaction

urlpatterns = [
    path("complaints/<str:number>/redaction/", redaction.complaint_redaction, name="complaint_redaction"),
]
