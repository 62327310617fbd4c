"""The API's own page to read and try it: Swagger's script beside the page, as the content security policy wants it."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class ApiDocs(SpectacularSwaggerSplitView):
    url_name = "api_schema"
    template_name = "opendata/api_docs.html"
