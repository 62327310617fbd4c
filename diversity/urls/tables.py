"""Staff tables that everybody may read."""

from django.urls import URLPattern, path

from diversity.views import tables

urlpatterns: list[URLPattern] = [
    path("diversity/of/<str:code>/", tables.staff_public, name="staff_public"),
    path("diversity/of/<str:code>/staff.csv", tables.staff_public_csv, name="staff_public_csv"),
]
