"""What every answer says to the browser, in production."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.env import PRODUCTION

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import django; django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
answer = Client(headers={"Host": "monitor.example"}).get("/nl/account/password/reset/", secure=True)
for name, value in answer.headers.items(): print(f"{name}: {value}")
for cookie in answer.cookies.values(): print("Cookie", cookie.OutputString())
print("Session", settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY)
print("Redirect", Client(headers={"Host": "monitor.example"}).get("/nl/account/password/reset/").url)
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Headers and cookies of a page in an environment like production, without its services."""
    folder = tmp_path_factory.mktemp("var")
    (folder / "static").mkdir()
    environment = {"VAR_DIR": str(folder), "REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "legitimacy.settings"}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=os.environ | PRODUCTION | environment, capture_output=True, text=True
    )
    assert asked.returncode == 0, asked.stderr
    return asked.stdout


@pytest.mark.parametrize(
    "line",
    [
        "Strict-Transport-Security: max-age=31536000; includeSubDomains; preload",
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
        "Referrer-Policy: same-origin",
        "Cross-Origin-Opener-Policy: same-origin",
        "Session __Host-session True True",
        "Redirect https://monitor.example/nl/account/password/reset/",
    ],
)
def test_production_says(production: str, line: str) -> None:
    assert line in production.splitlines()


def test_cookies_are_bound_to_this_host_and_to_https(production: str) -> None:
    cookies = [line for line in production.splitlines() if line.startswith("Cookie")]
    assert cookies
    for cookie in cookies:
        assert "__Host-" in cookie
        assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in cookie.split(";")}


def test_devices_and_places_are_switched_off(production: str) -> None:
    policy = re.search("^Permissions-Policy: (.*)$", production, re.MULTILINE)
    assert policy is not None
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(policy[1].split(", "))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nl/account/login/", "/nl/nowhere/", "/robots.txt"])
def test_policy_allows_no_inline_script_and_no_other_host(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "://" not in policy
    assert "script-src 'self'" in policy
