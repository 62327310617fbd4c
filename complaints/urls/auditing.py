"""Complaint files that an auditor may read inside an opened audit."""

from django.urls import URLPattern, path

from complaints.views import auditing

urlpatterns: list[URLPattern] = [
    path("complaints/audited/", auditing.complaints_audited, name="complaints_audited"),
    path("complaints/audited/<str:number>/", auditing.complaint_audited, name="complaint_audited"),
]
