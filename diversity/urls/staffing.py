"""Pages of staff counts."""

from django.urls import URLPattern, path

from diversity.views import staff_entering, staffing

urlpatterns: list[URLPattern] = [
    path("diversity/staff/", staffing.staff_list, name="staff_list"),
    path("diversity/staff/area/", staffing.staff_area, name="staff_area"),
    path("diversity/staff/template/<str:kind>.<str:ending>", staffing.staff_template, name="staff_template"),
    path("diversity/staff/new/<str:kind>/<str:way>/", staff_entering.staff_new, name="staff_new"),
    path("diversity/staff/<int:pk>/", staffing.staff_return, name="staff_return"),
    path("diversity/staff/<int:pk>/do/<str:act>/", staffing.staff_act, name="staff_act"),
    path("diversity/staff/<int:pk>/<str:way>/", staff_entering.staff_change, name="staff_change"),
]
