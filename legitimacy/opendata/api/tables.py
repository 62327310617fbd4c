"""Tables of people: what releases showed of them, and nothing else, whoever asks."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from legitimacy.disclosure.families import table_families
from legitimacy.disclosure.released import tables_query
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.opendata.api import filters
from legitimacy.opendata.api.keeping import page_keep, page_kept, page_key
from legitimacy.opendata.api.pages import TablePages
from legitimacy.opendata.api.parameters import (
    CURSOR,
    FAMILY,
    LEVEL,
    PART,
    REGISTER,
    SUBJECT,
    TABLE_LEVELS,
    YEAR,
    page_size,
)
from legitimacy.opendata.api.reading import ReadView
from legitimacy.opendata.api.rendering import FastRenderer
from legitimacy.opendata.api.schema import page_of
from legitimacy.opendata.api.serializers import TableNumberSerializer

NAMED = (FAMILY, SUBJECT, LEVEL, YEAR, PART, REGISTER, CURSOR)
TOTAL = "total"


class TableList(ReadView):
    """Protected counts of people of corps, provinces and countries, such as staff by sex.

    An account reads no more than a visitor. Of a subject and year the newest release counts; what is not there was not
    handed over.
    """

    filters = (*(one.name for one in NAMED), "page_size")

    @extend_schema(
        operation_id="v1_tables_list",
        parameters=[*NAMED, page_size(TablePages.max_page_size)],
        responses=page_of(TableNumberSerializer),
    )
    def get(self, request: Request) -> HttpResponseBase:
        asked = _asked(request)
        key = page_key(request)
        if (body := page_kept(key)) is not None:
            return HttpResponse(body, content_type=FastRenderer.media_type)
        pages = TablePages()
        rows = tables_query(**asked).select_related("subject", "release")
        page: list[Any] = pages.paginate_queryset(rows, request, view=self) or []
        response = pages.get_paginated_response([_document(row) for row in page])
        response.add_post_render_callback(lambda rendered: page_keep(key, rendered.content))
        return response


def _asked(request: Request) -> dict[str, object]:
    """The filters as conditions; BadFilterError for one that cannot be right."""
    parts = {part for family in table_families for part in family.parts}
    found = {
        "family": filters.chosen_asked(request, "family", table_families.keys()),
        "subject": filters.subject_asked(request),
        "subject__kind": filters.chosen_asked(request, "level", TABLE_LEVELS),
        "period": filters.calendar_year_asked(request),
        "part": filters.chosen_asked(request, "part", parts),
        "subject__register": filters.register_asked(request),
    }
    return {name: value for name, value in found.items() if value is not None}


def _document(row: Any) -> dict[str, Any]:
    """As `TableNumberSerializer` describes it."""
    return {
        "family": row.family,
        "register": row.subject.register,
        "level": row.subject.kind,
        "subject": row.subject.code,
        "year": row.period,
        "part": row.part,
        "row": row.row or TOTAL,
        "column": row.column or TOTAL,
        "state": State.OK if row.count is not None else Visibility.SUPPRESSED,
        "count": row.count,
        "release": row.release.code,
        "origin": row.origin,
    }
