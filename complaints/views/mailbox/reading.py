"""The page of an open mailbox."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from complaints.models import Complaint
from complaints.selectors.evidence import evidence_of_complainant
from complaints.services.messages import mailbox_read
from complaints.services.surveys import surveys_open
from complaints.views.mailbox import page
from complaints.views.mailbox.visit import in_mailbox, show, survey_secret_of
from complaints.workflow.routing import CORPS


@require_http_methods(["GET", "HEAD"])
@in_mailbox
def mailbox(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    return mailbox_show(request, complaint)


def mailbox_show(
    request: HttpRequest, complaint: Complaint, *, text: str = "", text_error: str = "", file_error: str = ""
) -> HttpResponse:
    """Everything that the complainant may see. `text` is a message that could not be sent; errors say why."""
    unread = complaint.messages.filter(from_complainant=False, read_at=None).values_list("pk", flat=True)
    new = frozenset(unread)
    letters = list(complaint.letters.filter(to_complainant=True))
    new_letters = sum(letter.read_at is None for letter in letters)
    mailbox_read(complaint=complaint)
    state = page.state_of(complaint)
    error = text_error or file_error
    context = {
        "complaint": complaint,
        "state": state,
        "due": page.due_of(complaint, state),
        "news_due": page.news_due_of(complaint),
        "holder": page.body_name(complaint, complaint.holder),
        "held_by_corps": complaint.holder == CORPS,
        "referrals": page.referrals_of(complaint),
        "timeline": page.timeline_of(complaint),
        "mails": page.mails_of(complaint, new),
        "letters": letters,
        "new_count": len(new) + new_letters,
        "decision": page.decision_of(complaint),
        "may_withdraw": page.may_withdraw(complaint),
        "may_ask_review": page.may_ask_review(complaint),
        "may_share_name": page.may_share_name(complaint),
        "mediation": page.mediation_open(complaint),
        "waits_for_you": complaint.pauses.filter(to_on=None, reason="complainant").exists(),
        "surveys": surveys_open(complaint, survey_secret_of(request)),
        "files": evidence_of_complainant(complaint),
        "text": text,
        "text_error": text_error,
        "file_error": file_error,
        "error": error,
    }
    return show(request, "mailbox", context, status=422 if error else 200)
