"""Account pages in a browser: passkeys and apps under the strict policy, and pages everybody can use."""

from typing import Literal
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.accounts import services
from legitimacy.models import Corps, Register, Role, User
from tests.browser import accessibility_faults
from tests.people import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _strict(settings: LazySettings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


@pytest.fixture
def passkey_device(page: Page) -> None:
    """A device with a fingerprint reader that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page, server: LiveServer, email: str = "katrien@example.org") -> None:
    page.goto(f"{server.url}/en/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()


def place(page: Page) -> str:
    return urlsplit(page.url).path


def test_passkey_is_added_and_then_signs_in_by_itself(
    page: Page, live_server: LiveServer, katrien: User, passkey_device: None
) -> None:
    sign_in(page, live_server)
    expect(page).to_have_url(f"{live_server.url}/en/account/second-factor/")
    page.goto(f"{live_server.url}/en/account/second-factor/webauthn/add/")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page).to_have_url(f"{live_server.url}/en/account/second-factor/recovery-codes/")
    assert Authenticator.objects.filter(user=katrien, type="webauthn").count() == 1
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/en/account/login/")
    page.get_by_role("button", name="passkey").click()
    expect(page).to_have_url(f"{live_server.url}/en/today/")
    page.goto(f"{live_server.url}/en/account/password/change/")
    assert place(page) == "/en/account/password/change/"


def test_app_is_set_up_and_asked_for_at_the_next_sign_in(page: Page, live_server: LiveServer, katrien: User) -> None:
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/en/account/second-factor/totp/activate/")
    secret = page.get_by_label("Authenticator secret").input_value()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_label("Unused codes")).to_be_visible()
    recovery = page.get_by_label("Unused codes").input_value().split()[0]
    page.context.clear_cookies()
    sign_in(page, live_server)
    expect(page).to_have_url(f"{live_server.url}/en/account/second-factor/authenticate/")
    assert accessibility_faults(page) == []
    page.locator("input[name=code]").fill(recovery)
    page.get_by_role("button", name="Sign In").click()
    expect(page).to_have_url(f"{live_server.url}/en/today/")


def code_of(secret: str) -> str:
    value: int = hotp_value(secret, next(yield_hotp_counters_from_time()))
    return f"{value:06}"


@pytest.mark.parametrize(
    ("language", "width", "colours"),
    [("nl", 360, "light"), ("fr", 1440, "dark"), ("de", 360, "dark"), ("en", 768, "light")],
)
def test_open_pages_are_accessible(
    page: Page, live_server: LiveServer, language: str, width: int, colours: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=colours)
    faults = {}
    for path in ("login/", "password/reset/", "password/reset/done/", "signup/", "inactive/", "invitations/accept/0/"):
        page.goto(f"{live_server.url}/{language}/account/{path}")
        faults[path] = accessibility_faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{live_server.url}/{language}/nowhere/")
    faults["nowhere"] = accessibility_faults(page)
    assert {path: found for path, found in faults.items() if found} == {}


def test_pages_of_the_signed_in_are_accessible(
    page: Page, live_server: LiveServer, els: User, demervallei: Corps, settings: LazySettings
) -> None:
    services.invitation_create(
        invited_by=els, email="nora@example.org", role=Role.STAFF, register=Register.EXAMPLE, corps=demervallei
    )
    sign_in(page, live_server, "els@example.org")
    paths = ["", "totp/activate/", "webauthn/add/", "webauthn/"]
    found = {path: faults_at(page, live_server, f"second-factor/{path}") for path in paths}
    settings.SECOND_FACTOR_REQUIRED = False
    found |= {path: faults_at(page, live_server, path) for path in ("invitations/", "password/change/")}
    assert {path: faults for path, faults in found.items() if faults} == {}


def faults_at(page: Page, server: LiveServer, path: str) -> list[str]:
    page.goto(f"{server.url}/en/account/{path}")
    assert place(page) == f"/en/account/{path}"
    return accessibility_faults(page)


def test_invited_person_makes_an_account(page: Page, live_server: LiveServer, els: User, demervallei: Corps) -> None:
    offer = services.invitation_create(
        invited_by=els, email="nora@example.org", role=Role.STAFF, register=Register.EXAMPLE, corps=demervallei
    )
    page.goto(f"{live_server.url}/en/account/invitations/accept/{offer.code}/")
    assert accessibility_faults(page) == []
    page.get_by_label("First name").fill("Nora")
    page.get_by_label("Last name").fill("Claes")
    page.get_by_label("Password").fill("twelve letters and more")
    page.get_by_role("button", name="Accept").click()
    expect(page).to_have_url(f"{live_server.url}/en/account/login/")
    assert User.objects.filter(email="nora@example.org").exists()
