"""Tokens that let somebody answer once, and answers that nothing ties to them.

A token burns to a date. An answer waits in a buffer until enough others wait for the same survey; then all that wait
are shuffled and written in one batch under new random keys, and the buffer is emptied. Neither row holds a time, a
sequence, an address or an account, and nothing of it goes on the trail or into a log.
"""

import re
import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from legitimacy.indicators.registry import Registry
from legitimacy.models import Answer, AnswerBuffer, AnswerToken, Subject
from legitimacy.models.fields import lookup_hash, lookup_hashes

WRITTEN_TOGETHER = 5
"""How many answers to a survey must wait before any of them is written."""
PURPOSE = "answer.token"
LONGEST_CODE = 200
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
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


@transaction.atomic
def tokens_create(*, survey: str, number: int, expires_on: date) -> list[str]:
    """Make many tokens at once; their codes in random order, seven groups of four signs (140 bits), stored nowhere.

    The rows go in by their hashes, so that neither their keys nor their place in the table tell which slip was first.
    """
    codes = [code_draw() for _ in range(number)]
    today = timezone.localdate()
    AnswerToken.objects.bulk_create(
        AnswerToken(survey=survey, code_hash=hashed, invited_on=today, expires_on=expires_on)
        for hashed in sorted(lookup_hash(PURPOSE, f"{survey}:{code_typed(code)}") for code in codes)
    )
    return codes


def code_draw() -> str:
    """A new code of 140 bits that can be read aloud: nothing in it looks like something else."""
    letters = [secrets.choice(ALPHABET) for _ in range(28)]
    return "-".join("".join(letters[place : place + 4]) for place in range(0, 28, 4))


def code_typed(text: str) -> str:
    """A code as somebody typed it: blanks, hyphens and capitals do not count."""
    return "".join(text[:LONGEST_CODE].split()).replace("-", "").casefold()


def token_survey(*, surveys: Iterable[str], code: str) -> str:
    """To which of the surveys a typed code belongs, used or not; empty for none. One query, whatever was typed."""
    typed = code_typed(code)
    hashes = [hashed for survey in surveys for hashed in _hashes(survey, typed)]
    found = AnswerToken.objects.filter(code_hash__in=hashes, expires_on__gte=timezone.localdate())
    return found.values_list("survey", flat=True).first() or ""


@transaction.atomic
def survey_empty(*, survey: str) -> list[dict[str, Any]]:
    """Take everything out of a survey that is over, and return its answers in random order.

    Answers that were written, those that still waited, and all tokens go: what the caller counts is all that is left.
    """
    waiting = AnswerBuffer.objects.select_for_update().filter(survey=survey)
    written = Answer.objects.select_for_update().filter(survey=survey)
    taken = [row.answers for rows in (waiting, written) for row in rows]
    secrets.SystemRandom().shuffle(taken)
    for rows in (waiting, written, AnswerToken.objects.filter(survey=survey)):
        rows.delete()
    return taken


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
