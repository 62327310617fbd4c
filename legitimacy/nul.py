"""No path holds a NUL sign: PostgreSQL refuses it in every look-up, which must not look like a fault of the site."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

NUL = "\x00"


class NulMiddleware:
    """404 for one in a path. Queries and forms are looked at where they are read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: Any, _kwargs: Any) -> None:
        if NUL in request.path_info:
            raise Http404
