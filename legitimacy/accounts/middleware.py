"""What happens around every request because of who makes it: limits of a session, second factor, denials."""

from collections.abc import Callable
from time import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from legitimacy.access import PUBLIC_URL_NAMES, AccessDeniedError, denial_append

GetResponse = Callable[[HttpRequest], HttpResponseBase]

STARTED, SEEN, SECOND_FACTOR = "started_at", "seen_at", "second_factor"
# What somebody reaches who has no second factor yet, and who has one but did not prove it in this session.
SET_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_reauthenticate"}
PROVE = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
LEAVE = {"account_logout", "security_txt", "robots_txt"}


class SessionLimitMiddleware:
    """Ends a session that was idle for SESSION_IDLE_AGE, or that lasts longer than SESSION_COOKIE_AGE (seconds)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and self._is_over(request):
            logout(request)
            messages.info(request, _("You were signed out because nothing happened for a while. Please sign in again."))
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
        return self.get_response(request)

    def _is_over(self, request: HttpRequest) -> bool:
        now = int(time())
        started = request.session.setdefault(STARTED, now)
        seen = request.session.get(SEEN, now)
        if now - started > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE:
            return True
        if SEEN not in request.session or now - seen > 60:  # not a write for every request
            request.session[SEEN] = now
        return False


class SignInMiddleware:
    """Asks visitors to sign in everywhere but at PUBLIC_URL_NAMES."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in PUBLIC_URL_NAMES or request.user.is_authenticated:
            return None
        # What was posted is lost at the sign-in page, so there is nothing to come back to.
        return redirect_to_login(request.get_full_path()) if request.method == "GET" else redirect("account_login")


class SecondFactorMiddleware:
    """Without a second factor in this session only its set-up and signing out are reachable."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponseBase | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if request.session.get(SECOND_FACTOR) or name in LEAVE:
            return None
        if is_mfa_enabled(request.user):
            to_prove = f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}"
            return None if name in PROVE else redirect(to_prove)
        if name in SET_UP:
            return None
        messages.info(request, _("Set up a second factor first: an authenticator app or a passkey."))
        return redirect("mfa_index")


class AccessDenialMiddleware:
    """Writes a denial on the trail after the view's own transaction has rolled back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, AccessDeniedError):
            denial_append(request, exception)
