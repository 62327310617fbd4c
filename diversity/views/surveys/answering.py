"""Answering with the code of a slip, on the phone or, by the wellbeing adviser, from paper.

The code travels in the body of a form only, from page to page: no address, session, log or trail holds it, and nothing
is kept before the answers are handed in. Another language is the same form sent to the address of that language, which
shows it again with everything that was chosen.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from diversity.models import SurveyRound
from diversity.navigation import work_page
from diversity.services.surveys import AnswerError, answer_take, round_of_code
from diversity.views.surveys.asking import self_asked, sentences_asked, why_asked
from legitimacy.access import require
from legitimacy.models import Register
from legitimacy.survey_pages import (
    LONGEST_CODE,
    answers_given,
    closed_page,
    languages_of,
    nothing_chosen,
    source_here,
    wait_words,
)
from legitimacy.throttling import FIRST_WAIT, Guesses

GUESSES = Guesses("survey", longest_wait=FIRST_WAIT)
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@closed_page
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
    code, given = request.POST.get("code", "")[:LONGEST_CODE], answers_given(request)
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
    context = _questions(survey_round, given) | {
        "code": code,
        "error": error,
        "languages": languages_of("survey_answer"),
    }
    return _show(request, "questions", context, status=422 if error else 200)


@require_safe
@closed_page
def survey_thanks(request: HttpRequest) -> HttpResponse:
    return _show(request, "thanks", {})


@require_http_methods(FORM_METHODS)
@closed_page
@sensitive_post_parameters()
def survey_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled-in questionnaire on paper, with the code of its slip. It lands among all others."""
    survey_round = get_object_or_404(SurveyRound.objects.select_related("corps"), pk=pk)
    require(request, "survey.paper", survey_round)
    given = answers_given(request) if request.method == "POST" else {}
    error, wait = "", 0
    if request.method == "POST":
        source = source_here(request)
        wait = GUESSES.wait_left(source)
        error = wait_words(wait) if wait else ""
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


def unusable() -> str:
    """One sentence for every code that opens nothing."""
    return _(
        "This code opens nothing: it is mistyped, was used already, or the survey is over. If you have just handed in "
        "your answers, they were kept."
    )


def _questions(survey_round: SurveyRound, given: dict[str, str]) -> dict[str, Any]:
    return {
        "sentences": sentences_asked(survey_round, given),
        "about_self": self_asked(given),
        "why": why_asked(survey_round),
        "round": survey_round,
    }


def _refused(request: HttpRequest, wait: int) -> HttpResponse:
    error = wait_words(wait) if wait else unusable()
    response = _show(request, "code", {"error": error}, status=429 if wait else 200)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _show(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    register = Register.EXAMPLE if settings.DEMO else ""
    if "round" in context:
        register = context["round"].corps.register
    return render(request, f"diversity/survey/{name}.html", {"register": register, **context}, status=status)
