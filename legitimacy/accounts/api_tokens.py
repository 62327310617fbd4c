"""Tokens for scripts: made and ended by the person whose they are; what a script sends is checked here.

A token reads at most what its owner reads, only within its scopes, and ends on its day. `Authorization: Token ...` is
the one place for it: in an address it would stand in histories and logs.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.exceptions import AuthenticationFailed

from legitimacy.models import ApiToken, Scope, User
from legitimacy.trail.services import event_append

DAYS = (1, 7, 30, 90)
MOST = 20
"""Tokens that one person holds at once."""


class TooManyTokensError(ValueError):
    """The person holds as many tokens as one may; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(_("You hold %d tokens, which is the most. Revoke one first.") % MOST)


class HouseTokenAuthentication(TokenAuthentication):  # type: ignore[misc]
    """A header that cannot be a token of ours is refused before the database is asked."""

    def authenticate_credentials(self, token: bytes) -> Any:
        if not token.isalnum() or not token.isascii() or len(token) > 200:
            raise AuthenticationFailed(_("This token is not valid. Make a new one on the page of tokens."))
        try:
            return super().authenticate_credentials(token)
        except AuthenticationFailed as error:
            raise AuthenticationFailed(
                _("This token is not valid or has ended. Make a new one on the page of tokens.")
            ) from error


def tokens_of(person: User) -> QuerySet[ApiToken]:
    """Tokens that have not ended, newest first."""
    return (
        ApiToken.objects.filter(token__user=person, token__expiry__gt=timezone.now())
        .select_related("token")
        .order_by("-pk")
    )


@transaction.atomic
def token_create(*, person: User, name: str, scopes: Collection[str], lasts: timedelta) -> tuple[ApiToken, str]:
    """The row and the token itself, which nobody can read again. TooManyTokensError beside twenty others."""
    if tokens_of(person).count() >= MOST:
        raise TooManyTokensError
    token, secret = AuthToken.objects.create(person, expiry=lasts)
    about = ApiToken.objects.create(token=token, name=name, scopes=sorted(set(scopes) & set(Scope.values)))
    event_append(verb="token.created", actor=person, object_type="apitoken", object_id=str(about.pk))
    return about, secret


@transaction.atomic
def token_end(token: AuthToken) -> None:
    """End a token at once."""
    person, about = token.user, ApiToken.objects.filter(token=token).first()
    pk = str(about.pk) if about else ""
    token.delete()
    event_append(verb="token.revoked", actor=person, object_type="apitoken", object_id=pk)


def is_in_scope(request: Any, scope: str) -> bool:
    """Whether this request of the API may do what `scope` names; a session may do what its person may."""
    if not isinstance(request.auth, AuthToken):
        return True
    about = ApiToken.objects.filter(token=request.auth).first()
    return about is None or scope in about.scopes  # without a row: made before tokens had scopes
