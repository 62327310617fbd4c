"""Letters of a complaint."""

from django.urls import path

from complaints.views import letters

HERE = "complaints/<str:number>/letters/"

urlpatterns = [
    path(HERE, letters.complaint_letters, name="complaint_letters"),
    path(f"{HERE}write/<slug:template>/", letters.complaint_letter_write, name="complaint_letter_write"),
    path(f"{HERE}<int:pk>/", letters.complaint_letter, name="complaint_letter"),
    path(f"{HERE}<int:pk>/pdf/", letters.complaint_letter_pdf, name="complaint_letter_pdf"),
    path(f"{HERE}<int:pk>/named/", letters.complaint_letter_named, name="complaint_letter_named"),
]
