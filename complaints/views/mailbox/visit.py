"""An open mailbox: which file a visitor opened by code, for half an hour after the last thing they did.

The session holds the number of the row, when it was last used, and a secret for the surveys; never the code.
"""

from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from complaints.models import Complaint
from complaints.selectors.places import register_here
from complaints.services.surveys import survey_secret

KEY = "complaint_mailbox"
IDLE_SECONDS = 30 * 60
View = Callable[..., HttpResponseBase]


def visit_begin(request: HttpRequest, complaint: Complaint, code: str) -> None:
    """Under a new session key, so that nobody who knew the old one comes along."""
    request.session.cycle_key()
    request.session[KEY] = {"file": complaint.pk, "seen": int(time()), "survey": survey_secret(code)}


def visit_end(request: HttpRequest) -> None:
    """Only the mailbox closes: a form that somebody fills in beside it, or a handler's own session, goes on."""
    if request.session.pop(KEY, None) is not None:
        request.session.cycle_key()


def session_end(request: HttpRequest) -> None:
    """This browser forgets everything that a visitor did in it. Nobody who signed in is signed out by a link."""
    if request.user.is_authenticated:
        visit_end(request)
    else:
        request.session.flush()


def survey_secret_of(request: HttpRequest) -> str:
    return str(request.session.get(KEY, {}).get("survey", ""))


def visited_file(request: HttpRequest) -> Complaint | None:
    """The file of an open mailbox; None when none is open, it was left alone too long, or the file is gone."""
    visit: dict[str, Any] | None = request.session.get(KEY)
    if visit is None:
        return None
    now = int(time())
    file = Complaint.objects.select_related("corps").filter(pk=visit["file"], disposed_at=None).first()
    if now - visit["seen"] > IDLE_SECONDS or file is None:
        visit_end(request)
        return None
    if now - visit["seen"] > 60:  # not a write for every page
        request.session[KEY] = visit | {"seen": now}
    return file


def closed_page(view: View) -> View:
    """A page that no browser, proxy or search engine keeps. The referrer policy of all pages is `same-origin`: with
    `no-referrer` browsers send `Origin: null` along with forms, which the check against forged forms refuses.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def show(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """One page of the mailbox. An example register is marked on it as everywhere."""
    register = context["complaint"].register if "complaint" in context else register_here()[0]
    return render(request, f"complaints/mailbox/{name}.html", {"register": register, **context}, status=status)


def in_mailbox(view: View) -> View:
    """A page of an open mailbox; the view gets the file. Without one, it leads back to the question for the code."""

    @closed_page
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        had_one = KEY in request.session
        complaint = visited_file(request)
        if complaint is None:
            if had_one or request.method == "POST":
                messages.info(request, _("Your file was closed because nothing happened for a while. Enter your code."))
            return redirect("complaint_status")
        return view(request, complaint, *args, **kwargs)

    return wrapped
