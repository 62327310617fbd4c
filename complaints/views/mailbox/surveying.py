"""The two short surveys at the end of a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.models import Complaint
from complaints.services.surveys import SurveyError, survey_answer, surveys_open
from complaints.views.mailbox.visit import in_mailbox, show, survey_secret_of
from complaints.workflow.surveys import CLOSING, EQUALITY, QUESTIONS
from legitimacy.answers.services import TokenError

NAMES = {"treatment": CLOSING, "equality": EQUALITY}
"""Name in the address, and survey."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_mailbox
def survey(request: HttpRequest, complaint: Complaint, name: str) -> HttpResponse:
    if name not in NAMES:
        raise Http404
    code, secret = NAMES[name], survey_secret_of(request)
    if code not in surveys_open(complaint, secret):
        return _closed(request)
    error = ""
    if request.method == "POST":
        given = {question.code: request.POST.getlist(question.code) for question in QUESTIONS[code]}
        try:
            survey_answer(complaint=complaint, survey=code, secret=secret, answers=given)
        except TokenError:
            return _closed(request)
        except SurveyError as fault:
            if fault.reason == "closed":
                return _closed(request)
            error = _("You answered no question. Choose at least one answer, or go back without answering.")
        else:
            messages.success(request, _("Thank you. Nobody can see that these answers are yours."))
            return redirect("complaint_mailbox")
    context = {
        "complaint": complaint,
        "name": name,
        "questions": QUESTIONS[code],
        "is_treatment": code == CLOSING,
        "error": error,
    }
    return show(request, "survey", context, status=422 if error else 200)


def _closed(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("These questions are closed, or you answered them already."))
    return redirect("complaint_mailbox")
