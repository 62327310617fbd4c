"""What accounts leave behind: invitations go a month after they ended, sessions and tokens when they have ended."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet
from django.utils import timezone
from knox.models import AuthToken

from legitimacy.models import Invitation
from legitimacy.trail.retention import RetentionRule

INVITATION_KEPT_DAYS = 30


def invitations_past() -> QuerySet[Invitation]:
    """They hold a sealed address."""
    return Invitation.objects.filter(expires_at__lt=timezone.now() - timedelta(days=INVITATION_KEPT_DAYS))


def sessions_past() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=timezone.now())


def tokens_past() -> QuerySet[Model]:
    tokens: QuerySet[Model] = AuthToken.objects.filter(expiry__lt=timezone.now())
    return tokens


def tokens_delete() -> int:
    """What is told about a token goes with it, and is not counted."""
    return tokens_past().delete()[1].get("knox.AuthToken", 0)


RULES = (
    RetentionRule(
        "invitation",
        "invitations",
        count=lambda: invitations_past().count(),
        apply=lambda: invitations_past().delete()[0],
    ),
    RetentionRule(
        "session", "sessions", count=lambda: sessions_past().count(), apply=lambda: sessions_past().delete()[0]
    ),
    RetentionRule("token", "tokens", count=lambda: tokens_past().count(), apply=tokens_delete),
)
