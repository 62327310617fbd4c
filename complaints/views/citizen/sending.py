"""Checking the answers, sending them, and the code that is shown once."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from complaints.forms.filing import OF_FIELD, first_fault, form_of, intake_fields, steps_for
from complaints.forms.steps import StepForm
from complaints.models import Draft
from complaints.selectors.handling import terms_now
from complaints.services.drafts import Answers, DraftGoneError, answers_of, draft_delete, draft_file
from complaints.services.intake import IntakeError, code_for
from complaints.services.throttling import Wait, filing_gate
from complaints.views.citizen.start import status_url, with_status
from complaints.views.citizen.steps import step_page
from complaints.views.citizen.visitor import draft_here, draft_let_go, language_here, page, private, source_here
from legitimacy.exports.pdf import pdf_render

NOTE = settings.BASE_DIR / "legitimacy" / "exports" / "pages" / "note.typ"
TRAP = "website"
"""A field that nobody sees. Who fills it in waits; a browser that did it by itself loses nothing."""


class NotedForm(StepForm):
    slug = "noted"
    noted = forms.BooleanField(
        label=gettext_lazy("I have noted the number and the code"),
        error_messages={
            "required": gettext_lazy("Note number and code first, then tick this box. They are not shown again.")
        },
    )


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


@require_http_methods(["GET", "HEAD", "POST"])
@private
def sent(request: HttpRequest) -> HttpResponse:
    """Number and code, until somebody says that they are noted."""
    draft = draft_here(request)
    answers = answers_of(draft) if draft else None
    if draft is None or answers is None or not answers.number:
        return redirect("complaint_check" if draft else "complaint_gone")
    posted = request.method == "POST"
    form = NotedForm({"noted": request.POST.getlist("noted")} if posted else None, answers=answers, check=posted)
    if posted and form.is_valid():
        draft_delete(draft=draft)
        draft_let_go(request)
        return redirect("complaint_done")
    context = {"form": form, "number": answers.number, "code": code_for(answers.key), "terms": terms_now()}
    return page(request, "sent", with_status(context), status=422 if posted else 200)


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    return page(request, "done", with_status({"terms": terms_now()}))


@require_safe
@private
def note_text(request: HttpRequest) -> HttpResponse:
    """Number and code as a text file with a neutral name."""
    note = _note(request)
    if note is None:
        return redirect("complaint_gone")
    facts = [f"{fact['label']}: {fact['text']}" for fact in note["facts"]]
    lines = "\r\n\r\n".join([note["heading"], *facts, *note["after"]])
    response = HttpResponse(lines + "\r\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="note.txt"'
    return response


@require_safe
@private
def note_pdf(request: HttpRequest) -> HttpResponse:
    note = _note(request)
    if note is None:
        return redirect("complaint_gone")
    document = pdf_render(NOTE, note, language=language_here(), title=note["heading"])
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="note.pdf"'
    return response


def _note(request: HttpRequest) -> dict[str, Any] | None:
    """What somebody takes away; None when this browser has no sent form that waits to be noted."""
    draft = draft_here(request)
    answers = answers_of(draft) if draft else None
    if answers is None or not answers.number:
        return None
    after = [
        _("With number and code you read answers, ask for news and add things. Nobody can give the code again."),
        _("Keep this where nobody else reads it."),
    ]
    address = status_url()
    if address:
        after.append(request.build_absolute_uri(address))
    return {
        "heading": _("Number and code"),
        "facts": [
            {"label": _("Number"), "text": answers.number, "mono": True},
            {"label": _("Code"), "text": code_for(answers.key), "mono": True},
            {"label": _("Sent on"), "text": date_format(timezone.localdate(), "DATE_FORMAT")},
        ],
        "after": after,
    }
