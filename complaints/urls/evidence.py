"""Files of a complaint."""

from django.urls import path

from complaints.views import evidence

urlpatterns = [
    path("complaints/<str:number>/evidence/", evidence.complaint_evidence_list, name="complaint_evidence_list"),
    path("complaints/<str:number>/evidence/<uuid:pk>/", evidence.complaint_evidence, name="complaint_evidence"),
    path(
        "complaints/<str:number>/evidence/<uuid:pk>/original/",
        evidence.complaint_evidence_original,
        name="complaint_evidence_original",
    ),
]
