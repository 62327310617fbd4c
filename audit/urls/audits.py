"""Addresses of audits, findings and recommendations."""

from django.urls import URLPattern, path

from audit.views.audits import creating, detail, lists, past
from audit.views.audits.acting import view_of
from audit.views.audits.actions import ACTIONS

ONE = "audit/audits/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("audit/audits/", lists.audits_list, name="audits_list"),
    path("audit/audits/list.csv", lists.audits_csv, name="audits_csv"),
    path("audit/audits/plan/", lists.audits_plan, name="audits_plan"),
    path("audit/audits/new/", creating.audit_create, name="audit_create"),
    path("audit/audits/past/", past.past_audit_new, name="audit_past"),
    path("audit/audits/past/<int:pk>/remove/", past.past_audit_taken_back, name="audit_past_remove"),
    path(ONE, detail.audit_detail, name="audit_detail"),
    path(f"{ONE}report/", detail.audit_report, name="audit_report"),
    path(f"{ONE}evidence/<uuid:file>/", detail.audit_evidence, name="audit_evidence"),
    *(path(f"{ONE}{action.path}/", view_of(action), name=f"audit_{action.name}") for action in ACTIONS),
]
