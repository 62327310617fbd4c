"""Checking the answers, sending them, and the code that is shown once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from complaints.forms.filing import OF_FIELD, first_fault, form_of, intake_fields, steps_for
from complaints.models import Draft
from complaints.services.drafts import Answers, DraftGoneError, answers_of, draft_file
from complaints.services.intake import IntakeError
from complaints.services.throttling import Wait, filing_gate
from complaints.views.citizen.steps import step_page
from complaints.views.citizen.visitor import draft_here, page, private, source_here

NOTE = settings.BASE_DIR / "legitimacy" / "exports" / "pages" / "note.typ"
TRAP = "website"
"""A field that nobody sees. Who fills it in waits; a browser that did it by itself loses nothing."""


@require_http_methods(["GET", "HEAD", "POST"])
@private
def check(request: HttpRequest) -> HttpResponse:
    draft = draft_here(request)
    if draft is None:
        return redirect("complaint_gone")
    answers = answers_of(draft)
    if answers.number:
        return redirect("complaint_sent")
    if request.method == "POST":
        return _send(request, draft, answers)
    return _check_page(request, answers)


def _check_page(request: HttpRequest, answers: Answers, wait: Wait | None = None) -> HttpResponse:
    shown = [form_of(step, answers, check=True) for step in steps_for(answers)]
    context = {
        "forms": [(form, form.is_valid()) for form in shown],
        "kind": answers.kind,
        "trap": TRAP,
        "wait": wait,
    }
    return page(request, "check", context, status=429 if wait else 200)


def _send(request: HttpRequest, draft: Draft, answers: Answers) -> HttpResponse:
    if not answers.kind:
        return redirect("complaint_start")
    fault = first_fault(answers)
    if fault is not None:
        return step_page(request, fault, answers, status=422)
    wait = filing_gate(
        source=source_here(request),
        draft=draft.code_hash,
        proof=request.POST.get("proof", ""),
        token=request.POST.get("token", ""),
        is_odd=bool(request.POST.get(TRAP)),
    )
    if wait is not None:
        return _check_page(request, answers, wait)
    try:
        draft_file(draft=draft, intake=intake_fields(answers))
    except IntakeError as refused:
        return _refused(request, answers, refused)
    except DraftGoneError:
        return redirect("complaint_gone")
    return redirect("complaint_sent")


def _refused(request: HttpRequest, answers: Answers, refused: IntakeError) -> HttpResponse:
    """Back to the step where it can be put right, with the sentence that says how."""
    asked = steps_for(answers)
    wanted = OF_FIELD.get(refused.field)
    step = wanted if wanted in asked else asked[0]
    form = form_of(step, answers, check=True)
    form.is_valid()
    form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
    return step_page(request, form, answers, status=422)
