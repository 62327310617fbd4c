"""Every released figure in one CSV file that is sent while it is read: flat in memory, whatever its length."""

import hashlib

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from legitimacy.disclosure import selectors
from legitimacy.models import Register
from legitimacy.opendata.api import filters
from legitimacy.opendata.api.parameters import INDICATOR, REGISTER
from legitimacy.opendata.api.reading import AnyNegotiation, ReadView, StreamRate
from legitimacy.opendata.exports import VALUE_COLUMNS, csv_stream, value_row
from legitimacy.opendata.selectors import releases_mark
from legitimacy.opendata.sharing import conditional

YEAR = OpenApiParameter(
    "year", OpenApiTypes.STR, pattern=r"^(19|20)\d{2}$", description="A year, such as 2025; all years without it"
)


class ValuesFile(ReadView):
    """All released figures of a year, or of all years, as one CSV file. Shares run from 0 to 1."""

    filters = ("year", "indicator", "register")
    content_negotiation_class = AnyNegotiation
    throttle_classes = (StreamRate,)

    @extend_schema(
        operation_id="v1_values_file",
        parameters=[YEAR, INDICATOR, REGISTER],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> HttpResponseBase:
        indicator, periods = filters.indicator_asked(request), filters.year_asked(request)
        register = filters.register_asked(request) or Register.BELGIUM
        asked = f"{releases_mark()} {register} {indicator} {periods} {','.join(VALUE_COLUMNS)}"
        tag = f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'
        empty = conditional(request._request, HttpResponse(headers={"ETag": tag}))
        if empty.status_code == 304:
            return empty  # type: ignore[no-any-return]
        found = selectors.values_stream(register=register, indicator=indicator, periods=periods)
        rows = (value_row(register, value) for value in found)
        year = periods[0] if periods else "all"
        mark = "" if register == Register.BELGIUM else f"-{Register(register).origin}"
        name = f"values-{register}-{year}{mark}.csv"
        response = StreamingHttpResponse(csv_stream(VALUE_COLUMNS, rows), content_type="text/csv; charset=utf-8")
        response["ETag"] = tag
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
