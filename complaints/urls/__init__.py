"""Pages of complaints, under the language prefix: `complaint/` for citizens, `complaints/` for who works with them."""

from django.urls import URLPattern

from complaints.urls import importing, looking

urlpatterns: list[URLPattern] = [*looking.urlpatterns, *importing.urlpatterns]
