"""Filling in an assessment as the corps, and judging it as an auditor."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.forms.standards.assessing import JudgeForm, SelfForm
from audit.models import Assessment
from audit.navigation import work_page
from audit.services.standards.assessing import OPEN_TO_CORPS, assessment_save, assessment_submit
from audit.services.standards.errors import CriteriaMissingError, StandardError
from audit.services.standards.evidence import OWNER, evidence_add, evidence_remove, files_by_score
from audit.services.standards.validating import assessment_return, assessment_validate, verdicts_save
from audit.views.standards.assessments import assessment_find, head_of, scores_of
from audit.views.standards.shown import grouped, person_of
from audit.workflow.standards.codes import Stage
from legitimacy.access import allow
from legitimacy.attachments.errors import AttachmentRefusedError
from legitimacy.attachments.names import name_shown
from legitimacy.models import Attachment


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.write", assessment_find)
def assessment_self(request: HttpRequest, pk: int) -> HttpResponse:
    """The corps fills in. POST keeps everything first, then sends when that was asked."""
    assessment = assessment_find(request, pk)
    if assessment.stage not in OPEN_TO_CORPS:
        if request.method == "POST":
            messages.error(request, _("This assessment was sent already. Nothing was changed."))
        return redirect("assessment_page", pk=pk)
    scores = scores_of(assessment)
    if request.method != "POST":
        form = SelfForm(scores=scores, initial={"version": assessment.version})
        return _self_page(request, assessment, form)
    form = SelfForm(request.POST, request.FILES, scores=scores)
    if not form.is_valid():
        return _self_page(request, assessment, form, status=422)
    try:
        saved = assessment_save(
            assessment=assessment, answers=form.answers, version=form.cleaned_data["version"], actor=person_of(request)
        )
    except StandardError as error:
        return _self_page(request, assessment, form, problem=str(error), status=409)
    refused = _files_keep(request, form)
    _file_remove(request, assessment)
    if request.POST.get("go") == "send" and not refused:
        try:
            assessment_submit(assessment=saved, version=saved.version, actor=person_of(request))
        except CriteriaMissingError as error:
            fresh = SelfForm(scores=scores_of(saved), initial={"version": saved.version})
            return _self_page(request, saved, fresh, problem=str(error), faults=error.faults, status=422)
        messages.success(request, _("Sent. An auditor will judge it; you hear from it here."))
        return redirect("assessment_page", pk=pk)
    if not refused:
        messages.success(request, _("Saved."))
    return redirect("assessment_self", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.judge", assessment_find)
def assessment_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """The auditor judges. POST keeps the draft first, then sends or returns when that was asked."""
    assessment = assessment_find(request, pk)
    if assessment.stage != Stage.SUBMITTED:
        if request.method == "POST":
            messages.error(request, _("This assessment moved on meanwhile. Nothing was changed."))
        return redirect("assessment_page", pk=pk)
    if request.method != "POST":
        form = JudgeForm(scores=scores_of(assessment), initial={"version": assessment.version})
        return _judge_page(request, assessment, form)
    form = JudgeForm(request.POST, scores=scores_of(assessment))
    if not form.is_valid():
        return _judge_page(request, assessment, form, status=422)
    actor = person_of(request)
    try:
        saved = verdicts_save(
            assessment=assessment, verdicts=form.verdicts, version=form.cleaned_data["version"], actor=actor
        )
    except StandardError as error:
        return _judge_page(request, assessment, form, problem=str(error), status=409)
    go = request.POST.get("go", "save")
    try:
        if go == "send":
            assessment_validate(assessment=saved, version=saved.version, actor=actor)
            messages.success(request, _("Validated. The corps sees both scores; the validated one counts."))
            return redirect("assessment_page", pk=pk)
        if go == "return":
            assessment_return(assessment=saved, version=saved.version, note=form.cleaned_data["note"], actor=actor)
            messages.success(request, _("Returned to the corps with your note. Your draft stays with you."))
            return redirect("assessment_page", pk=pk)
    except StandardError as error:
        faults = error.faults if isinstance(error, CriteriaMissingError) else {}
        fresh = JudgeForm(
            scores=scores_of(saved), initial={"version": saved.version, "note": form.cleaned_data["note"]}
        )
        return _judge_page(request, saved, fresh, problem=str(error), faults=faults, status=422)
    messages.success(request, _("Draft saved. The corps does not see it."))
    return redirect("assessment_judge", pk=pk)


def _files_keep(request: HttpRequest, form: SelfForm) -> bool:
    """Take the files that came along; whether one was refused."""
    refused = False
    for score, upload in form.uploads:
        try:
            evidence_add(score=score, upload=upload, actor=person_of(request))
        except AttachmentRefusedError as error:
            refused = True
            messages.error(request, f"{score.criterion.code}, {name_shown(upload.name or '')}: {error}")
    if refused:
        messages.warning(request, _("Everything else was saved."))
    return refused


def _file_remove(request: HttpRequest, assessment: Assessment) -> None:
    asked = request.POST.get("remove", "")
    scores = {str(each.pk): each for each in assessment.scores.select_related("criterion", "assessment__corps")}
    rows = Attachment.objects.filter(owner_type=OWNER, owner_id__in=list(scores))
    found = next((row for row in rows if str(row.pk) == asked), None)
    if found is not None:
        evidence_remove(score=scores[found.owner_id], attachment=found, actor=person_of(request))


def _self_page(
    request: HttpRequest,
    assessment: Assessment,
    form: SelfForm,
    *,
    problem: str = "",
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    files = files_by_score(form.scores)
    rows = [_row(form, score, ("level", "evidence", "remark", "file"), faults) for score in form.scores]
    for row in rows:
        row["files"] = files.get(row["score"].pk, [])
    context = head_of(assessment) | _shown(form, rows, problem, faults)
    return work_page(request, "audit/standards/assessment_self.html", context, status=status)


def _judge_page(
    request: HttpRequest,
    assessment: Assessment,
    form: JudgeForm,
    *,
    problem: str = "",
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    files = files_by_score(form.scores)
    rows = [_row(form, score, ("level", "reason"), faults) for score in form.scores]
    for row in rows:
        row["files"] = files.get(row["score"].pk, [])
    context = head_of(assessment) | _shown(form, rows, problem, faults)
    other = assessment.auditor if assessment.auditor_id not in (None, request.user.pk) else None
    context |= {"other_auditor": other}
    return work_page(request, "audit/standards/assessment_judge.html", context, status=status)


def _row(form: Any, score: Any, names: tuple[str, ...], faults: dict[str, str] | None) -> dict[str, Any]:
    code = score.criterion.code
    controls = {name: form[f"{name}_{code}"] for name in names}
    return {"criterion": score.criterion, "score": score, "fault": (faults or {}).get(code, "")} | controls


def _shown(form: Any, rows: list[dict[str, Any]], problem: str, faults: dict[str, str] | None) -> dict[str, Any]:
    listed = [(code, sentence) for code, sentence in (faults or {}).items()]
    for row in rows:
        listed += [
            (row["criterion"].code, text) for name in row if hasattr(row[name], "errors") for text in row[name].errors
        ]
    return {
        "form": form,
        "groups": grouped(rows, lambda row: row["criterion"]),
        "problem": problem,
        "faults": listed,
    }
