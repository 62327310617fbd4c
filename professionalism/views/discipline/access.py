"""Who reaches a disciplinary case. One that does not exist and one that is not theirs get the same answer."""

from uuid import UUID

from django.http import Http404, HttpRequest

from legitimacy.access import AccessDeniedError, require
from legitimacy.models import User
from legitimacy.trail.services import event_append
from professionalism.models import DisciplinaryCase
from professionalism.selectors.discipline.detail import own_cases
from professionalism.selectors.discipline.lists import case_find

LIST, OWN = "discipline.list", "discipline.own"


def case_require(request: HttpRequest, pk: UUID) -> DisciplinaryCase:
    """The case. 403 for who has nothing to do with cases; 404 where there is none, or none for them."""
    require(request, LIST)
    case = case_find(request.user, pk)
    if case is None:
        _refusal_note(request, pk, "discipline.view")
        raise Http404
    return case


def own_require(request: HttpRequest, pk: UUID) -> DisciplinaryCase:
    """A case about the reader; 404 for any other."""
    require(request, OWN)
    case = own_cases(request.user).filter(pk=pk).first()
    if case is None:
        _refusal_note(request, pk, "discipline.answer")
        raise Http404
    return case


def person_of(request: HttpRequest) -> User:
    """Who is signed in. Pages of discipline are never open to visitors."""
    if not isinstance(request.user, User):
        raise AccessDeniedError(LIST, None)
    return request.user


def _refusal_note(request: HttpRequest, pk: UUID, action: str) -> None:
    """That somebody tried a case which is not theirs."""
    hidden = DisciplinaryCase.objects.filter(pk=pk).only("pk").first()
    if hidden is not None:
        event_append(
            verb="access.denied",
            actor=person_of(request),
            object_type="disciplinarycase",
            object_id=hidden.pk,
            reason=action,
        )
