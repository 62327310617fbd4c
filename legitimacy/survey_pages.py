"""What pages of anonymous surveys share: nothing of a visit is told, another language keeps what was chosen, questions.

They stand below the apps that hold surveys, so that all of them keep the same silence.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legitimacy.logs import request_untold
from legitimacy.throttling import address_of, source_of

NO_ANSWER = "no_answer"
LONGEST_CODE = 200
View = Callable[..., HttpResponse]


def closed_page(view: View) -> View:
    """A page that no browser, proxy or search engine keeps, and whose moments stand in no log: lines that answers were
    handed in would tell when, in which language and how many.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request_untold(request)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    wrapped.is_closed_page = True  # type: ignore[attr-defined]  # legitimacy.measuring counts no visit
    return wrapped


def source_here(request: HttpRequest) -> str:
    """Stands for the visitor's address, which is kept nowhere."""
    address = address_of(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))
    return source_of(address, "survey.source")


def wait_words(seconds: int) -> str:
    if seconds < 60:
        wait = ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    else:
        minutes = ceil(seconds / 60)
        wait = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _("Wait %(wait)s, then try again; until then no code is checked.") % {"wait": wait}


def nothing_chosen() -> str:
    return _("You chose nothing yet. Choose at least one answer, or “no answer”.")


def answers_given(request: HttpRequest) -> dict[str, str]:
    return {name: str(request.POST[name]) for name in request.POST if name not in ("code", "csrfmiddlewaretoken")}


def languages_of(url_name: str) -> list[dict[str, Any]]:
    """The address of a page in each language: the form is sent there as it stands."""
    here = translation.get_language() or settings.LANGUAGE_CODE
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            url = reverse(url_name)
        found.append({"code": code, "url": url, "current": here == code, "name": translation.get_language_info(code)})
    return found


def question_asked(
    code: str, text: object, choices: tuple[tuple[str, object], ...], given: Mapping[str, str]
) -> dict[str, Any]:
    """A question as pages and paper show it, with what was chosen so far; "no answer" comes last."""
    options = [*choices, (NO_ANSWER, _("no answer"))]
    return {
        "code": code,
        "text": str(text),
        "options": [{"code": one, "words": str(words), "chosen": given.get(code) == one} for one, words in options],
    }
