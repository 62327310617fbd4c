"""Previewing a letter and sending it: its text is frozen, the file says so, and the clock knows."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from complaints.letters.templates import LetterTemplate, fits, template_require
from complaints.letters.texts import fill, still_to_write
from complaints.letters.values import letter_values, referral_of
from complaints.models import Complaint, Identity, Letter, Notification, Referral
from complaints.services.clock import clock_refresh
from complaints.services.history import complaint_lock, complaint_save, history_append
from complaints.services.notifying import notification_mark, offence_pass
from complaints.services.steps import complaint_step
from complaints.workflow.routing import COMMITTEE_P
from complaints.workflow.states import BY_NAME
from legitimacy.models import User
from legitimacy.models.subjects import LANGUAGES

LONGEST = 30_000


class LetterError(ValueError):
    """A letter that cannot be sent now. `reason` is a word for code: state, missing, to_write, empty, long, address."""

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter before it is sent. `missing` are values without which it cannot go; `left_out` those that it can do
    without; `to_write` marks that the handler must replace.
    """

    template: LetterTemplate
    language: str
    subject: str
    text: str
    missing: tuple[str, ...]
    left_out: tuple[str, ...]
    to_write: tuple[str, ...]


def letter_preview(
    complaint: Complaint, template: str, *, language: str = "", referral: Referral | None = None
) -> Preview:
    """The letter as the file fills it now: in the complainant's language, or in `language` for another body."""
    chosen = template_require(template)
    tongue = complaint.language if chosen.to_complainant else (language or (get_language() or "nl")[:2])
    tongue = tongue if tongue in LANGUAGES else "nl"
    values = letter_values(complaint, tongue, referral=referral)
    filled = fill(chosen.code, tongue, values)
    missing = tuple(name for name in chosen.needs if not values[name])
    left_out = tuple(name for name in filled.left_out if name not in chosen.needs)
    return Preview(chosen, tongue, filled.subject, filled.text, missing, left_out, filled.to_write)


@transaction.atomic
def letter_send(
    *,
    complaint: Complaint,
    template: str,
    actor: User,
    text: str | None = None,
    by_post: bool = False,
    language: str = "",
    referral: Referral | None = None,
    version: int | None = None,
) -> Letter:
    """Send a letter, as it stands in `text` or as the file fills it.

    The acknowledgement takes the step `acknowledge` and a decision the step `communicate`, where the file waits for it.
    LetterError with a sentence when the letter does not fit the file; errors of a step as `complaint_step` raises them.
    """
    complaint = complaint_lock(complaint, version=version)
    chosen = template_require(template)
    preview = letter_preview(complaint, template, language=language, referral=referral)
    referral = referral or referral_of(complaint)
    to_body = "" if chosen.to_complainant else chosen.body or (referral.to_body if referral else "")
    final = (preview.text if text is None else text).replace("\r\n", "\n").strip()
    _check(complaint, preview, final, by_post=by_post)
    if chosen.step and complaint.status in BY_NAME[chosen.step].sources:
        complaint = complaint_step(complaint=complaint, step=chosen.step, actor=actor)
    letter = Letter.objects.create(
        complaint=complaint,
        template=chosen.code,
        language=preview.language,
        subject=preview.subject[:200],
        text=final,
        body=complaint.holder,
        to_complainant=chosen.to_complainant,
        to_body=to_body,
        by_post=by_post,
        author=actor,
        sent_on=timezone.localdate(),
    )
    if chosen.to_complainant:
        complaint.informed_on = letter.sent_on
        complaint_save(complaint, "informed_on")
        history_append(complaint, kind="letter", actor=actor, reason=chosen.code)
    else:
        _told(complaint, letter, actor)
    clock_refresh(complaint)
    return letter


def _told(complaint: Complaint, letter: Letter, actor: User) -> None:
    """What a letter to another body means for the file: the notice or copy that waited for it has gone out."""
    # No news to the complainant: a kind that the clock does not count.
    history_append(complaint, kind="letter_to_body", actor=actor, body=letter.to_body, reason=letter.template)
    if letter.template == "transmission_prosecutor":
        offence_pass(complaint=complaint, actor=actor)
    if letter.template == "transmission_committee_p":
        waiting = Notification.objects.filter(complaint=complaint, body=COMMITTEE_P, notified_on=None)
        for notice in waiting.filter(about=Notification.About.FILE):
            notification_mark(notification=notice, actor=actor)


def _check(complaint: Complaint, preview: Preview, text: str, *, by_post: bool) -> None:
    chosen = preview.template
    if not fits(chosen, complaint.status, complaint.disposition):
        raise LetterError("state", _("This letter does not fit where the file is now."))
    if preview.missing:
        raise LetterError("missing", _("Something that this letter needs is not in the file yet."))
    if not text:
        raise LetterError("empty", _("The letter is empty."))
    if len(text) > LONGEST:
        raise LetterError("long", _("The letter is too long. Shorten it."))
    marks = still_to_write(chosen.code, preview.language, text)
    if marks:
        raise LetterError("to_write", _("Write what is still open: %s") % ", ".join(marks))
    if by_post and chosen.to_complainant and not _has_address(complaint):
        raise LetterError("address", _("There is no postal address in this file."))


def _has_address(complaint: Complaint) -> bool:
    identity = Identity.objects.filter(complaint=complaint).first()
    return bool(identity and identity.address)
