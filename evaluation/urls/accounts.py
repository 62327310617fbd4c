"""The yearly account: work pages, and the page that everybody reads."""

from django.urls import URLPattern, path

from evaluation.views import accounts

HERE = "evaluation/accounts/"
ONE = f"{HERE}<str:code>/<int:year>/"
urlpatterns: list[URLPattern] = [
    path(HERE, accounts.accounts_list, name="accounts_list"),
    path(f"{HERE}new/", accounts.account_new, name="account_new"),
    path(ONE, accounts.account, name="account"),
    path(f"{ONE}write/", accounts.account_edit, name="account_edit"),
    path(f"{ONE}sign/", accounts.account_sign_step, name="account_sign"),
    path(f"{ONE}present/", accounts.account_present_step, name="account_present"),
    path(f"{ONE}publish/", accounts.account_publish_step, name="account_publish"),
    path("accountability/<str:code>/<int:year>/", accounts.account_public, name="account_public"),
    path("accountability/<str:code>/<int:year>/report.pdf", accounts.account_public_pdf, name="account_public_pdf"),
]
