"""Assessments: the list, beginning one, the page of one, and its evidence."""

from typing import Any

import structlog
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.forms.standards.assessing import AnnulForm, StartForm
from audit.models import Assessment, CriterionScore
from audit.navigation import work_page
from audit.selectors.standards.lists import (
    assessments_of,
    assessments_waiting,
    checklists,
    judged_registers,
    own_corps,
)
from audit.services.standards.assessing import OPEN_TO_CORPS, assessment_start
from audit.services.standards.errors import StandardError
from audit.services.standards.evidence import OWNER, evidence_open, files_by_score
from audit.services.standards.validating import assessment_annul
from audit.views.standards.filtering import corps_listed, listed, registers_of
from audit.views.standards.shown import (
    counts_whole,
    grouped,
    person_of,
    self_score,
    span_text,
    validated_score,
)
from audit.workflow.standards.codes import Stage
from legitimacy.access import allow, can, require
from legitimacy.attachments.errors import AttachmentClosedError, AttachmentDamagedError
from legitimacy.models import Attachment

log = structlog.get_logger(__name__)


def assessment_find(_request: HttpRequest, pk: int, **_: Any) -> Assessment:
    return get_object_or_404(Assessment.objects.select_related("corps", "standard", "auditor", "submitted_by"), pk=pk)


@require_safe
@allow("assessment.list")
def assessments_list(request: HttpRequest) -> HttpResponse:
    """What this person sees, by stage, corps and standard; what waits for them stands first."""
    user = person_of(request)
    context = listed(request, seen=assessments_of(user), waiting=assessments_waiting(user), stages=list(Stage.choices))
    context |= {
        "rows": [_line(each) for each in context["page"].object_list],
        "corps_listed": corps_listed(user),
        "standards": checklists(registers_of(user)),
        "may_start": True,
    }
    return work_page(request, "audit/standards/assessments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.list")
def assessment_begin(request: HttpRequest) -> HttpResponse:
    """Begin an assessment: of the own corps, or as an auditor without a self-assessment."""
    user = person_of(request)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        corps=corps_listed(user),
        standards=checklists(registers_of(user)),
    )
    if request.method == "POST" and form.is_valid():
        corps = form.cleaned_data["corps"]
        require(request, "assessment.start", corps)
        try:
            assessment = assessment_start(
                corps=corps,
                standard=form.cleaned_data["standard"],
                subject=form.cleaned_data["subject"],
                period_from=form.span[0],
                period_to=form.span[1],
                actor=user,
                by_corps=corps in own_corps(user),
            )
        except StandardError as error:
            form.add_error(None, str(error))
        else:
            return redirect("assessment_self" if assessment.by_corps else "assessment_judge", pk=assessment.pk)
    context = {"form": form, "is_auditor": bool(judged_registers(user))}
    return work_page(request, "audit/standards/assessment_begin.html", context, status=422 if form.errors else 200)


@require_safe
@allow("assessment.view", assessment_find)
def assessment_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Both scores side by side. The corps sees the auditor's half when it is sent, and not before."""
    assessment = assessment_find(request, pk)
    judges = can(request.user, "assessment.judge", assessment)
    shows_verdict = assessment.stage in (Stage.VALIDATED, Stage.ANNULLED) or judges
    writes = can(request.user, "assessment.write", assessment)
    context = head_of(assessment) | {
        "groups": grouped(score_rows(assessment, shows_verdict=shows_verdict), lambda row: row["criterion"]),
        "shows_verdict": shows_verdict,
        "is_draft_verdict": shows_verdict and assessment.stage == Stage.SUBMITTED,
        "may_write": writes and assessment.stage in OPEN_TO_CORPS,
        "may_judge": judges and assessment.stage == Stage.SUBMITTED,
        "annul_form": AnnulForm(initial={"version": assessment.version})
        if judges and assessment.stage == Stage.VALIDATED
        else None,
    }
    return work_page(request, "audit/standards/assessment.html", context)


@require_POST
@allow("assessment.judge", assessment_find)
def assessment_annul_act(request: HttpRequest, pk: int) -> HttpResponse:
    assessment = assessment_find(request, pk)
    form = AnnulForm(request.POST)
    if form.is_valid():
        try:
            assessment_annul(
                assessment=assessment,
                version=form.cleaned_data["version"],
                note=form.cleaned_data["note"],
                actor=person_of(request),
            )
            messages.success(request, _("This assessment no longer counts."))
        except StandardError as error:
            messages.error(request, str(error))
    else:
        messages.error(request, _("Something was missing from this form. Nothing was changed."))
    return redirect("assessment_page", pk=pk)


@require_safe
@allow("assessment.view", assessment_find)
def assessment_evidence(request: HttpRequest, pk: int, file: str) -> HttpResponse:
    """A file with evidence, on the trail."""
    assessment = assessment_find(request, pk)
    scores = {str(each.pk): each for each in assessment.scores.select_related("criterion", "assessment__corps")}
    attachment = Attachment.objects.filter(pk=file, owner_type=OWNER, owner_id__in=list(scores)).first()
    if attachment is None:
        raise Http404
    try:
        read = evidence_open(score=scores[attachment.owner_id], attachment=attachment, actor=person_of(request))
    except AttachmentClosedError:
        messages.error(request, _("This file cannot be read now: it waits for the virus scan, or was refused by it."))
        return redirect("assessment_page", pk=pk)
    except AttachmentDamagedError:
        log.error("attachment_damaged", attachment=str(attachment.pk))
        messages.error(
            request, _("This file is missing, or is not what was sealed. Nothing was opened; tell the administrator.")
        )
        return redirect("assessment_page", pk=pk)
    response = HttpResponse(read, content_type=attachment.media_type)
    response["Content-Disposition"] = content_disposition_header(True, attachment.name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def head_of(assessment: Assessment) -> dict[str, Any]:
    """What stands above every page of one assessment."""
    return {
        "assessment": assessment,
        "standard": assessment.standard,
        "corps": assessment.corps,
        "register": assessment.corps.register,
        "span": span_text(assessment),
        "self_score": self_score(assessment) if assessment.by_corps else None,
        "validated": validated_score(assessment),
        "counts_whole": counts_whole(assessment),
    }


def score_rows(assessment: Assessment, *, shows_verdict: bool) -> list[dict[str, Any]]:
    scores = scores_of(assessment)
    files = files_by_score(scores)
    return [
        {
            "criterion": score.criterion,
            "score": score,
            "files": files.get(score.pk, []),
            "differs": shows_verdict and score.level and score.self_level and score.level != score.self_level,
        }
        for score in scores
    ]


def scores_of(assessment: Assessment) -> list[CriterionScore]:
    return list(assessment.scores.select_related("criterion").order_by("criterion__position"))


def _line(assessment: Assessment) -> dict[str, Any]:
    return head_of(assessment) | {"stage": assessment.get_stage_display()}
