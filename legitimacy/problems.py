"""Errors of the API as RFC 9457 problem documents: one sentence that says what to do, never a stack of internals."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

CONTENT_TYPE = "application/problem+json"


class BadFilterError(APIException):
    """A filter whose value cannot be right; `field` names it."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(detail=sentence)


class ConflictError(APIException):
    """What was asked cannot be done beside what is there already."""

    status_code = status.HTTP_409_CONFLICT


class UnusableError(APIException):
    """What was sent is well formed and cannot be taken, as it says something else than the same request before."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


class TooLargeError(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler: the same status and headers, another body. None for what is no API error."""
    response = exception_handler(error, dict(context))
    if response is None:
        return None
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": _sentence(error, response.data),
    }
    if isinstance(error, BadFilterError):
        body["field"] = error.field
    elif response.status_code == status.HTTP_400_BAD_REQUEST and isinstance(response.data, dict):
        body["errors"] = response.data
    response.data = body
    response.content_type = CONTENT_TYPE
    return response


def _sentence(error: Exception, data: Any) -> str:
    if isinstance(error, Http404):
        return str(error) or _("There is nothing at this address.")
    if isinstance(error, PermissionDenied):
        return _("You may not do this.")
    detail = data.get("detail") if isinstance(data, dict) else None
    return str(detail) if detail else _("The request cannot be answered as it is.")


def api_not_found(request: HttpRequest, **_kwargs: Any) -> JsonResponse:
    """Any address below /api/ that is none of ours."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus.NOT_FOUND.phrase,
        "status": 404,
        "detail": _("There is nothing at this address; /api/docs/ lists what there is."),
    }
    return JsonResponse(body, status=404, content_type=CONTENT_TYPE)
