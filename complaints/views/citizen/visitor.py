"""The visitor's browser: which draft it holds, and pages that leave no trace in it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from complaints.models import Draft
from complaints.selectors.places import register_here
from complaints.services.drafts import draft_find
from legitimacy.throttling import address_of, source_of

SECRET = "form"  # noqa: S105  the key in the session, not the secret
Rest = ParamSpec("Rest")


def private(view: Callable[Rest, HttpResponse]) -> Callable[Rest, HttpResponse]:
    """A page that no cache, browser history or search engine keeps.

    Other sites hear nothing of it either: the referrer policy of all pages is `same-origin`. `no-referrer` would tell
    them no less, and makes browsers send `Origin: null` with every form, which the check against forged forms refuses.
    """

    @wraps(view)
    def guarded(*args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def page(request: HttpRequest, name: str, context: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """One page of the form. `idle_seconds` until the browser forgets the form, for the warning before."""
    shared = {
        "register": register_here()[0],
        "is_demo": settings.DEMO,
        "idle_seconds": request.session.get_expiry_age(),
    }
    return render(request, f"complaints/citizen/{name}.html", shared | (context or {}), status=status)


def draft_here(request: HttpRequest) -> Draft | None:
    """The draft of this browser. Looking at it keeps the session alive."""
    draft = draft_find(str(request.session.get(SECRET, "")))
    if draft is not None:
        request.session.modified = True
    return draft


def draft_keep(request: HttpRequest, secret: str) -> None:
    """From now on this browser holds the draft; a new key of the session, so that one planted before opens nothing."""
    request.session.cycle_key()
    request.session[SECRET] = secret


def draft_let_go(request: HttpRequest) -> None:
    request.session.pop(SECRET, None)


def source_here(request: HttpRequest) -> str:
    return source_of(address_of(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")))


def language_here() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]
