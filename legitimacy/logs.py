"""Structured logs: one JSON object a line on standard error, with request and task ids and no personal data.

No address, no e-mail, no account, no query string, no path with a code in it, and no message or local of an exception:
an exception is told by its types and places. What others write is scrubbed on the way out.
"""

import re
import sys
import traceback
from typing import Any

import structlog
from django.dispatch import receiver
from django.http import HttpRequest
from django_structlog.signals import (
    bind_extra_request_failed_metadata,
    bind_extra_request_finished_metadata,
    bind_extra_request_metadata,
)
from structlog.typing import EventDict, Processor, WrappedLogger

PERSONAL = frozenset({"user_agent", "user_id", "username", "email", "ip", "error", "reason", "stack", "args", "kwargs"})
ADDRESS = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])", re.I
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
UNTOLD = "is_untold"
QUERY = re.compile(r"\?[^\s\"']*=[^\s\"']*")


def personal_data_drop(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Leave out fields that tell of a person, and scrub the texts that remain."""
    return {key: _scrubbed(value) for key, value in event.items() if key not in PERSONAL}


def exception_place(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by the types of the exceptions and the places they passed: no message, no locals."""
    info = event.pop("exc_info", None)
    event.pop("exception", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = _chain(error)
    return event


def _chain(error: BaseException) -> list[dict[str, Any]]:
    """The exception and its causes, newest first."""
    told: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(told) < 10:
        frames = traceback.extract_tb(current.__traceback__)
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        told.append({"type": f"{type(current).__module__}.{type(current).__qualname__}", "places": places})
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return told


def _scrubbed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return ADDRESS.sub("[address]", EMAIL.sub("[e-mail]", QUERY.sub("", value)))


@receiver([bind_extra_request_metadata, bind_extra_request_finished_metadata, bind_extra_request_failed_metadata])
def route_instead_of_path(request: HttpRequest, log_kwargs: dict[str, Any], **kwargs: Any) -> None:
    """A path may hold a code that opens something: log the route it matched."""
    match = request.resolver_match
    log_kwargs["request"] = f"{request.method} /{match.route}" if match else request.method


def request_untold(request: HttpRequest) -> None:
    """Leave no line that this request was answered. A failure is told as ever."""
    setattr(request, UNTOLD, True)


@receiver(bind_extra_request_finished_metadata)
def finished_untold(request: HttpRequest, log_kwargs: dict[str, Any], **kwargs: Any) -> None:
    if getattr(request, UNTOLD, False):
        log_kwargs[UNTOLD] = True


def untold_drop(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    if event.get(UNTOLD):
        raise structlog.DropEvent
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

# These say again, with paths, addresses or messages, what django_structlog and the trail say without.
LEVELS = {
    "django.request": "CRITICAL",
    "django.security": "ERROR",
    "django.security.DisallowedHost": "CRITICAL",
    "gunicorn.http": "ERROR",
    "axes": "CRITICAL",
    "celery": "WARNING",
    "celery.app.trace": "CRITICAL",
    "kombu": "ERROR",
}
OF_SERVERS = ("django.server", "gunicorn.error")


def logging_config(level: str) -> dict[str, Any]:
    """What Django gives to logging.config: every logger ends in one handler that writes JSON."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            exception_place,
            personal_data_drop,
            structlog.processors.JSONRenderer(),
        ],
    }
    servers = {name: {"handlers": ["stderr"], "level": "WARNING", "propagate": False} for name in OF_SERVERS}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django gives its own logger handlers that write text and mail.
        "loggers": {name: {"level": LEVELS[name]} for name in LEVELS} | servers | {"django": {"handlers": []}},
    }


def logs_configure() -> None:
    """Send structlog through the standard library, so that every logger ends in the same formatter."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            untold_drop,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
