"""Endpoints: thin callers of the selectors that pages use too."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from legitimacy.disclosure import selectors
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator, State, Visibility
from legitimacy.indicators.registry import RegistryError, indicators
from legitimacy.models import Corps, Register, Release
from legitimacy.models.disclosure import Audience, public_releases
from legitimacy.opendata.api import filters
from legitimacy.opendata.api.keeping import page_keep, page_kept, page_key
from legitimacy.opendata.api.pages import CorpsPages, DatasetPages, ScorecardPages, ValuePages
from legitimacy.opendata.api.parameters import CORPS, CURSOR, INDICATOR, PERIOD, REGISTER, page_size
from legitimacy.opendata.api.reading import ReadView
from legitimacy.opendata.api.rendering import FastRenderer, value_document
from legitimacy.opendata.api.schema import page_of
from legitimacy.opendata.api.serializers import (
    CorpsSerializer,
    DatasetSerializer,
    IndicatorSerializer,
    ScorecardSerializer,
    ValueSerializer,
)
from legitimacy.opendata.selectors.editions import releases_public

PAGING = (CURSOR.name, "page_size")


class Root(ReadView):
    """What there is: the address of every list."""

    @extend_schema(operation_id="v1_root", responses=dict[str, str])
    def get(self, request: Request) -> Response:
        names = ("corps", "indicator", "value", "scorecard", "table", "dataset")
        lists = {f"{name.rstrip('s')}s": reverse(f"api_{name}_list", request=request) for name in names}
        return Response(lists | {"schema": reverse("api_schema", request=request)})


class CorpsList(ReadView, ListAPIView[Corps]):
    """Corps of a register, by code."""

    filters = (REGISTER.name, *PAGING)
    serializer_class = CorpsSerializer
    pagination_class = CorpsPages
    queryset = Corps.objects.none()

    @extend_schema(parameters=[REGISTER, CURSOR, page_size(CorpsPages.max_page_size)])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Corps]:
        register = filters.register_asked(self.request)
        rows = Corps.objects.select_related("region", "province")
        return rows.filter(register=register) if register else rows.filter(register__in=Register.values)


class CorpsDetail(ReadView, RetrieveAPIView[Corps]):
    """One corps by its code."""

    serializer_class = CorpsSerializer
    lookup_field = "code"
    queryset = Corps.objects.select_related("region", "province")

    def get_object(self) -> Corps:
        try:
            return super().get_object()
        except Http404 as error:
            raise Http404(_("There is no corps with this code; /api/v1/corps/ lists them.")) from error


class IndicatorList(ReadView):
    """The passports of all indicators; they fit on one page."""

    @extend_schema(operation_id="v1_indicators_list", responses=page_of(IndicatorSerializer))
    def get(self, request: Request) -> Response:
        results = IndicatorSerializer(list(indicators), many=True).data
        return Response({"next": None, "previous": None, "results": results})


class IndicatorDetail(ReadView):
    """One passport by its code."""

    @extend_schema(responses=IndicatorSerializer)
    def get(self, request: Request, code: str) -> Response:
        return Response(IndicatorSerializer(_passport(code)).data)


def _passport(code: str) -> Indicator:
    try:
        return indicators.get(code)
    except RegistryError as error:
        raise Http404(_("There is no indicator with this code; /api/v1/indicators/ lists them.")) from error


class ValueList(ReadView):
    """Figures of corps. With `corps`, `indicator` and `period` there is always an answer, also for what is missing.

    Without a corps only released figures are listed; with one, a signed-in person reads what its pages show them.
    """

    filters = ("corps", "indicator", "period", "register", *PAGING)

    @extend_schema(
        operation_id="v1_values_list",
        parameters=[CORPS, INDICATOR, PERIOD, REGISTER, CURSOR, page_size(ValuePages.max_page_size)],
        responses=page_of(ValueSerializer),
    )
    def get(self, request: Request) -> HttpResponseBase:
        corps, indicator = filters.corps_asked(request), filters.indicator_asked(request)
        period, register = filters.period_asked(request), filters.register_asked(request)
        audience = filters.audience_asked(request, corps)
        key = page_key(request) if audience == Audience.PUBLIC else ""
        if key and (body := page_kept(key)) is not None:
            return HttpResponse(body, content_type=FastRenderer.media_type)
        decisions: QuerySet[Any] = selectors.values_query(
            audience=audience,
            register=register,
            corps=corps,
            indicator=indicator,
            period=period,
        )
        pages = ValuePages()
        # The page is a stretch of ids: read again between its ends, in one query without a model of each row.
        page = pages.paginate_queryset(decisions.only("pk"), request, view=self) or []
        ends = sorted((page[0].pk, page[-1].pk)) if page else [0, -1]
        found = selectors.values_between(decisions, *ends)
        fits = corps is not None and register in (None, corps.register)
        if not found and corps and indicator and period and fits and "cursor" not in request.query_params:
            found = [_never_delivered(corps, indicator, period)]
        replies = selectors.replies_read(found)
        response = pages.get_paginated_response([value_document(value, replies) for value in found])
        if key:
            response.add_post_render_callback(lambda rendered: page_keep(key, rendered.content))
        return response


def _replies(values: Iterable[VisibleValue]) -> dict[str, Any]:
    """What serializers of figures need beside them."""
    return {"replies": selectors.replies_read(values)}


def _never_delivered(corps: Corps, indicator: str, period: str) -> VisibleValue:
    return VisibleValue(
        subject_id=corps.pk,
        corps_code=corps.code,
        indicator=indicator,
        period=period,
        window=indicators.get(indicator).window,
        state=State.NOT_DELIVERED,
        visibility=Visibility.SHOWN,
        origin=Register(corps.register).origin,
    )


class ScorecardList(ReadView):
    """Scorecards of one period: the newest that has any, unless `period` says which. Every indicator has a row."""

    filters = ("corps", "period", "register", *PAGING)

    @extend_schema(
        operation_id="v1_scorecards_list",
        parameters=[CORPS, PERIOD, REGISTER, CURSOR, page_size(ScorecardPages.max_page_size)],
        responses=page_of(ScorecardSerializer),
    )
    def get(self, request: Request) -> Response:
        corps = filters.corps_asked(request)
        register = corps.register if corps else filters.register_asked(request) or Register.BELGIUM
        audience = filters.audience_asked(request, corps)
        period = filters.period_asked(request) or _newest(audience, register)
        rows = Corps.objects.filter(register=register, **({"pk": corps.pk} if corps else {}))
        if not corps:
            there = public_releases("scorecard_publications__release__")
            rows = rows.filter(scorecard_publications__period=period, **there).distinct()
        pages = ScorecardPages()
        page: Sequence[Corps] = pages.paginate_queryset(rows, request, view=self) or []
        ids = [one.pk for one in page]
        cards = selectors.scorecards_list(audience=audience, register=register, period=period, corps_ids=ids)
        replies = _replies(figure for card in cards for figure in card.items)
        return pages.get_paginated_response(ScorecardSerializer(cards, many=True, context=replies).data)


def _newest(audience: str, register: str) -> str:
    """Empty where there is none, which gives an empty page."""
    return next(iter(selectors.periods_available(audience=audience, register=register)), "")


class DatasetList(ReadView, ListAPIView[Release]):
    """Releases, newest first, with their datasets and files."""

    filters = ("register", *PAGING)
    serializer_class = DatasetSerializer
    pagination_class = DatasetPages
    queryset = Release.objects.none()

    @extend_schema(parameters=[REGISTER, CURSOR, page_size(DatasetPages.max_page_size)])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Release]:
        register = filters.register_asked(self.request)
        rows = releases_public().select_related("note")
        return rows.filter(register=register) if register else rows
