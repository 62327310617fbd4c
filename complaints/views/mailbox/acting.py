"""What a complainant can do with an open mailbox: each a form that is answered with a redirect."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints.models import Complaint
from complaints.services.evidence import evidence_add
from complaints.services.identities import identity_share_with_corps
from complaints.services.mediating import MediationError, Side, mediation_accept, mediation_decline
from complaints.services.messages import LONGEST_MESSAGE, MessageError, message_write
from complaints.services.needs import NeedMissingError
from complaints.services.steps import complaint_step
from complaints.views.mailbox import page
from complaints.views.mailbox.reading import mailbox_show
from complaints.views.mailbox.visit import in_mailbox, show
from complaints.workflow.states import Actor, StepError
from legitimacy.attachments.errors import AttachmentRefusedError

FORM_METHODS = ["GET", "HEAD", "POST"]


def _done(request: HttpRequest, sentence: str, place: str = "") -> HttpResponse:
    messages.success(request, sentence)
    return redirect(reverse("complaint_mailbox") + place)


def _too_late(request: HttpRequest) -> HttpResponse:
    """Done already, or not possible any more: the page shows how things stand now."""
    messages.info(request, _("This is not possible any more, or you did it already. Below you see how things stand."))
    return redirect("complaint_mailbox")


@require_POST
@in_mailbox
def message(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    text = request.POST.get("text", "")
    try:
        message_write(complaint=complaint, text=text)
    except MessageError as fault:
        return mailbox_show(request, complaint, text=text, text_error=str(fault))
    return _done(request, _("Your message was sent. You see here when it was read."), "#messages")


@require_POST
@in_mailbox
def file(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """One more file. What is refused is said."""
    upload = request.FILES.get("file")
    if upload is None:
        return mailbox_show(request, complaint, file_error=_("Choose a file first."))
    try:
        evidence_add(complaint=complaint, upload=upload, by_complainant=True)
    except AttachmentRefusedError as fault:
        return mailbox_show(request, complaint, file_error=str(fault))
    return _done(request, _("Your file was added."), "#files")


def _confirm(
    request: HttpRequest, complaint: Complaint, template: str, allowed: Callable[[Complaint], bool], **context: Any
) -> HttpResponse:
    """The page that asks once more, while the thing is still possible."""
    if not allowed(complaint):
        return _too_late(request)
    return show(
        request,
        template,
        {"complaint": complaint, "holder": page.body_name(complaint, complaint.holder), **context},
        status=422 if context.get("error") else 200,
    )


@require_http_methods(FORM_METHODS)
@in_mailbox
def withdraw(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    if request.method != "POST":
        return _confirm(request, complaint, "withdraw", page.may_withdraw)
    try:
        complaint_step(complaint=complaint, step="withdraw", actor=None, actor_kind=Actor.COMPLAINANT)
    except StepError:
        return _too_late(request)
    return _done(request, _("You withdrew your complaint. Your file is closed."))


@require_http_methods(FORM_METHODS)
@in_mailbox
def review(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    if request.method != "POST":
        return _confirm(request, complaint, "review", page.may_ask_review)
    text = request.POST.get("text", "").replace("\x00", "").strip()
    error = ""
    if not text:
        error = _("Say why you do not agree.")
    elif len(text) > LONGEST_MESSAGE:
        error = _("The text is longer than 20,000 characters. Shorten it.")
    if error:
        return _confirm(request, complaint, "review", page.may_ask_review, text=text, error=error)
    try:
        complaint_step(complaint=complaint, step="request_review", actor=None, actor_kind=Actor.COMPLAINANT, note=text)
    except (StepError, NeedMissingError):
        return _too_late(request)
    return _done(request, _("You asked for a review. Somebody who had no part in the decision looks at it again."))


@require_http_methods(FORM_METHODS)
@in_mailbox
def share_name(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    if request.method != "POST":
        return _confirm(request, complaint, "share_name", page.may_share_name)
    if not page.may_share_name(complaint):
        return _too_late(request)
    identity_share_with_corps(complaint=complaint)
    return _done(request, _("The police may know your name from now on, where they need it for your file."))


@require_POST
@in_mailbox
def mediation(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    answer = request.POST.get("answer")
    try:
        if answer == "accept":
            mediation_accept(complaint=complaint, side=Side.COMPLAINANT)
            return _done(request, _("You agreed to a talk with a mediator. You can still step back at any time."))
        if answer == "decline":
            mediation_decline(complaint=complaint, side=Side.COMPLAINANT)
            return _done(request, _("There will be no talk with a mediator. Your complaint is handled as before."))
    except MediationError:
        return _too_late(request)
    return redirect("complaint_mailbox")
