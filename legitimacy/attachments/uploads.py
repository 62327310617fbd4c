"""A request that is larger than anything we take is answered before it is read, so that it costs nothing."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

DRAIN_MOST = 512 * 1024 * 1024
BLOCK = 64 * 1024


class UploadLimitMiddleware:
    """413 with a sentence for a request over UPLOAD_LARGEST.

    The answer goes out first; what is still coming is thrown away after it, as browsers show no answer to somebody
    they are still sending to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length <= settings.UPLOAD_LARGEST:
            return self.get_response(request)
        response = render(request, "413.html", {"most": settings.UPLOAD_LARGEST}, status=413)
        response["Connection"] = "close"
        response["Cache-Control"] = "no-store"
        response._resource_closers.append(lambda: _drain(request, length))  # type: ignore[attr-defined]  # Django's own
        return response


def _drain(request: Any, length: int) -> None:
    left = min(length, DRAIN_MOST)
    try:
        while left > 0 and (block := request.read(min(BLOCK, left))):
            left -= len(block)
    except OSError:
        return
