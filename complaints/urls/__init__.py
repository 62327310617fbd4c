"""Pages of complaints, under the language prefix: `complaint/` for citizens, `complaints/` for who works with them."""

from django.urls import URLPattern

from complaints.urls import file, looking

urlpatterns: list[URLPattern] = [
    *looking.urlpatterns,
    *file.urlpatterns,
]
