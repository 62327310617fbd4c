"""Reaching a file from the pages of evidence, redaction and letters."""

from django.http import Http404, HttpRequest

from complaints.models import Complaint
from complaints.workflow.routing import CORPS
from legitimacy.access import AccessDeniedError, can, require
from legitimacy.models import User
from legitimacy.trail.services import event_append


def complaint_require(request: HttpRequest, number: str, *, handle: bool = False) -> Complaint:
    """The file: 403 for who handles no files, 404 where there is none for them, so that a number tells nothing.

    With `handle` also 403 for who may only read it. A refusal is on the trail.
    """
    require(request, "complaint.list")
    visible = Complaint.objects.visible_to(request.user).select_related("corps", "handler")
    complaint = visible.filter(number=number).first()
    if complaint is None:
        hidden = Complaint.objects.filter(number=number).only("pk").first()
        if hidden is not None:
            event_append(
                verb="access.denied",
                actor=request.user,
                object_type="complaint",
                object_id=hidden.pk,
                reason="complaint.view",
            )
        raise Http404
    if handle and not can(request.user, "complaint.handle", complaint):
        raise AccessDeniedError("complaint.handle", complaint if complaint.holder == CORPS else None)
    return complaint


def person_of(request: HttpRequest) -> User:
    """Who is signed in."""
    if not isinstance(request.user, User):
        raise AccessDeniedError("complaint.list", None)
    return request.user
