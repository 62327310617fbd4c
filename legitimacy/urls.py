"""Every URL. Pages stand under a language prefix; what machines ask for does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from complaints.urls.api import api_urlpatterns as complaints_api_urlpatterns
from legitimacy.accounts.urls import unprefixed as accounts_unprefixed
from legitimacy.admin import site
from legitimacy.opendata.urls import api_urlpatterns

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("legitimacy.health")),
    path("", include("legitimacy.wellknown")),
    *accounts_unprefixed,
    *complaints_api_urlpatterns,
    *api_urlpatterns,
    *i18n_patterns(
        path("", include("legitimacy.accounts.urls")),
        path("admin/", site.urls),
        path("", include("legitimacy.opendata.urls")),
        path("", include("audit.urls")),
        path("", include("complaints.urls")),
        path("", include("professionalism.urls")),
        path("", include("diversity.urls")),
        path("", include("evaluation.urls")),
        path("", include("legitimacy.dashboard.urls")),
    ),
]
