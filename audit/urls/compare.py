"""Addresses of the comparison of corps."""

from django.urls import URLPattern, path

from audit.views import compare_flags, compare_peers, trend_rebase
from audit.views.compare import corps, pages
from audit.views.compare_indicator import pages as indicator_pages

urlpatterns: list[URLPattern] = [
    path("compare/", pages.compare, name="compare"),
    path("compare/matrix.csv", pages.compare_csv, name="compare_csv"),
    path("compare/corps/", corps.compare_corps, name="compare_corps"),
    path("compare/flags/", compare_flags.compare_flags, name="compare_flags"),
    path("compare/flags.csv", compare_flags.compare_flags_csv, name="compare_flags_csv"),
    path("compare/peers/<str:code>/", compare_peers.compare_peers, name="compare_peers"),
    path("compare/<str:indicator>/", indicator_pages.compare_indicator, name="compare_indicator"),
    path("compare/<str:indicator>/figures.csv", indicator_pages.compare_indicator_csv, name="compare_indicator_csv"),
    path(
        "compare/<str:indicator>/trends.csv",
        indicator_pages.compare_indicator_trend_csv,
        name="compare_indicator_trend_csv",
    ),
    path("compare/<str:indicator>/rebase/<str:code>/", trend_rebase.trend_rebase_page, name="trend_rebase"),
]
