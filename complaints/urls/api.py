"""What other bodies' systems send; without a language prefix."""

from django.urls import URLPattern, path

from complaints.api.views import ComplaintSubmit

api_urlpatterns: list[URLPattern] = [path("api/v1/complaints/", ComplaintSubmit.as_view(), name="api_complaint_submit")]
