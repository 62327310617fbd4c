"""The description of the API, and answers that keep to it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Page, expect
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from legitimacy.accounts.api_tokens import token_create
from legitimacy.models import Register, Role
from tests.people import person_make

# Unknown codes are refused; the token is checked by tests of tokens.
CHECKED_ELSEWHERE = [positive_data_acceptance, ignored_auth]
PATHS = ("corps", "indicators", "values", "scorecards", "tables", "datasets")


@pytest.fixture(scope="session")
def description(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("api") / "schema.yml"
    call_command("spectacular", file=str(file), validate=True, fail_on_warn=True)
    return file


def test_the_description_names_every_address(description: Path) -> None:
    text = description.read_text("utf-8")
    assert all(f"/api/v1/{path}/" in text for path in PATHS)
    assert "application/problem+json" in text


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Requests past Django's own client would close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("_one_connection", "published")
@pytest.mark.parametrize("role", [None, Role.RESEARCHER, Role.AUDITOR])
def test_answers_keep_to_the_description_whoever_asks(role: str | None, description: Path) -> None:
    schema = schemathesis.openapi.from_path(description)
    schema.app = get_wsgi_application()
    headers = {"Accept-Encoding": "identity"}
    if role:
        person = person_make("Reader", (role, Register.EXAMPLE))
        _about, secret = token_create(person=person, name="", scopes=["figures"], lasts=timedelta(hours=1))
        headers["Authorization"] = f"Token {secret}"
    everything: list[Any] = list(schema.get_all_operations())
    operations = [found.ok() for found in everything if found.ok().method.upper() == "GET"]
    assert len(operations) >= 9
    for operation in operations:

        @settings(
            max_examples=8 if role is None else 3,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            database=None,
        )
        @given(case=operation.as_strategy())
        def keeps(case: schemathesis.Case[Any]) -> None:
            case.headers.pop("Authorization", None)
            response = case.call(headers=headers)
            assert response.status_code < 500
            case.validate_response(response, excluded_checks=CHECKED_ELSEWHERE)

        keeps()


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_the_description_can_be_read_and_tried_in_a_browser(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/api/docs/")
    expect(page.locator(".opblock")).to_have_count(13)
    page.locator("#operations-v1-v1_indicators_list .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table tbody .response-col_status")).to_contain_text("200")
