"""Addresses of reports and exports."""

from django.urls import URLPattern, path

from audit.views import reports

urlpatterns: list[URLPattern] = [
    path("audit/reports/", reports.reports, name="reports"),
    path("audit/reports/<uuid:pk>/", reports.report_detail, name="report"),
    path("audit/reports/<uuid:pk>/file/", reports.report_file, name="report_file"),
]
