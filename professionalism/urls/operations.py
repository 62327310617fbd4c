"""Addresses of the monthly counts: conflicts, and proactive checks."""

from django.urls import URLPattern, path, re_path

from professionalism.views import counts
from professionalism.workflow.sheets import SHEETS

urlpatterns: list[URLPattern] = [
    pattern
    for key in SHEETS
    for pattern in (
        path(f"professionalism/{key}/", counts.counts_list, {"sheet": key}, name=f"counts_{key}"),
        path(f"professionalism/{key}/template.csv", counts.counts_template, {"sheet": key}, name=f"counts_{key}_csv"),
        re_path(
            rf"^professionalism/{key}/(?P<month>[0-9]{{4}}-[0-9]{{2}})/$",
            counts.counts_month,
            {"sheet": key},
            name=f"counts_{key}_month",
        ),
    )
]
