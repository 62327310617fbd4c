"""A mail that says that there is news, and nothing else: no number, no name, no body, no link.

News sets a mark beside the sealed address in the transaction that makes it. The mark is the truth, the message to a
worker only hurries it: a queue or a mail server that is down loses nothing, as the sweep finds the mark again.
"""

from datetime import timedelta

import structlog
from celery import current_app
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from complaints.models import Complaint, Identity

TASK = "complaints.tasks.notice_send_task"
GIVEN_UP_AFTER = timedelta(days=3)
"""An address that takes no mail for so long is left alone: the news itself stays in the mailbox."""
NEWS = frozenset(
    {
        *("acknowledge", "refer", "receive_referral", "refuse_referral", "send_back", "message", "letter"),
        *("extended", "paused", "informed", "hold_for_justice", "resume", "mediation_offered", "mediate"),
        *("communicate", "reopen", "uphold", "overturn", "close", "corps_found"),
    }
)
"""Kinds of the history that are news to the complainant when somebody else caused them."""
log = structlog.get_logger(__name__)


def notice_mark(complaint: Complaint) -> None:
    """There is news, in the caller's transaction. Only for those who asked for mail."""
    waiting = Identity.objects.filter(complaint_id=complaint.pk, notify_by_email=True, notice_due_at=None)
    if waiting.update(notice_due_at=timezone.now()):
        complaint_id = complaint.pk
        transaction.on_commit(lambda: notice_announce(complaint_id), robust=True)


def notice_announce(complaint_id: int) -> None:
    """Tell a worker. A queue that does not answer is logged, without saying which file."""
    try:
        current_app.send_task(TASK, args=[complaint_id])
    except OperationalError:
        log.warning("broker_unreachable", task="notice")


def notice_send(*, complaint_id: int) -> bool:
    """Mail the notice that waits. False when none waits or the mail server did not take it.

    No transaction stays open while a mail server thinks. Two workers at once may send two mails, never none.
    """
    waiting = Identity.objects.filter(complaint_id=complaint_id).exclude(notice_due_at=None)
    identity = waiting.select_related("complaint").first()
    if identity is None:
        return False
    mark = waiting.filter(notice_due_at=identity.notice_due_at)
    if not identity.email or not identity.notify_by_email or _is_given_up(identity):
        mark.update(notice_due_at=None)
        return False
    if not _mail(identity.email, identity.complaint.language):
        return False
    mark.update(notice_due_at=None)
    return True


def notices_sweep() -> int:
    """Mail whatever still waits; number of mails sent. A mail server that is down ends the round."""
    waiting = Identity.objects.exclude(notice_due_at=None).order_by("notice_due_at")
    sent = 0
    for complaint_id in waiting.values_list("complaint_id", flat=True)[:500]:
        sent += notice_send(complaint_id=complaint_id)
    return sent


def _is_given_up(identity: Identity) -> bool:
    return identity.notice_due_at is not None and timezone.now() - identity.notice_due_at > GIVEN_UP_AFTER


def _mail(address: str, language: str) -> bool:
    """Whether the mail server took it. What it said may hold the address: only the kind of the fault is logged."""
    with translation.override(language):
        subject = _("There is news for you")
        body = _(
            "There is news in a file that you follow with a code.\n\n"
            "Go to the page where you handed it in, choose “Follow your file”, and enter your code. This message "
            "holds no link and no details, so that nobody who sees it learns anything.\n\n"
            "We never ask for your code by e-mail or by telephone. You cannot answer this message."
        )
    try:
        send_mail(subject, body, None, [address])
    except (OSError, ValueError) as fault:
        log.warning("notice_not_sent", kind=type(fault).__name__)
        return False
    return True
