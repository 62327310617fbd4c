"""The answer of a corps to the request to keep images. It is given on day and municipality alone while
another body holds the file."""

from django.db import transaction
from django.utils import timezone

from complaints.models import PreservationRequest
from complaints.services.history import complaint_lock, history_append
from legitimacy.models import User


class PreservationError(ValueError):
    """The request was answered before."""


@transaction.atomic
def preservation_answer(*, request: PreservationRequest, actor: User, kept: bool) -> PreservationRequest:
    """Note that the images are kept, or that there are none any more; once. PreservationError for a second answer."""
    complaint = complaint_lock(request.complaint)
    request = PreservationRequest.objects.select_for_update().get(pk=request.pk)
    if request.answered_on is not None:
        raise PreservationError
    request.answered_on, request.kept, request.answered_by = timezone.localdate(), kept, actor
    request.save(update_fields=["answered_on", "kept", "answered_by"])
    history_append(complaint, kind="evidence", actor=actor, reason="kept" if kept else "not_kept")
    return request
