"""Addresses of the comparison of corps."""

from django.urls import URLPattern, path

from audit.views.compare import corps, pages

urlpatterns: list[URLPattern] = [
    path("compare/", pages.compare, name="compare"),
    path("compare/matrix.csv", pages.compare_csv, name="compare_csv"),
    path("compare/corps/", corps.compare_corps, name="compare_corps"),
]
