"""Addresses of frameworks: drafts, what a change does, signatures."""

from django.urls import URLPattern, path

from audit.views.frameworks import editing, lists, trials

urlpatterns: list[URLPattern] = [
    path("audit/frameworks/", lists.frameworks, name="audit_frameworks"),
    path("audit/frameworks/new/", lists.framework_new, name="audit_framework_new"),
    path("audit/frameworks/<str:code>/", lists.framework, name="audit_framework"),
    path("audit/frameworks/<str:code>/changes.csv", lists.framework_changes_csv, name="audit_framework_changes_csv"),
    path("audit/frameworks/<str:code>/items/<str:indicator>/", editing.framework_item, name="audit_framework_item"),
    path("audit/frameworks/<str:code>/weights/", editing.framework_weights, name="audit_framework_weights"),
    path("audit/frameworks/<str:code>/delete/", editing.framework_delete, name="audit_framework_delete"),
    path("audit/frameworks/<str:code>/sign/", editing.framework_signing, name="audit_framework_sign"),
    path("audit/frameworks/<str:code>/diff/", trials.framework_diff, name="audit_framework_diff"),
    path("audit/frameworks/<str:code>/diff.csv", trials.framework_diff_csv, name="audit_framework_diff_csv"),
    path("audit/frameworks/<str:code>/robustness/", trials.framework_robustness, name="audit_framework_robustness"),
    path(
        "audit/frameworks/<str:code>/robustness.csv",
        trials.framework_robustness_csv,
        name="audit_framework_robustness_csv",
    ),
]
