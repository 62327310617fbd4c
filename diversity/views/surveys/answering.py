"""Answering with the code of a slip, on the phone or, by the wellbeing adviser, from paper.

The code travels in the body of a form only, from page to page: no address, session, log or trail holds it, and nothing
is kept before the answers are handed in. Another language is the same form sent to the address of that language, which
shows it again with everything that was chosen.
"""

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from diversity.models import SurveyRound
from diversity.navigation import work_page
from diversity.services.surveys import AnswerError, answer_take, round_of_code
from diversity.views.surveys.asking import self_asked, sentences_asked, why_asked
from legitimacy.access import require
from legitimacy.logs import request_untold
from legitimacy.models import Register
from legitimacy.throttling import Guesses, address_of, source_of

GUESSES = Guesses("survey")
FORM_METHODS = ["GET", "HEAD", "POST"]
LONGEST_CODE = 200
View = Callable[..., HttpResponse]


def _closed_page(view: View) -> View:
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

    return wrapped


@require_http_methods(FORM_METHODS)
@_closed_page
@sensitive_post_parameters()
def survey_answer(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then the questions. Codes that are unknown or too late get the same sentence.

    A used code goes the way of an unused one, to the same thanks: whoever made the slips holds all codes, and must
    not learn from this page which of them were answered, nor how many.
    """
    if request.method != "POST":
        return _show(request, "code", {})
    source = source_here(request)
    wait = GUESSES.wait_left(source)
    if wait:
        return _refused(request, wait)
    code, given = request.POST.get("code", "")[:LONGEST_CODE], _given(request)
    survey_round = round_of_code(code)
    if survey_round is None:
        return _refused(request, GUESSES.failed(source))
    GUESSES.forget(source)
    error = ""
    if "answers" in request.POST:
        try:
            answer_take(code=code, given=given)
        except AnswerError as fault:
            if fault.reason == "code":
                return _refused(request, 0)
            if fault.reason == "used":
                return redirect("survey_thanks")
            error = nothing_chosen()
        else:
            return redirect("survey_thanks")
    context = _questions(survey_round, given) | {"code": code, "error": error, "languages": _languages()}
    return _show(request, "questions", context, status=422 if error else 200)


@require_safe
@_closed_page
def survey_thanks(request: HttpRequest) -> HttpResponse:
    return _show(request, "thanks", {})


@require_http_methods(FORM_METHODS)
@_closed_page
@sensitive_post_parameters()
def survey_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled-in questionnaire on paper, with the code of its slip. It lands among all others."""
    survey_round = get_object_or_404(SurveyRound.objects.select_related("corps"), pk=pk)
    require(request, "survey.paper", survey_round)
    given = _given(request) if request.method == "POST" else {}
    error, wait = "", 0
    if request.method == "POST":
        source = source_here(request)
        wait = GUESSES.wait_left(source)
        error = _wait_words(wait) if wait else ""
        if not error:
            try:
                answer_take(code=request.POST.get("code", ""), given=given, within=survey_round)
            except AnswerError as fault:
                error = unusable() if fault.reason else nothing_chosen()
                wait = GUESSES.failed(source) if fault.reason else 0
            else:
                messages.success(request, _("Kept. Nobody can see which answers these were. Destroy the paper now."))
                return redirect("survey_paper", pk=pk)
    context = _questions(survey_round, given) | {
        "round": survey_round,
        "subject": survey_round.corps,
        "register": survey_round.corps.register,
        "error": error,
        "code": request.POST.get("code", "")[:LONGEST_CODE],
        "is_running": SurveyRound.objects.filter(pk=pk).running(timezone.localdate()).exists(),
    }
    return work_page(request, "diversity/surveys/paper.html", context, status=(429 if wait else 422) if error else 200)


def source_here(request: HttpRequest) -> str:
    """Stands for the visitor's address, which is kept nowhere."""
    address = address_of(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))
    return source_of(address, "survey.source")


def unusable() -> str:
    """One sentence for every code that opens nothing."""
    return _(
        "This code opens nothing: it is mistyped, was used already, or the survey is over. If you have just handed in "
        "your answers, they were kept."
    )


def nothing_chosen() -> str:
    return _("You chose nothing yet. Choose at least one answer, or “no answer”.")


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: str(request.POST[name]) for name in request.POST if name not in ("code", "csrfmiddlewaretoken")}


def _questions(survey_round: SurveyRound, given: dict[str, str]) -> dict[str, Any]:
    return {
        "sentences": sentences_asked(survey_round, given),
        "about_self": self_asked(given),
        "why": why_asked(survey_round),
        "round": survey_round,
    }


def _languages() -> list[dict[str, Any]]:
    """The address of this page in each language: the form is sent there as it stands."""
    here = translation.get_language() or settings.LANGUAGE_CODE
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            url = reverse("survey_answer")
        found.append({"code": code, "url": url, "current": here == code, "name": translation.get_language_info(code)})
    return found


def _refused(request: HttpRequest, wait: int) -> HttpResponse:
    error = _wait_words(wait) if wait else unusable()
    response = _show(request, "code", {"error": error}, status=429 if wait else 200)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _wait_words(seconds: int) -> str:
    if seconds < 60:
        wait = ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    else:
        minutes = ceil(seconds / 60)
        wait = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _("Wait %(wait)s, then try again; until then no code is checked.") % {"wait": wait}


def _show(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    register = Register.EXAMPLE if settings.DEMO else ""
    if "round" in context:
        register = context["round"].corps.register
    return render(request, f"diversity/survey/{name}.html", {"register": register, **context}, status=status)
