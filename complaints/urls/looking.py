from django.urls import URLPattern, path

from complaints.views import looking

urlpatterns: list[URLPattern] = [path("complaints/looks/", looking.complaints_looks, name="complaints_looks")]
