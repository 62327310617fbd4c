"""Logs are JSON, tell which request, and hold no personal data."""

import json
import logging
import sys
from io import StringIO

import pytest
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.people import PASSWORD

SECRET_WORDS = ("els@example.org", "203.0.113.7", "Mozilla", "who=els", "7f3a99", PASSWORD)


def failing(request: HttpRequest, code: str) -> HttpResponse:
    local = "els@example.org"
    raise ValueError(f"{local} came from 203.0.113.7")


def answering(request: HttpRequest, code: str) -> HttpResponse:
    structlog.get_logger("page").info("page_shown", email="els@example.org", text="by els@example.org, 203.0.113.7")
    logging.getLogger("library").warning("refused %s of /x?who=els", "203.0.113.7")
    return HttpResponse(code)


# Named as a public page is.
urlpatterns = [path("fails/<slug:code>/", failing, name="home"), path("answers/<slug:code>/", answering, name="home")]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What the handler of the settings writes."""
    written = StringIO()
    handler = logging.getLogger().handlers
    ours = [one for one in handler if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)]
    assert len(ours) == 1, "one JSON handler stands on the root logger"
    monkeypatch.setattr(ours[0], "stream", written)
    return written


def get(address: str) -> None:
    client = Client(raise_request_exception=False, headers={"User-Agent": "Mozilla"}, REMOTE_ADDR="203.0.113.7")
    client.get(address)


@pytest.mark.django_db
def test_no_line_tells_when_somebody_opened_or_handed_in_the_staff_survey(lines: StringIO) -> None:
    for address in ("/en/diversity/survey/thanks/", "/en/diversity/survey/"):
        get(address)
    Client().post("/en/diversity/survey/", {"code": "x"})
    assert "diversity" not in lines.getvalue()
    get("/en/nowhere/")
    assert "request_finished" in lines.getvalue()


@pytest.mark.urls(__name__)
def test_lines_are_json_with_one_request_id_and_the_route(lines: StringIO) -> None:
    get("/answers/7f3a99/?who=els")
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert {event["event"] for event in told} >= {"page_shown", "request_finished"}
    assert len({event["request_id"] for event in told}) == 1
    assert told[-1]["request"] == "GET /answers/<slug:code>/"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/answers/7f3a99/?who=els", "/fails/7f3a99/?who=els", "/nowhere/7f3a99/?who=els"])
def test_no_personal_data_is_logged(lines: StringIO, address: str) -> None:
    get(address)
    assert lines.getvalue()
    assert [word for word in SECRET_WORDS if word in lines.getvalue()] == []


@pytest.mark.urls(__name__)
def test_exception_is_told_by_type_and_place(lines: StringIO) -> None:
    get("/fails/7f3a99/")
    failed = next(event for event in map(json.loads, lines.getvalue().splitlines()) if "exception" in event)
    assert failed["exception"][0]["type"] == "builtins.ValueError"
    assert failed["exception"][0]["places"][-1].endswith(" failing")


def test_cause_of_an_exception_is_told_too(lines: StringIO) -> None:
    try:
        try:
            raise KeyError("els@example.org")
        except KeyError as cause:
            raise RuntimeError from cause
    except RuntimeError:
        logging.getLogger("job").exception("job_failed")
    assert [one["type"] for one in json.loads(lines.getvalue())["exception"]] == [
        "builtins.RuntimeError",
        "builtins.KeyError",
    ]


@pytest.mark.parametrize("name", ["django", "django.request", "django.server", "axes", "celery", "gunicorn.error"])
def test_no_logger_has_a_way_past_the_json_handler(name: str) -> None:
    handlers = [one for one in logging.getLogger(name).handlers if not type(one).__module__.startswith("_pytest")]
    assert all(isinstance(one.formatter, structlog.stdlib.ProcessorFormatter) for one in handlers), handlers


def test_logs_never_go_to_standard_output() -> None:
    handler = next(
        h for h in logging.getLogger().handlers if isinstance(h.formatter, structlog.stdlib.ProcessorFormatter)
    )
    assert isinstance(handler, logging.StreamHandler)
    assert handler.stream is not sys.stdout


@pytest.mark.django_db
def test_failed_sign_in_leaves_no_address_in_the_logs(lines: StringIO) -> None:
    form = {"login": "els@example.org", "password": PASSWORD}
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        Client(REMOTE_ADDR="203.0.113.7").post("/nl/account/login/", form)
    assert [word for word in SECRET_WORDS if word in lines.getvalue()] == []
