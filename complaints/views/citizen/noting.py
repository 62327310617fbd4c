"""Number and code of a form that was sent: shown until they are noted, to take away on paper or as a file."""

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

from complaints.forms.steps import StepForm
from complaints.selectors.evidence import evidence_of_complainant
from complaints.selectors.handling import terms_now
from complaints.services.drafts import Answers, answers_of, complaint_sent, draft_delete
from complaints.services.intake import code_for
from complaints.views.citizen.start import status_url, with_status
from complaints.views.citizen.visitor import draft_here, draft_let_go, language_here, page, private
from legitimacy.exports.pdf import pdf_render

NOTE = settings.BASE_DIR / "legitimacy" / "exports" / "pages" / "note.typ"


class NotedForm(StepForm):
    slug = "noted"
    noted = forms.BooleanField(
        label=gettext_lazy("I have noted the number and the code"),
        error_messages={
            "required": gettext_lazy("Note number and code first, then tick this box. They are not shown again.")
        },
    )


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesForm(StepForm):
    slug = "files"
    uploads = forms.FileField(
        label=gettext_lazy("Photos, a medical certificate, sound, a document"),
        help_text=gettext_lazy(
            "At most 20 MB each. Who reads it gets a copy without hidden data, such as where a photo was taken; the "
            "original is kept sealed."
        ),
        widget=ManyFiles,
        required=False,
    )


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
    return sent_page(request, answers, form=form, status=422 if posted else 200)


def sent_page(
    request: HttpRequest,
    answers: Answers,
    *,
    form: StepForm | None = None,
    upload: StepForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Number, code, files and the box to tick; `form` or `upload` with its faults."""
    context = {
        "form": form or NotedForm(None, answers=answers),
        "upload": upload or FilesForm(None, answers=answers),
        "evidence": evidence_of_complainant(complaint_sent(answers)),
        "number": answers.number,
        "code": code_for(answers.key),
        "terms": terms_now(),
    }
    return page(request, "sent", with_status(context), status=status)


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
        "mark": _("Voorbeeldland: fictional corps, simulated figures. Legitimiteitsmonitor") if settings.DEMO else "",
        "heading": _("Number and code"),
        "facts": [
            {"label": _("Number"), "text": answers.number, "mono": True},
            {"label": _("Code"), "text": code_for(answers.key), "mono": True},
            {"label": _("Sent on"), "text": date_format(timezone.localdate(), "DATE_FORMAT")},
        ],
        "after": after,
    }
