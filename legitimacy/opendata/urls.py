"""Open data: pages under the language prefix, the API without it."""

from django.urls import URLPattern, path, re_path
from drf_spectacular.views import SpectacularAPIView

from legitimacy.opendata.api import views as api
from legitimacy.opendata.api.docs import ApiDocs
from legitimacy.opendata.api.streams import ValuesFile
from legitimacy.opendata.api.tables import TableList
from legitimacy.opendata.api.tokens import TokenCreate, TokenRevoke
from legitimacy.opendata.views import datasets, files, releases, research, tokens
from legitimacy.problems import api_not_found

OUTPUT = "opendata/research/<int:pk>/outputs/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("opendata/", releases.opendata, name="opendata"),
    path("opendata/datasets/<slug:dataset>/", datasets.dataset_page, name="dataset_page"),
    path("opendata/releases/<slug:code>/", datasets.release_page, name="release_page"),
    path("opendata/<str:code>/withdraw/", releases.release_end, name="release_withdraw"),
    path("opendata/research/", research.access_list, name="research_accesses"),
    path("opendata/research/<int:pk>/", research.access_page, name="research_access"),
    path("opendata/research/<int:pk>/decide/", research.access_decision, name="research_access_decide"),
    path("opendata/research/<int:pk>/values.csv", research.access_values, name="research_access_values"),
    path("opendata/research/<int:pk>/outputs/", research.output_new, name="research_output_new"),
    path(f"{OUTPUT}check/", research.output_verdict, name="research_output_check"),
    path(f"{OUTPUT}file/", research.output_file, name="research_output_file"),
    path("opendata/propose/", releases.release_create, name="release_propose"),
    path("opendata/tokens/", tokens.tokens_page, name="api_tokens"),
    path("opendata/tokens/<int:pk>/revoke/", tokens.token_end_view, name="api_token_end"),
    path("opendata/<str:code>/report/", releases.release_report, name="release_report"),
    path("opendata/<str:code>/approve/", releases.release_sign, name="release_approve"),
    path("opendata/<str:register>/<str:period>.<str:file_format>", releases.opendata_file, name="opendata_file"),
]

# What machines fetch has no language in its address, and stays where it is.
RELEASE = "opendata/releases/<slug:code>/"
file_urlpatterns: list[URLPattern] = [
    path("opendata/catalog", files.catalog, name="opendata_catalog"),
    re_path(r"^opendata/catalog\.(?P<ending>ttl|jsonld)$", files.catalog, name="opendata_catalog_file"),
    path(f"{RELEASE}datapackage.json", files.package, name="opendata_package"),
    path(f"{RELEASE}dictionary.csv", files.dictionary, name="opendata_dictionary"),
    path(f"{RELEASE}<slug:dataset>/", files.edition_redirect, name="opendata_edition"),
    path(f"{RELEASE}<slug:dataset>/datacite.json", files.datacite, name="opendata_datacite"),
    path(f"{RELEASE}<slug:dataset>.<slug:file_format>", files.edition_file, name="opendata_edition_file"),
    path("opendata/latest/<slug:register>/<slug:dataset>.<slug:file_format>", files.latest, name="opendata_latest"),
]

api_urlpatterns: list[URLPattern] = [
    *file_urlpatterns,
    path("api/v1/", api.Root.as_view(), name="api_root"),
    path("api/v1/corps/", api.CorpsList.as_view(), name="api_corps_list"),
    path("api/v1/corps/<str:code>/", api.CorpsDetail.as_view(), name="api_corps_detail"),
    path("api/v1/indicators/", api.IndicatorList.as_view(), name="api_indicator_list"),
    path("api/v1/indicators/<str:code>/", api.IndicatorDetail.as_view(), name="api_indicator_detail"),
    path("api/v1/values/", api.ValueList.as_view(), name="api_value_list"),
    path("api/v1/values.csv", ValuesFile.as_view(), name="api_values_file"),
    path("api/v1/scorecards/", api.ScorecardList.as_view(), name="api_scorecard_list"),
    path("api/v1/tables/", TableList.as_view(), name="api_table_list"),
    path("api/v1/datasets/", api.DatasetList.as_view(), name="api_dataset_list"),
    path("api/v1/tokens/", TokenCreate.as_view(), name="api_token_create"),
    path("api/v1/tokens/revoke/", TokenRevoke.as_view(), name="api_token_revoke"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("api/docs/", ApiDocs.as_view(), name="api_docs"),
    re_path(r"^api/", api_not_found, name="api_not_found"),
]
