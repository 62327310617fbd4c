"""What every reading address of the API does alike: filters, measure, caching, other sites.

A browser on another site may read what visitors read, never what somebody who signed in reads. An answer carries the
digest of its bytes (ETag), so that asking again costs a few bytes where nothing changed.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from legitimacy.opendata.api import filters
from legitimacy.opendata.api.rendering import FastRenderer
from legitimacy.opendata.api.schema import ReadSchema
from legitimacy.opendata.sharing import PREFLIGHT, read_headers, tagged
from legitimacy.problems import BadFilterError
from legitimacy.rates import AddressRate, TokenRate, _Rate

TOKEN_NAMES = frozenset(
    {
        *("token", "access_token", "auth_token", "api_token", "authtoken", "bearer"),
        *("api_key", "api-key", "apikey", "key", "auth", "authorization"),
    }
)


class AnyNegotiation(BaseContentNegotiation):
    """For addresses with one kind of answer: whatever is accepted, that is what there is."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class StreamRate(_Rate):
    """Whole tables: fewer of them, for each token or address."""

    scope = "stream"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        key = TokenRate().get_cache_key(request, view) or AddressRate().get_cache_key(request, view)
        return f"stream-{key}"


class ReadView(APIView):
    """Open to everyone, reading only. A filter that it does not know is refused, so that no slip is overlooked."""

    permission_classes = (AllowAny,)
    renderer_classes = (FastRenderer,)
    schema = ReadSchema()
    filters: tuple[str, ...] = ()

    def perform_authentication(self, request: Request) -> None:
        """Whoever tries tokens is counted like a visitor."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)
            raise

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        token_in_address_refuse(request._request)
        super().initial(request, *args, **kwargs)
        filters.unknown_refuse(request, self.filters)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """What a browser asks before it reads for another site."""
        return Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS"} | PREFLIGHT)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        done = super().finalize_response(request, response, *args, **kwargs)
        # A request that failed before anybody was found counts as a visitor's.
        is_visitor = getattr(request, "_user", None) is None or not request.user.is_authenticated
        read_headers(done, is_visitor=is_visitor)
        if isinstance(done, Response) and done.status_code == 200 and request.method in ("GET", "HEAD"):
            done.add_post_render_callback(lambda rendered: tagged(request._request, rendered))
        elif isinstance(done, HttpResponse) and done.status_code == 200 and not isinstance(done, Response):
            done = tagged(request._request, done)
        return done


def token_in_address_refuse(request: HttpRequest) -> None:
    """BadFilterError for an address that carries a token, whether it is one or not."""
    for name in request.GET:
        if name.lower() in TOKEN_NAMES:
            sentence = _(
                "A token in an address can be read by others: revoke it, make a new one, and send it in the header "
                "Authorization."
            )
            raise BadFilterError(name.lower(), sentence)
