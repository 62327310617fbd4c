"""Pages of rows, cut by a cursor so that none is lost or told twice while rows are added."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from legitimacy.problems import BadFilterError


class Pages(CursorPagination):
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 500

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        self.invalid_cursor_message = _("This cursor is no page of the list; begin again without one.")
        asked = request.query_params.get("page_size", "1")
        if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:9]) <= self.max_page_size:
            raise BadFilterError("page_size", _("A page holds 1 to %d rows.") % self.max_page_size)
        try:
            return super().paginate_queryset(queryset, request, view=view)
        except (ValueError, OverflowError) as error:
            raise NotFound(self.invalid_cursor_message) from error


class CorpsPages(Pages):
    ordering = "code"


class ValuePages(Pages):
    """As many as a country has in a period."""

    ordering = "pk"
    max_page_size = 15_000


class TablePages(Pages):
    """As many as the tables of a year of a country with some hundred corps."""

    ordering = "pk"
    max_page_size = 10_000


class ScorecardPages(Pages):
    ordering = "code"
    page_size = 10
    max_page_size = 50


class DatasetPages(Pages):
    ordering = "-approved_at"
