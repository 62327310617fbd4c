"""What probes and the metrics collector are told, and who may ask."""

import json

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory

from legitimacy import health


def test_healthz_answers_by_address_without_host_or_database(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["monitor.example"]
    settings.SECURE_SSL_REDIRECT = True
    answer = Client(headers={"Host": "10.0.0.7:8000"}).get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_names_each_part(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "migrations": "ok", "queue": "ok"}


@pytest.mark.django_db
def test_readyz_is_503_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", fail)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "down")


@pytest.mark.django_db
def test_readyz_is_503_while_migrations_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    health._are_migrated.cache_clear()
    monkeypatch.setattr("legitimacy.health.MigrationExecutor.migration_plan", lambda *_: ["one"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "pending")


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["", "redis://127.0.0.1:1/0"])
def test_readyz_is_503_without_a_queue(client: Client, settings: LazySettings, url: str) -> None:
    settings.REDIS_URL = url
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": "/nowhere"}
    with pytest.MonkeyPatch.context() as patch:
        if url:
            patch.setattr("celery.app.base.Celery.connection_for_read", lambda *_, **__: _refused())
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["queue"]) == (503, "down")


def _refused() -> object:
    raise ConnectionRefusedError


def test_metrics_need_the_token_where_one_is_set(client: Client, settings: LazySettings) -> None:
    settings.METRICS_TOKEN = "measure"
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer guess"}).status_code == 403
    answer = client.get("/metrics", headers={"Authorization": "Bearer measure"})
    assert answer.status_code == 200
    assert b"django_http_requests" in answer.content


@pytest.mark.parametrize(
    ("address", "forwarded", "status"),
    [("127.0.0.1", "", 200), ("::1", "", 200), ("10.0.0.7", "", 403), ("127.0.0.1", "203.0.113.7", 403)],
)
def test_metrics_without_a_token_are_for_the_machine_itself(
    rf: RequestFactory, settings: LazySettings, address: str, forwarded: str, status: int
) -> None:
    settings.METRICS_TOKEN = ""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert health.metrics(rf.get("/metrics", headers=headers, REMOTE_ADDR=address)).status_code == status


def test_security_txt_says_whom_to_tell_and_until_when(client: Client) -> None:
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert set(lines) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert json.dumps(lines["Expires"]).endswith('T00:00:00Z"')


def test_robots_leave_account_pages_alone(client: Client, settings: LazySettings) -> None:
    assert "Disallow: /nl/account/" in client.get("/robots.txt").content.decode()
    settings.DEMO = True
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
