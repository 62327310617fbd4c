"""Who reaches an audit. One that does not exist and one that is not theirs get the same answer."""

from uuid import UUID

from django.http import Http404, HttpRequest

from audit.models import Audit
from audit.selectors.audits.detail import audit_find
from legitimacy.access import AccessDeniedError, require
from legitimacy.models import User
from legitimacy.trail.services import event_append

LIST = "audit.list"


def audit_require(request: HttpRequest, pk: UUID) -> Audit:
    """The audit. 403 for who has nothing to do with audits; 404 where there is none, or none for them."""
    require(request, LIST)
    audit = audit_find(request.user, pk)
    if audit is None:
        _refusal_note(request, pk)
        raise Http404
    return audit


def person_of(request: HttpRequest) -> User:
    """Who is signed in. Pages of audits are never open to visitors."""
    if not isinstance(request.user, User):
        raise AccessDeniedError(LIST, None)
    return request.user


def _refusal_note(request: HttpRequest, pk: UUID) -> None:
    """That somebody tried an audit which is not theirs."""
    hidden = Audit.objects.filter(pk=pk).only("pk").first()
    if hidden is not None:
        event_append(
            verb="access.denied",
            actor=person_of(request),
            object_type="audit",
            object_id=hidden.pk,
            reason="audit.view",
        )
