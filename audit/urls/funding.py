"""Addresses of funding advice."""

from django.urls import URLPattern, path

from audit.views import funding

ONE = "audit/funding/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("audit/funding/", funding.funding_list, name="funding"),
    path("audit/funding/new/", funding.funding_create, name="funding_create"),
    path("audit/funding/funding.py", funding.funding_script, name="funding_script"),
    path(ONE, funding.funding_scheme, name="funding_scheme"),
    path(f"{ONE}results.csv", funding.funding_csv, name="funding_csv"),
    path(f"{ONE}rules/", funding.funding_edit, name="funding_edit"),
    path(f"{ONE}indicators/", funding.funding_items, name="funding_items"),
    path(f"{ONE}simulation/", funding.funding_simulate, name="funding_simulate"),
    path(f"{ONE}calculate/", funding.funding_calculate, name="funding_calculate"),
    path(f"{ONE}sign/", funding.funding_sign, name="funding_sign"),
    path(f"{ONE}withdraw/", funding.funding_withdraw, name="funding_withdraw"),
    path(f"{ONE}decisions/", funding.funding_decide, name="funding_decide"),
    path(f"{ONE}replies/<int:reply>/", funding.funding_answer, name="funding_answer"),
    path(f"{ONE}samples/<str:code>/", funding.funding_sample, name="funding_sample"),
    path(f"{ONE}corps/<str:code>/", funding.funding_sheet, name="funding_sheet"),
    path(f"{ONE}corps/<str:code>/sheet.json", funding.funding_sheet_json, name="funding_sheet_json"),
    path(f"{ONE}corps/<str:code>/reply/", funding.funding_reply, name="funding_reply"),
]
