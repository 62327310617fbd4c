"""Addresses of the monthly counts: conflicts, and proactive checks with where they are made."""

from django.urls import URLPattern, path, re_path

from professionalism.views import checks, counts
from professionalism.workflow.sheets import SHEETS

MONTH = r"(?P<month>[0-9]{4}-[0-9]{2})"

urlpatterns: list[URLPattern] = [path("professionalism/checks/places/", checks.check_places, name="check_places")]
for key in SHEETS:
    root, sheet = f"professionalism/{key}/", {"sheet": key}
    urlpatterns += [
        path(root, counts.counts_list, sheet, name=f"counts_{key}"),
        path(f"{root}template.csv", counts.counts_template, sheet, name=f"counts_{key}_csv"),
        re_path(rf"^{root}{MONTH}/$", counts.counts_month, sheet, name=f"counts_{key}_month"),
    ]
