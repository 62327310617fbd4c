"""For machines only: /healthz (the process lives), /readyz (it can work), /metrics.

They are answered before hosts, sessions and languages are looked at: a probe comes by address and without a cookie.
"""

import hmac
from collections.abc import Callable
from functools import cache
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import path, resolve
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView
from kombu.exceptions import OperationalError as QueueError

PROBES = ("/healthz", "/readyz", "/metrics")


class HealthMiddleware:
    """First in the row: answers the probes, and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in PROBES:
            return self.get_response(request)
        return resolve(request.path_info, urlconf=__name__).func(request)  # type: ignore[no-any-return]


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while the process lives. Asks nothing of anyone."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and queue are ready, else 503; each part with its word."""
    parts = {"database": _database(), "migrations": _migrations(), "queue": _queue()}
    return JsonResponse(parts, status=200 if set(parts.values()) == {"ok"} else 503)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus metrics, for who holds METRICS_TOKEN; without a token, for this machine itself."""
    if not _may_measure(request):
        return HttpResponse("Send METRICS_TOKEN as a bearer token.", status=403, content_type="text/plain")
    return ExportToDjangoView(request)  # type: ignore[no-any-return]


def _may_measure(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and not forwarded


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "ok"


def _migrations() -> str:
    try:
        return "ok" if _are_migrated() else "pending"
    except (DatabaseError, NotMigratedError):
        return "pending"


class NotMigratedError(Exception):
    """Migrations wait. An exception, because only a yes may be remembered."""


@cache
def _are_migrated() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigratedError
    return True


def _queue() -> str:
    if not settings.REDIS_URL:
        folder = Path(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]))
        return "ok" if folder.is_dir() else "down"
    try:
        with current_app.connection_for_read(connect_timeout=2) as queue:
            queue.ensure_connection(max_retries=1, timeout=2)
    except (QueueError, OSError):
        return "down"
    return "ok"


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
