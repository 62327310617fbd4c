"""Pages of the audit body, under the language prefix: `compare/` for all readers, `audit/` for who works there."""

from django.urls import URLPattern, path

from audit.urls import audits, compare, frameworks, funding, reports, standards
from audit.views import home

urlpatterns: list[URLPattern] = [
    path("audit/", home.audit_home, name="audit_home"),
    *compare.urlpatterns,
    *frameworks.urlpatterns,
    *standards.urlpatterns,
    *audits.urlpatterns,
    *funding.urlpatterns,
    *reports.urlpatterns,
]
