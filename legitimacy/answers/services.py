"""Tokens that let somebody answer once, and answers that nothing ties to them.

A token burns to a date. An answer waits in a buffer until enough others wait for the same survey; then all that wait
are shuffled and written in one batch under new random keys, and the buffer is emptied. Neither row holds a time, a
sequence, an address or an account, and nothing of it goes on the trail or into a log.
"""

import re
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from legitimacy.indicators.registry import Registry
from legitimacy.models import Answer, AnswerBuffer, AnswerToken, Subject
from legitimacy.models.fields import lookup_hash, lookup_hashes

WRITTEN_TOGETHER = 5
"""How many answers to a survey must wait before any of them is written."""
PURPOSE = "answer.token"
CODE = re.compile(r"[a-z0-9_]{1,40}")

Answers = Mapping[str, str | Sequence[str]]
"""A code, or several, for each question that was answered. Never a text."""


class TokenError(ValueError):
    """A token that opens nothing: unknown, used or expired. It does not say which."""


class AnswersError(ValueError):
    """Answers that hold more than codes. `question` names the one."""

    def __init__(self, question: str) -> None:
        self.question = question
        super().__init__("Answers hold codes only, never a text.")


@dataclass(frozen=True, slots=True, order=True)
class Written:
    """That new answers stand: whom they are about and in which period; how many is not told."""

    subject_id: int
    period: str


@dataclass(frozen=True, slots=True)
class FlushListener:
    """Who counts the answers to a survey. `written` is called in the transaction of every batch."""

    survey: str
    written: Callable[[Sequence[Written]], None]


flush_listeners: Registry[FlushListener] = Registry("listener to answers", key=lambda entry: entry.survey)


@transaction.atomic
def token_create(*, survey: str, expires_on: date, code: str = "", invited_on: date | None = None) -> str:
    """Make a token and return its code, of 160 bits, which is stored nowhere.

    With a `code` of the caller (a secret of at least 128 bits) the same code again makes no second token, and one that
    was used stays used.
    """
    code = code or secrets.token_hex(20)
    if not AnswerToken.objects.filter(code_hash__in=_hashes(survey, code)).exists():
        AnswerToken.objects.get_or_create(
            code_hash=lookup_hash(PURPOSE, f"{survey}:{code}"),
            defaults={"survey": survey, "invited_on": invited_on or timezone.localdate(), "expires_on": expires_on},
        )
    return code


def token_is_open(*, survey: str, code: str) -> bool:
    """Whether a code may still be used."""
    return _open(survey, code).exists()


@transaction.atomic
def token_redeem(*, survey: str, code: str) -> None:
    """Burn a token to today's date. TokenError when it opens nothing; of two at the same moment one wins."""
    if not code or not _open(survey, code).update(used_on=timezone.localdate()):
        raise TokenError


@transaction.atomic
def answer_buffer(*, survey: str, subject: Subject, period: str, origin: str, answers: Answers) -> None:
    """Let an answer wait for others. AnswersError for anything but codes."""
    for question, answer in answers.items():
        given = [answer] if isinstance(answer, str) else list(answer)
        if not CODE.fullmatch(question) or not all(isinstance(code, str) and CODE.fullmatch(code) for code in given):
            raise AnswersError(str(question)[:40])
    AnswerBuffer.objects.bulk_create(
        [
            AnswerBuffer(
                key=uuid.uuid4(),
                survey=survey,
                subject_id=subject.pk,
                period=period,
                origin=origin,
                answers={question: answers[question] for question in sorted(answers)},
            )
        ]
    )


@transaction.atomic
def answer_give(*, survey: str, code: str, subject: Subject, period: str, origin: str, answers: Answers) -> None:
    """Burn the token and let the answer wait, both or neither."""
    token_redeem(survey=survey, code=code)
    answer_buffer(survey=survey, subject=subject, period=period, origin=origin, answers=answers)


def buffer_flush() -> int:
    """Write every survey's waiting answers where enough of them wait; number of answers written."""
    surveys = AnswerBuffer.objects.order_by("survey").values_list("survey", flat=True).distinct()
    return sum(_survey_flush(survey) for survey in surveys)


@transaction.atomic
def _survey_flush(survey: str) -> int:
    waiting = list(AnswerBuffer.objects.select_for_update().filter(survey=survey))
    if len(waiting) < WRITTEN_TOGETHER:
        return 0
    keys = [row.key for row in waiting]
    secrets.SystemRandom().shuffle(waiting)
    Answer.objects.bulk_create(
        Answer(
            key=uuid.uuid4(),
            survey=survey,
            subject_id=row.subject_id,
            period=row.period,
            origin=row.origin,
            answers=row.answers,
        )
        for row in waiting
    )
    AnswerBuffer.objects.filter(pk__in=keys).delete()
    if survey in flush_listeners:
        written = sorted({Written(row.subject_id, row.period) for row in waiting})
        flush_listeners.get(survey).written(written)
    return len(waiting)


def _hashes(survey: str, code: str) -> list[str]:
    return lookup_hashes(PURPOSE, f"{survey}:{code}")


def _open(survey: str, code: str) -> QuerySet[AnswerToken]:
    tokens = AnswerToken.objects.filter(survey=survey, code_hash__in=_hashes(survey, code), used_on=None)
    return tokens.filter(expires_on__gte=timezone.localdate())
