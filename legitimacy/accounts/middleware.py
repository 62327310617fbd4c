"""What happens around every request because of who makes it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from legitimacy.access import AccessDeniedError, denial_append


class AccessDenialMiddleware:
    """Writes a denial on the trail after the view's own transaction has rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, AccessDeniedError):
            denial_append(request, exception)
