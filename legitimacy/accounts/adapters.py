"""How allauth and axes behave here: no open sign-up, sealed second-factor secrets, one spelling of an address."""

from time import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from legitimacy.accounts.selectors import first_page
from legitimacy.models.fields import field_cipher


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse(first_page(request.user))

    def is_reauthentication_required(self, **kwargs: Any) -> bool:
        """Who has just signed in is not asked for the password again."""
        records = get_authentication_records(self.request, self.request.user)
        return all(time() - record["at"] > app_settings.REAUTHENTICATION_TIMEOUT for record in records)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Single sign-on opens an account that an invitation made; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals TOTP secrets and recovery seeds with FIELD_KEYS, and keeps a second factor where one is required."""

    def encrypt(self, text: str) -> str:
        return field_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return field_cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """A passkey must stand in for the app that goes."""
        others = type(authenticator).objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return not settings.SECOND_FACTOR_REQUIRED or others.exclude(type="recovery_codes").exists()


def sign_in_name(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """The address somebody tries to sign in with, in one spelling, for axes to count failures by."""
    given = credentials or {}
    name = given.get("email") or given.get("login") or given.get("username") or request.POST.get("login", "")
    return name.strip().casefold()
