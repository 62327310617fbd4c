"""Answers of a form that was not sent yet: sealed, found by a secret of the browser or by a code on paper.

The browser's session holds the secret, the table its keyed hash. A resume code opens the draft from anywhere, once:
it moves the draft to the browser that used it.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from complaints.models import Complaint, Draft
from complaints.services.intake import Intake, Registered, complaint_register, intake_key_make
from complaints.services.intake.secrets import CODE_ALPHABET
from legitimacy.models.fields import lookup_hash, lookup_hashes

KEPT_DAYS = 14
SENT_KEPT_HOURS = 24
"""For so long a sent form still shows number and code to the browser that sent it, unless they were noted before."""
SECRET_PURPOSE = "draft.secret"  # noqa: S105  names of hashes, not secrets
RESUME_PURPOSE = "draft.resume"


class DraftGoneError(LookupError):
    """The draft has expired, was deleted, or moved to another browser."""


@dataclass(slots=True)
class Answers:
    """What was typed, step by step, as it was typed: a wrong answer is kept too. `number` is set once it was sent;
    `corps` is the code of the corps from whose page the form was opened.
    """

    key: str
    kind: str = ""
    steps: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    number: str = ""
    corps: str = ""

    def dump(self) -> str:
        return json.dumps(asdict(self))


def answers_of(draft: Draft) -> Answers:
    return Answers(**json.loads(draft.answers))


def expiry() -> datetime:
    return timezone.now() + timedelta(days=KEPT_DAYS)


def draft_start(*, kind: str, language: str, corps: str = "") -> tuple[Draft, str]:
    """A new draft and the secret that finds it."""
    secret = secrets.token_urlsafe(32)
    draft = Draft.objects.create(
        code_hash=lookup_hash(SECRET_PURPOSE, secret),
        answers=Answers(key=intake_key_make(), kind=kind, corps=corps).dump(),
        language=language,
        expires_at=expiry(),
    )
    return draft, secret


def draft_find(secret: str) -> Draft | None:
    """The draft of this secret that has not expired."""
    return _current().filter(code_hash__in=lookup_hashes(SECRET_PURPOSE, secret)).first() if secret else None


@transaction.atomic
def draft_save(*, draft: Draft, step: str, typed: Mapping[str, Sequence[str]], language: str) -> Answers:
    """Keep the answers of one step; the others stay as they are, whatever another window saved meanwhile."""
    draft, answers = _locked(draft)
    if not answers.number:
        answers.steps[step] = {name: list(values) for name, values in typed.items()}
        draft.language, draft.expires_at = language, expiry()
        _write(draft, answers, "language", "expires_at")
    return answers


@transaction.atomic
def draft_kind_set(*, draft: Draft, kind: str, corps: str = "") -> Answers:
    """Complaint or report of a dysfunction: may be chosen again, and keeps all other answers."""
    draft, answers = _locked(draft)
    if not answers.number:
        answers.kind, answers.corps = kind, corps or answers.corps
        _write(draft, answers)
    return answers


@transaction.atomic
def draft_code_make(*, draft: Draft) -> tuple[str, datetime]:
    """A resume code of 140 bits, and until when it works. It takes the place of an earlier one."""
    draft, _ = _locked(draft)
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(28))
    draft.resume_hash, draft.expires_at = lookup_hash(RESUME_PURPOSE, letters), expiry()
    draft.save(update_fields=["resume_hash", "expires_at", "touched_at"])
    return "-".join(letters[place : place + 4] for place in range(0, 28, 4)), draft.expires_at


@transaction.atomic
def draft_resume(code: str) -> tuple[Draft, str] | None:
    """The draft of a resume code with a new secret: the browser that had it before has it no more."""
    plain = "".join(letter for letter in code if letter.isalnum())
    found = _current().filter(resume_hash__in=lookup_hashes(RESUME_PURPOSE, plain)) if plain else Draft.objects.none()
    draft = found.select_for_update().first()
    if draft is None:
        return None
    secret = secrets.token_urlsafe(32)
    draft.code_hash = lookup_hash(SECRET_PURPOSE, secret)
    draft.save(update_fields=["code_hash", "touched_at"])
    return draft, secret


@transaction.atomic
def draft_file(*, draft: Draft, intake: dict[str, Any]) -> Registered:
    """Send it: the complaint is registered and the answers go, whole or not at all. IntakeError leaves all as it was.

    Sent again, at the same moment or later, it gives the same file and code.
    """
    draft, answers = _locked(draft)
    registered = complaint_register(Intake(**intake, intake_key=answers.key))
    if not answers.number:
        draft.resume_hash, draft.expires_at = None, timezone.now() + timedelta(hours=SENT_KEPT_HOURS)
        sent = Answers(key=answers.key, kind=answers.kind, number=registered.complaint.number)
        _write(draft, sent, "resume_hash", "expires_at")
    return registered


def complaint_sent(answers: Answers) -> Complaint:
    """The complaint that a sent form became, for whoever holds the form."""
    return Complaint.objects.get(number=answers.number)


def draft_delete(*, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).delete()


def drafts_past() -> QuerySet[Draft]:
    return Draft.objects.filter(expires_at__lte=timezone.now())


def _current() -> QuerySet[Draft]:
    return Draft.objects.filter(expires_at__gt=timezone.now())


def _locked(draft: Draft) -> tuple[Draft, Answers]:
    found = _current().filter(pk=draft.pk, code_hash=draft.code_hash).select_for_update().first()
    if found is None:
        raise DraftGoneError
    return found, answers_of(found)


def _write(draft: Draft, answers: Answers, *changed: str) -> None:
    draft.answers = answers.dump()
    draft.save(update_fields=["answers", "touched_at", *changed])
