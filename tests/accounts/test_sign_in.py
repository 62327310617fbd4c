"""Signing in: by e-mail address, counted, ended in time, and never without a second factor outside a demo."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from legitimacy.accounts.adapters import MfaAdapter
from legitimacy.models import TrailEvent, User
from legitimacy.trail.retention import retention_rules
from tests.people import PASSWORD

LOGIN, SECOND_FACTOR = "/nl/account/login/", "/nl/account/second-factor/"
CLOSED = "/nl/account/password/change/"


@pytest.fixture
def strict(settings: LazySettings) -> None:
    """As outside a demo."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def secret(katrien: User) -> str:
    """Katrien has an authenticator app with this secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(katrien, secret)
    return secret


def code_of(secret: str) -> str:
    value: int = hotp_value(secret, next(yield_hotp_counters_from_time()))
    return f"{value:06}"


def sign_in(client: Client, email: str = "katrien@example.org", password: str = PASSWORD, **extra: str) -> str:
    answer = client.post(LOGIN, {"login": email, "password": password}, **extra)  # type: ignore[arg-type]
    return str(answer.headers.get("Location", answer.status_code))


def test_right_password_signs_in_whatever_the_case_of_the_address(client: Client, katrien: User) -> None:
    sign_in(client, "Katrien@Example.org")
    assert client.session["_auth_user_id"] == str(katrien.pk)


def test_signing_in_changes_the_session_key(client: Client, katrien: User) -> None:
    client.get(LOGIN)
    session = client.session
    session["visited"] = 1
    session.save()
    before = session.session_key
    client.cookies["session"] = before or ""
    sign_in(client)
    assert client.session.session_key != before


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    form = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/nl/account/signup/", form)
    assert not User.objects.exists()


def test_unknown_address_and_wrong_password_look_alike(client: Client, katrien: User) -> None:
    wrong = client.post(LOGIN, {"login": "katrien@example.org", "password": "wrong"})
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong"})
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_eight_failures_lock_the_address_here_and_not_elsewhere(client: Client, katrien: User) -> None:
    answers = [sign_in(client, password="wrong") for _ in range(8)]
    assert answers == ["200"] * 7 + ["429"]
    assert sign_in(client) == "429"
    assert sign_in(client, REMOTE_ADDR="198.51.100.4") == "/nl/today/"
    assert TrailEvent.objects.filter(verb="sign_in.locked").exists()


def test_lock_says_what_to_do_and_ends(client: Client, katrien: User) -> None:
    for _ in range(8):
        locked = client.post(LOGIN, {"login": "KATRIEN@example.org ", "password": "wrong"})
    assert "/nl/account/password/reset/" in locked.content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert sign_in(client) == "/nl/today/"


def test_signing_out_takes_a_post(client: Client, katrien: User) -> None:
    client.force_login(katrien)
    client.get("/nl/account/logout/")
    assert "_auth_user_id" in client.session
    client.post("/nl/account/logout/")
    assert "_auth_user_id" not in client.session


def test_idle_session_ends(client: Client, katrien: User, settings: LazySettings) -> None:
    client.force_login(katrien)
    client.get(CLOSED)
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.SESSION_IDLE_AGE + 90)):
        assert client.get(CLOSED).headers["Location"].startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_busy_session_ends_after_ten_hours(client: Client, katrien: User) -> None:
    client.force_login(katrien)
    statuses = []
    for half_hours in (*range(20), 21):
        with time_machine.travel(timezone.now() + timedelta(minutes=30 * half_hours), tick=False):
            statuses.append(client.get(CLOSED).status_code)
    assert statuses == [200] * 20 + [302]


def test_without_a_second_factor_only_its_setup_is_open(strict: None, client: Client, katrien: User) -> None:
    sign_in(client)
    assert client.get(CLOSED).headers["Location"] == SECOND_FACTOR
    assert client.get(SECOND_FACTOR).status_code == 200
    assert client.get(SECOND_FACTOR + "totp/activate/").status_code == 200
    assert client.get(SECOND_FACTOR + "webauthn/add/").status_code == 200
    assert client.post("/nl/account/logout/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_rest_and_makes_recovery_codes(strict: None, client: Client, katrien: User) -> None:
    sign_in(client)
    secret = client.get(SECOND_FACTOR + "totp/activate/").context["form"].secret
    set_up = client.post(SECOND_FACTOR + "totp/activate/", {"code": code_of(secret)})
    assert set_up.headers["Location"] == SECOND_FACTOR + "recovery-codes/"
    assert client.get(CLOSED).status_code == 200
    assert Authenticator.objects.filter(user=katrien, type="recovery_codes").exists()


def test_password_alone_is_half_a_sign_in(strict: None, client: Client, secret: str) -> None:
    assert sign_in(client) == SECOND_FACTOR + "authenticate/"
    assert "_auth_user_id" not in client.session
    client.post(SECOND_FACTOR + "authenticate/", {"code": code_of(secret)})
    assert client.get(CLOSED).status_code == 200


def test_session_older_than_the_second_factor_must_prove_it(strict: None, client: Client, katrien: User) -> None:
    client.force_login(katrien)
    secret = generate_totp_secret()
    TOTP.activate(katrien, secret)
    assert client.get(CLOSED).headers["Location"].startswith(SECOND_FACTOR + "reauthenticate/")
    assert client.get(SECOND_FACTOR + "totp/deactivate/").status_code == 302
    client.post(SECOND_FACTOR + "reauthenticate/", {"code": code_of(secret)})
    assert client.get(CLOSED).status_code == 200


def test_guessing_codes_is_stopped(strict: None, client: Client, secret: str) -> None:
    sign_in(client)
    for _ in range(11):
        guessed = client.post(SECOND_FACTOR + "authenticate/", {"code": "000000"})
    assert guessed.status_code == 429 or guessed.context["form"].errors["code"] != ["Onjuiste code."]
    client.post(SECOND_FACTOR + "authenticate/", {"code": code_of(secret)})
    assert "_auth_user_id" not in client.session


def test_last_second_factor_stays_where_one_is_required(strict: None, katrien: User, secret: str) -> None:
    app = Authenticator.objects.get(user=katrien, type="totp")
    assert not MfaAdapter().can_delete_authenticator(app)
    Authenticator.objects.create(user=katrien, type="webauthn", data={})
    assert MfaAdapter().can_delete_authenticator(app)


def test_secret_of_the_app_is_sealed_in_the_database(katrien: User, secret: str) -> None:
    assert secret not in str(Authenticator.objects.get(user=katrien).data)


def test_making_a_token_keeps_the_session_and_stands_on_the_trail(strict: None, client: Client, katrien: User) -> None:
    client.force_login(katrien)
    session = client.session
    session["second_factor"] = True
    session.save()
    token = client.post("/api/v1/tokens/").json()["token"]
    assert client.get(CLOSED).status_code == 200
    client.post("/api/v1/tokens/revoke/", headers={"Authorization": f"Token {token}"})
    verbs = TrailEvent.objects.filter(actor=katrien, verb__startswith="token.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["token.created", "token.revoked"]


def test_ended_sessions_and_tokens_go(client: Client, katrien: User) -> None:
    client.force_login(katrien)
    client.post("/api/v1/tokens/")
    for rule in (retention_rules.get("session"), retention_rules.get("token")):
        assert rule.apply() == 0
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            assert (rule.count(), rule.apply()) == (1, 1)


def test_demo_asks_for_no_second_factor(client: Client, katrien: User) -> None:
    sign_in(client)
    assert client.get(CLOSED).status_code == 200


def test_forgotten_password_is_chosen_anew_by_mail(client: Client, katrien: User, mailoutbox: list[object]) -> None:
    client.post("/nl/account/password/reset/", {"email": "katrien@example.org"})
    body = str(mailoutbox[0].body)  # type: ignore[attr-defined]
    link = next(word for word in body.split() if "/account/password/reset/key/" in word)
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    new = "a different sentence entirely"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    katrien.refresh_from_db()
    assert katrien.check_password(new)
    assert TrailEvent.objects.filter(verb="password.changed", actor=katrien).exists()


def test_reset_for_an_unknown_address_looks_the_same(client: Client, katrien: User) -> None:
    known = client.post("/nl/account/password/reset/", {"email": "katrien@example.org"})
    unknown = client.post("/nl/account/password/reset/", {"email": "nobody@example.org"})
    assert known.headers["Location"] == unknown.headers["Location"]
