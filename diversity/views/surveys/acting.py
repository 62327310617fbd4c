"""What is done with a round: planned, changed, opened; slips made; the questionnaire printed."""

import io
import zipfile
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diversity.forms.surveys import LostForm, RoundForm
from diversity.models import SurveyRound
from diversity.navigation import work_page
from diversity.services.surveys import FaultError, round_open, round_remove, slips_issue
from diversity.views.surveys.pages import corps_shown, round_page
from diversity.views.surveys.papers import questionnaire_pdf, slips_csv, slips_pdf
from legitimacy.access import allow, require
from legitimacy.models import Role, User

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@allow("survey.plan")
def survey_new(request: HttpRequest) -> HttpResponse:
    corps, _all = corps_shown(request, Role.HR_OFFICER)
    one = SurveyRound(corps=corps)
    require(request, "survey.manage", one)
    return _edited(request, one)


@require_http_methods(FORM_METHODS)
def survey_change(request: HttpRequest, pk: int) -> HttpResponse:
    one = _round(pk)
    require(request, "survey.manage", one)
    if request.method == "POST" and "remove" in request.POST:
        try:
            round_remove(survey_round=one, actor=cast(User, request.user))
        except FaultError as fault:
            return round_page(request, one, problem=fault.reason, status=422)
        messages.success(request, _("Removed."))
        return redirect("surveys_home")
    return _edited(request, one)


@require_POST
def survey_open(request: HttpRequest, pk: int) -> HttpResponse:
    one = _round(pk)
    require(request, "survey.open", one)
    try:
        round_open(survey_round=one, actor=cast(User, request.user))
    except FaultError as fault:
        return round_page(request, _round(pk), problem=fault.reason, status=422)
    messages.success(request, _("The survey is open. HR can now make the slips."))
    return redirect("survey_round", pk=pk)


@require_POST
def survey_slips(request: HttpRequest, pk: int) -> HttpResponse:
    """One file with the slips on paper and as a table. It is made here and kept nowhere: it cannot be had again."""
    one = _round(pk)
    require(request, "survey.manage", one)
    is_lost = "lost" in request.POST
    form = LostForm(request.POST) if is_lost else LostForm()
    if is_lost and not form.is_valid():
        return round_page(request, one, lost=form, status=422)
    try:
        codes = slips_issue(
            survey_round=one, actor=cast(User, request.user), lost=form.cleaned_data["lost"] if is_lost else 0
        )
    except FaultError as fault:
        return round_page(request, one, problem=fault.reason, status=422)
    address = request.build_absolute_uri(reverse("survey_answer"))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("slips.pdf", slips_pdf(one, codes, address))
        packed.writestr("slips.csv", slips_csv(one, codes, address))
    return _file(held.getvalue(), "application/zip", f"slips-{one.corps.code}-{one.wave}.zip")


@require_safe
def survey_questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """The same questions on paper, in the language of the page."""
    one = _round(pk)
    require(request, "survey.read", one)
    name = f"questionnaire-{one.wave}-{get_language() or settings.LANGUAGE_CODE}.pdf"
    return _file(questionnaire_pdf(one), "application/pdf", name)


def _round(pk: int) -> SurveyRound:
    one: SurveyRound = get_object_or_404(SurveyRound.objects.select_related("corps"), pk=pk)
    return one


def _edited(request: HttpRequest, one: SurveyRound) -> HttpResponse:
    form = RoundForm(request.POST if request.method == "POST" else None, survey_round=one)
    if request.method == "POST" and form.save(cast(User, request.user)):
        messages.success(request, _("Saved."))
        return redirect("survey_round", pk=one.pk)
    back = reverse("survey_round", kwargs={"pk": one.pk}) if one.pk else reverse("surveys_home")
    context = {
        "form": form,
        "is_new": one.pk is None,
        "subject": one.corps,
        "register": one.corps.register,
        "back": back,
    }
    return work_page(request, "diversity/surveys/plan.html", context, status=422 if form.errors else 200)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
