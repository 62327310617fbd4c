"""Who reaches a file. A number that does not exist and a file that is not theirs get the same answer."""

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from complaints.models import Complaint
from complaints.selectors.file import READ, file_find, was_read_today
from complaints.services.history import trail_append
from complaints.workflow.routing import CORPS
from legitimacy.access import AccessDeniedError, can, require
from legitimacy.models import User
from legitimacy.trail.services import event_append

LIST = "complaint.list"
HANDLE = "complaint.handle"


def file_require(request: HttpRequest, number: str, *, handle: bool = False) -> Complaint:
    """The file. 403 for who handles no files at all; 404 where there is none, or none for them.

    With `handle` also a 403 for who may only read it.
    """
    require(request, LIST)
    complaint = file_find(request.user, number)
    if complaint is None:
        refusal_note(request, number)
        raise Http404
    if handle and not can(request.user, HANDLE, complaint):
        # A file of another body leaves no mark under its corps.
        raise AccessDeniedError(HANDLE, complaint if complaint.holder == CORPS else None)
    return complaint


def person_of(request: HttpRequest) -> User:
    """Who is signed in. Pages of files are never open to visitors."""
    if not isinstance(request.user, User):
        raise AccessDeniedError(LIST, None)
    return request.user


def reading_note(request: HttpRequest, complaint: Complaint) -> None:
    """Reading a file is on the trail, once for each person and day: enough to know who saw it when."""
    user = person_of(request)
    if not was_read_today(complaint, user):
        trail_append(complaint, READ, actor=user)


def way_out() -> str:
    """Where somebody goes who may no longer see the file."""
    try:
        return reverse("complaints_home")
    except NoReverseMatch:
        return reverse("home")


def refusal_note(request: HttpRequest, number: str) -> None:
    """That somebody tried a file which is not theirs. A number that does not exist leaves nothing to point at.

    The line names no corps: whose file it is would tell where another body holds it.
    """
    hidden = Complaint.objects.filter(number=number).only("pk").first()
    if hidden is not None:
        event_append(
            verb="access.denied",
            actor=person_of(request),
            object_type="complaint",
            object_id=hidden.pk,
            reason="complaint.view",
        )
