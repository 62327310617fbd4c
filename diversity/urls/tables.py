"""Staff tables that everybody may read."""

from django.urls import URLPattern, path

from diversity.exports.tables import FORMATS
from diversity.views import tables

urlpatterns: list[URLPattern] = [
    path("diversity/of/<str:code>/", tables.staff_public, name="staff_public"),
    *(
        path(
            f"diversity/of/<str:code>/staff.{ending}",
            tables.staff_public_file,
            {"ending": ending},
            name=f"staff_public_{ending}",
        )
        for ending in FORMATS
    ),
]
