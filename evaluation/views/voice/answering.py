"""Answering the survey after a contact, on the phone, without an account.

The code of a link stands behind its #, which no browser sends to a server: a small script puts it into the field, and
from there it travels in the body of the form only. Without the script the code is typed. No address, session, log or
trail holds it. Another language is the same form sent to the address of that language.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.models import ContactRound
from evaluation.services.voice.contact import AnswerError, answer_take, round_of_code
from evaluation.workflow.contact import ABOUT_SELF, AGREEMENT, number, sentences_of
from legitimacy.models import Register
from legitimacy.survey_pages import (
    LONGEST_CODE,
    answers_given,
    closed_page,
    languages_of,
    nothing_chosen,
    question_asked,
    source_here,
    wait_words,
)
from legitimacy.throttling import FIRST_WAIT, Guesses

GUESSES = Guesses("contact", longest_wait=FIRST_WAIT)


@require_http_methods(["GET", "HEAD", "POST"])
@closed_page
@sensitive_post_parameters()
def contact_answer(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then the questions. Codes that are unknown or too late get the same sentence.

    A used code goes the way of an unused one, to the same thanks, where its reader learns that the first answers
    stand: whoever made the links holds all codes, and must not learn from this page which were answered.
    """
    if request.method != "POST":
        return _show(request, "code", {})
    source = source_here(request)
    wait = GUESSES.wait_left(source)
    if wait:
        return _refused(request, wait)
    code, given = request.POST.get("code", "")[:LONGEST_CODE], answers_given(request)
    found = round_of_code(code)
    if found is None:
        return _refused(request, GUESSES.failed(source))
    GUESSES.forget(source)
    error = ""
    if "answers" in request.POST:
        try:
            answer_take(code=code, given=given, language=(get_language() or settings.LANGUAGE_CODE)[:2])
        except AnswerError as fault:
            if fault.reason == "code":
                return _refused(request, 0)
            if fault.reason == "used":
                return redirect("contact_thanks")
            error = nothing_chosen()
        else:
            return redirect("contact_thanks")
    return _show(request, "questions", _asked(found, code, given, error), status=422 if error else 200)


@require_safe
@closed_page
def contact_thanks(request: HttpRequest) -> HttpResponse:
    return _show(request, "thanks", {"complaint_url": reverse("complaint_start")})


def _asked(found: ContactRound, code: str, given: dict[str, str], error: str) -> dict[str, Any]:
    return {
        "sentences": [question_asked(one.code, one.text, AGREEMENT, given) for one in sentences_of(found.wording)],
        "about_self": [question_asked(one.code, one.text, one.choices, given) for one in ABOUT_SELF],
        "least": number("group_least", found.opens_on),
        "round": found,
        "code": code,
        "error": error,
        "languages": languages_of("contact_answer"),
    }


def _refused(request: HttpRequest, wait: int) -> HttpResponse:
    error = wait_words(wait) if wait else _unusable()
    response = _show(request, "code", {"error": error}, status=429 if wait else 200)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _unusable() -> str:
    """One sentence for every code that opens nothing."""
    return _(
        "This code opens nothing: it is mistyped, was used already, or the survey is over. If you have just handed in "
        "your answers, they were kept."
    )


def _show(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    register = Register.EXAMPLE if settings.DEMO else ""
    if "round" in context:
        register = context["round"].corps.register
    return render(request, f"evaluation/contact/{name}.html", {"register": register, **context}, status=status)
