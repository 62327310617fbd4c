"""The page of one file and its actions, each an address of its own under it."""

from django.urls import URLPattern, path, register_converter

from complaints.views.file import page, sealed
from complaints.views.file.acting import view_of
from complaints.views.file.actions_deciding import DECIDING
from complaints.views.file.actions_people import PEOPLE
from complaints.views.file.actions_working import WORKING
from complaints.views.file.steps import step_view


class NumberConverter:
    """A file number, so that other work pages may have any other name."""

    regex = "K-[0-9A-Z]{4}-[0-9A-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NumberConverter, "file_number")
FILE = "complaints/<file_number:number>/"

urlpatterns: list[URLPattern] = [
    path(FILE, page.complaint_detail, name="complaint_detail"),
    path(f"{FILE}step/", step_view, name="complaint_step"),
    path(f"{FILE}identity/", sealed.identity_view, name="complaint_identity"),
    path(f"{FILE}involved/<int:involved>/open/", sealed.involved_open_view, name="complaint_involved_open"),
    path(f"{FILE}links/counter/", sealed.counter_view, name="complaint_counter"),
    path(f"{FILE}conflict/lift/", sealed.conflict_lift_view, name="complaint_conflict_lift"),
    path(f"{FILE}copy/", sealed.copy_view, name="complaint_take_copy"),
    *(
        path(f"{FILE}{action.path}/", view_of(action), name=f"complaint_{action.name}")
        for action in (*PEOPLE, *DECIDING, *WORKING)
    ),
]
