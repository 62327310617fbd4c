"""Sign-in, its refusal and second factors go on the trail. A receiver that fails stops what it records."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset, authenticator_used
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from legitimacy.accounts.middleware import SECOND_FACTOR
from legitimacy.models import User
from legitimacy.trail.services import event_append


@receiver(user_logged_in)
def session_started(request: Any, user: User, **kwargs: Any) -> None:
    if not isinstance(request, HttpRequest):  # the API's own request: a token, made inside a session
        event_append(verb="token.created", actor=user)
        return
    methods = {record.get("method") for record in get_authentication_records(request, user)}
    request.session[SECOND_FACTOR] = "mfa" in methods
    event_append(verb="session.started", actor=user)


@receiver(user_logged_out)
def session_ended(request: Any, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        verb = "session.ended" if isinstance(request, HttpRequest) else "token.revoked"
        event_append(verb=verb, actor=user)


@receiver(user_locked_out)
def sign_in_locked(**kwargs: Any) -> None:
    event_append(verb="sign_in.locked")


@receiver([password_changed, password_reset])
def password_set_anew(user: User, **kwargs: Any) -> None:
    event_append(verb="password.changed", actor=user)


@receiver(authenticator_added)
def second_factor_added(request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    request.session[SECOND_FACTOR] = True
    event_append(verb="second_factor.added", actor=user, reason=authenticator.type)


@receiver(authenticator_used)
def second_factor_used(request: HttpRequest, **kwargs: Any) -> None:
    if request.user.is_authenticated:  # during sign-in, `session_started` decides
        request.session[SECOND_FACTOR] = True


@receiver(authenticator_removed)
def second_factor_removed(request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    request.session.pop(SECOND_FACTOR, None)
    event_append(verb="second_factor.removed", actor=user, reason=authenticator.type)


@receiver(authenticator_reset)
def recovery_codes_renewed(user: User, **kwargs: Any) -> None:
    event_append(verb="recovery_codes.renewed", actor=user)
