"""Prometheus counts every request but those of anonymous surveys: a counter that moves would tell when answers come in.

They move no counter at all. Under a name of their own, or left out of some counters only, they could be read from
/metrics by subtracting.
"""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django_prometheus.middleware import PrometheusAfterMiddleware, PrometheusBeforeMiddleware


def is_uncounted(request: HttpRequest) -> bool:
    """Whether the address belongs to a `closed_page`; known before any other middleware chose the language."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            view = resolve(request.path_info).func
        except Resolver404:
            return False
    return getattr(view, "is_closed_page", False)


class MeasuredBefore(PrometheusBeforeMiddleware):  # type: ignore[misc]
    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response if is_uncounted(request) else super().__call__
        return cast(HttpResponse, answer(request))


class MeasuredAfter(PrometheusAfterMiddleware):  # type: ignore[misc]
    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response if is_uncounted(request) else super().__call__
        return cast(HttpResponse, answer(request))

    def process_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not is_uncounted(request):
            super().process_view(request, *args, **kwargs)

    def process_template_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return response if is_uncounted(request) else super().process_template_response(request, response)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not is_uncounted(request):
            super().process_exception(request, exception)
