"""Pages of complaints, under the language prefix: `complaint/` for citizens, `complaints/` for who works with them."""

from django.urls import URLPattern

from complaints.urls.figures import urlpatterns as figures

urlpatterns: list[URLPattern] = [*figures]
