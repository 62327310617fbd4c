"""Pages of complaints, under the language prefix: `complaint/` for citizens, `complaints/` for who works with them."""

from django.urls import URLPattern

from complaints.urls import evidence, letters, looking, redaction

urlpatterns: list[URLPattern] = [
    *looking.urlpatterns,
    *evidence.urlpatterns,
    *redaction.urlpatterns,
    *letters.urlpatterns,
]
