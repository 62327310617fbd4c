from django.urls import URLPattern, path

from complaints.views import entering, importing

urlpatterns: list[URLPattern] = [
    path("complaints/enter/", entering.complaints_enter, name="complaints_enter"),
    path("complaints/import/", importing.complaints_import, name="complaints_import"),
    path(
        "complaints/import/<str:token>/rejects.csv",
        importing.complaints_import_rejects,
        name="complaints_import_rejects",
    ),
]
