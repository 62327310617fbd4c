"""Messages between the complainant, who opens the mailbox by code, and whoever handles the file."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Letter, Message, Pause
from complaints.services.clock import clock_refresh
from complaints.services.history import complaint_lock, complaint_save, complaint_touch, history_append
from complaints.services.pausing import waiting_end
from complaints.workflow.states import Actor
from legitimacy.models import User

LONGEST_MESSAGE = 20_000
MOST_A_DAY = 30
SAME_WITHIN = timedelta(minutes=10)
"""The same text of the same side within this time is a form that was sent twice."""


SENTENCES: Mapping[str, object] = {
    "empty": _("Write a message first."),
    "long": _("The message is longer than 20,000 characters. Shorten it, or send it in two parts."),
    "many": _("You sent many messages today. Please send the next one tomorrow."),
    "no_mailbox": _("Nobody has a code for this file: send a letter instead."),
}


class MessageError(ValueError):
    """A message that cannot be sent as it is. `reason` is a key of SENTENCES, the text a sentence for the page."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(str(SENTENCES[reason]))


@transaction.atomic
def message_send(*, complaint: Complaint, actor: User, text: str) -> Message:
    """A handler writes to the complainant, who finds the message with the code. Every message is news to them."""
    complaint = complaint_lock(complaint)
    if complaint.code_hash is None:
        raise MessageError("no_mailbox")
    text = _checked(text)
    known = _same(complaint, text, from_complainant=False)
    if known is not None and known.author_id == actor.pk:
        return known
    message = Message.objects.create(
        complaint=complaint, from_complainant=False, author=actor, body=complaint.holder, text=text
    )
    complaint.informed_on = timezone.localdate()
    complaint_save(complaint, "informed_on")
    history_append(complaint, kind="message", actor=actor)
    clock_refresh(complaint)
    return message


@transaction.atomic
def message_write(*, complaint: Complaint, text: str) -> Message:
    """The complainant writes. Where the file waited for them, it waits no longer."""
    complaint = complaint_lock(complaint)
    text = _checked(text)
    known = _same(complaint, text, from_complainant=True)
    if known is not None:
        return known
    day_ago = timezone.now() - timedelta(days=1)
    if complaint.messages.filter(from_complainant=True, sent_at__gt=day_ago).count() >= MOST_A_DAY:
        raise MessageError("many")
    message = Message.objects.create(complaint=complaint, from_complainant=True, body=complaint.holder, text=text)
    history_append(complaint, kind="message", actor_kind=Actor.COMPLAINANT)
    complaint_touch(complaint)
    if complaint.pauses.filter(to_on=None, reason=Pause.Reason.COMPLAINANT).exists():
        waiting_end(complaint=complaint, actor=None)
    return message


@transaction.atomic
def mailbox_read(*, complaint: Complaint) -> int:
    """The complainant opened the mailbox: what waited for them is read now. Number of messages and letters."""
    now = timezone.now()
    read = complaint.messages.filter(from_complainant=False, read_at=None).update(read_at=now)
    read += Letter.objects.filter(complaint=complaint, to_complainant=True, read_at=None).update(read_at=now)
    if read:
        history_append(complaint, kind="message_read", actor_kind=Actor.COMPLAINANT)
    return read


@transaction.atomic
def messages_read(*, complaint: Complaint, actor: User) -> int:
    """A handler of the holding body read the complainant's messages; the complainant sees when."""
    read = complaint.messages.filter(from_complainant=True, read_at=None).update(read_at=timezone.now())
    if read:
        history_append(complaint, kind="message_read", actor=actor)
    return read


def _checked(text: str) -> str:
    """The text in one kind of line end, without what databases and screens cannot hold."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise MessageError("empty")
    if len(text) > LONGEST_MESSAGE:
        raise MessageError("long")
    return text


def _same(complaint: Complaint, text: str, *, from_complainant: bool) -> Message | None:
    newest = complaint.messages.filter(from_complainant=from_complainant).order_by("-sent_at", "-pk").first()
    is_same = newest is not None and newest.text == text and timezone.now() - newest.sent_at < SAME_WITHIN
    return newest if is_same else None
