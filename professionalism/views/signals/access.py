"""Finding a case for a reader: a case that is not theirs to see does not exist for them."""

from uuid import UUID

from django.http import Http404, HttpRequest

from legitimacy.access import AccessDeniedError, require
from legitimacy.models import User
from legitimacy.trail.services import event_append
from professionalism.models import SignalCase
from professionalism.selectors.signals.cases import case_find, own_find

LIST, MINE = "signal.list", "signal.mine"


def person_of(request: HttpRequest) -> User:
    """Who is signed in. Pages of signals are never open to visitors."""
    if not isinstance(request.user, User):
        raise AccessDeniedError(LIST, None)
    return request.user


def case_require(request: HttpRequest, pk: UUID) -> SignalCase:
    """The case. 403 for who has nothing to do with cases; 404 where there is none, or none for them."""
    require(request, LIST)
    case = case_find(request.user, pk)
    return case or _refuse(request, pk, "signal.view")


def own_require(request: HttpRequest, pk: UUID) -> SignalCase:
    """A case about the reader, once they were informed."""
    require(request, MINE)
    case = own_find(request.user, pk)
    return case or _refuse(request, pk, "signal.read_own")


def _refuse(request: HttpRequest, pk: UUID, action: str) -> SignalCase:
    """That somebody tried a case which is not theirs."""
    if SignalCase.objects.filter(pk=pk).exists():
        event_append(
            verb="access.denied", actor=person_of(request), object_type="signal_case", object_id=pk, reason=action
        )
    raise Http404
