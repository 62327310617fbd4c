"""Pages of the dashboard, under the language prefix."""

from django.urls import URLPattern, path

from legitimacy.dashboard.views import indicators, pages, register, scorecards, today

urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("today/", today.today, name="today"),
    path("methods/", pages.methods_page, name="methods_page"),
    path("accessibility/", pages.accessibility_page, name="accessibility_page"),
    path("corps/", register.corps_list, name="corps_list"),
    path("corps/map.json", register.corps_map, name="corps_map"),
    path("corps/list.csv", register.corps_map_csv, name="corps_map_csv"),
    path("corps/<str:code>/", scorecards.corps_scorecard, name="corps_scorecard"),
    path("corps/<str:code>/progress/", scorecards.corps_progress, name="corps_progress"),
    path("corps/<str:code>/figures.csv", scorecards.corps_figures_csv, name="corps_figures_csv"),
    path("corps/<str:code>/pillars.csv", scorecards.corps_pillars_csv, name="corps_pillars_csv"),
    path("corps/<str:code>/<str:indicator>/", indicators.corps_indicator, name="corps_indicator"),
    path("corps/<str:code>/<str:indicator>/figures.csv", indicators.corps_indicator_csv, name="corps_indicator_csv"),
    path("corps/<str:code>/<str:indicator>/reply/", indicators.reply_create, name="reply_write"),
]
