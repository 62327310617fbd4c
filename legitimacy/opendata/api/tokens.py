"""A token for scripts, made by a person who is signed in. It reads what that person reads and ends after ten hours."""

from drf_spectacular.utils import extend_schema
from knox.views import LoginView, LogoutView
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated


@extend_schema(exclude=True)
class TokenCreate(LoginView):  # type: ignore[misc]
    """POST from a signed-in session gives `token` and `expiry`; the token is shown once and stored as a hash."""

    authentication_classes = (SessionAuthentication,)
    permission_classes = (IsAuthenticated,)


@extend_schema(exclude=True)
class TokenRevoke(LogoutView):  # type: ignore[misc]
    """POST with a token ends that token."""
