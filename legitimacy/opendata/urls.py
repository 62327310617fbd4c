"""Open data: pages under the language prefix, the API without it."""

from django.urls import URLPattern, path, re_path
from drf_spectacular.views import SpectacularAPIView

from legitimacy.opendata import views
from legitimacy.opendata.api import views as api
from legitimacy.opendata.api.docs import ApiDocs
from legitimacy.opendata.api.tokens import TokenCreate, TokenRevoke
from legitimacy.problems import api_not_found

urlpatterns: list[URLPattern] = [
    path("opendata/", views.opendata, name="opendata"),
    path("opendata/propose/", views.release_create, name="release_propose"),
    path("opendata/<str:code>/report/", views.release_report, name="release_report"),
    path("opendata/<str:code>/approve/", views.release_sign, name="release_approve"),
    path("opendata/<str:register>/<str:period>.<str:file_format>", views.opendata_file, name="opendata_file"),
]

api_urlpatterns: list[URLPattern] = [
    path("api/v1/", api.Root.as_view(), name="api_root"),
    path("api/v1/corps/", api.CorpsList.as_view(), name="api_corps_list"),
    path("api/v1/corps/<str:code>/", api.CorpsDetail.as_view(), name="api_corps_detail"),
    path("api/v1/indicators/", api.IndicatorList.as_view(), name="api_indicator_list"),
    path("api/v1/indicators/<str:code>/", api.IndicatorDetail.as_view(), name="api_indicator_detail"),
    path("api/v1/values/", api.ValueList.as_view(), name="api_value_list"),
    path("api/v1/scorecards/", api.ScorecardList.as_view(), name="api_scorecard_list"),
    path("api/v1/datasets/", api.DatasetList.as_view(), name="api_dataset_list"),
    path("api/v1/tokens/", TokenCreate.as_view(), name="api_token_create"),
    path("api/v1/tokens/revoke/", TokenRevoke.as_view(), name="api_token_revoke"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("api/docs/", ApiDocs.as_view(), name="api_docs"),
    re_path(r"^api/", api_not_found, name="api_not_found"),
]
