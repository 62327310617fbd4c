"""Tokens go when nobody can use them any more: with them goes that somebody was ever invited."""

from django.db.models import QuerySet
from django.utils import timezone

from legitimacy.models import AnswerToken
from legitimacy.trail.retention import RetentionRule


def tokens_past() -> QuerySet[AnswerToken]:
    return AnswerToken.objects.filter(expires_on__lt=timezone.localdate())


RULES = (
    RetentionRule(
        "answer_token",
        "tokens for surveys",
        count=lambda: tokens_past().count(),
        apply=lambda: tokens_past().delete()[0],
    ),
)
