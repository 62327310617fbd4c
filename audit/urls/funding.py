"""Addresses of funding advice."""

from django.urls import URLPattern, path

from audit.views.funding import schemes, sheets, steps

ONE = "audit/funding/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("audit/funding/", schemes.funding_list, name="funding"),
    path("audit/funding/new/", schemes.funding_create, name="funding_create"),
    path("audit/funding/funding.py", sheets.funding_script, name="funding_script"),
    path(ONE, schemes.funding_scheme, name="funding_scheme"),
    path(f"{ONE}results.csv", schemes.funding_csv, name="funding_csv"),
    path(f"{ONE}rules/", schemes.funding_edit, name="funding_edit"),
    path(f"{ONE}indicators/", schemes.funding_items, name="funding_items"),
    path(f"{ONE}simulation/", schemes.funding_simulate, name="funding_simulate"),
    path(f"{ONE}calculate/", steps.funding_calculate, name="funding_calculate"),
    path(f"{ONE}sign/", steps.funding_sign, name="funding_sign"),
    path(f"{ONE}withdraw/", steps.funding_withdraw, name="funding_withdraw"),
    path(f"{ONE}decisions/", steps.funding_decide, name="funding_decide"),
    path(f"{ONE}replies/<int:reply>/", steps.funding_answer, name="funding_answer"),
    path(f"{ONE}samples/<str:code>/", steps.funding_sample, name="funding_sample"),
    path(f"{ONE}corps/<str:code>/", sheets.funding_sheet, name="funding_sheet"),
    path(f"{ONE}corps/<str:code>/sheet.json", sheets.funding_sheet_json, name="funding_sheet_json"),
    path(f"{ONE}corps/<str:code>/reply/", sheets.funding_reply, name="funding_reply"),
]
