"""Invitations go a month after they ended: they hold a sealed address."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from legitimacy.models import Invitation
from legitimacy.trail.retention import RetentionRule

KEPT_DAYS = 30


def _past() -> QuerySet[Invitation]:
    return Invitation.objects.filter(expires_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))


def invitations_expire() -> int:
    return _past().delete()[0]


INVITATIONS = RetentionRule("invitation", "invitations", count=lambda: _past().count(), apply=invitations_expire)
