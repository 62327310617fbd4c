"""Pages of schools, training and selection."""

from django.urls import URLPattern, path

from professionalism.views.schools import pages
from professionalism.views.training import home, records, selection, tables

urlpatterns: list[URLPattern] = [
    path("schools/", pages.schools_list, name="schools_list"),
    path("schools/<str:code>/", pages.school_page, name="school_page"),
    path("schools/<str:code>/figures.csv", pages.school_figures_csv, name="school_figures_csv"),
    path("professionalism/training/", home.training_home, name="training_home"),
    path("professionalism/selection/", selection.selection_home, name="selection_home"),
    path("professionalism/training/templates/<str:name>.csv", tables.training_template, name="training_template"),
    path("professionalism/training/tables/<str:name>/", tables.training_table, name="training_table"),
]
for kind in records.KINDS:
    place = "selection" if kind.name == "selection" else f"training/{kind.name.replace('_', '-')}"
    urlpatterns += [
        path(f"professionalism/{place}/new/", records.new_view(kind), name=f"{kind.name}_new"),
        path(f"professionalism/{place}/<int:pk>/", records.change_view(kind), name=f"{kind.name}_change"),
    ]
