"""Letters of a file: what was sent, writing one, and the PDF of each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.forms.letters import LetterForm, OpeningForm
from complaints.letters.documents import FULL_FILE, letter_pdf, transmission_pdf
from complaints.letters.labels import LETTERS, value_label
from complaints.letters.sending import LetterError, Preview, letter_preview, letter_send
from complaints.letters.templates import BY_CODE, fits, templates_for
from complaints.letters.values import letter_values
from complaints.models import Complaint, Letter
from complaints.navigation import work_page
from complaints.selectors.file import identity_of
from complaints.selectors.letters import letter_find, letters_of
from complaints.services.history import ChangedMeanwhileError, trail_append
from complaints.services.identities import identity_open
from complaints.services.needs import NeedMissingError
from complaints.views.file.access import file_require, person_of
from complaints.workflow.codes import bodies
from complaints.workflow.states import StepError
from legitimacy.access import can, require
from legitimacy.models.subjects import LANGUAGES


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@require_safe
def complaint_letters(request: HttpRequest, number: str) -> HttpResponse:
    """The log of letters, and those that fit the file now."""
    complaint = file_require(request, number)
    handles = can(request.user, "complaint.handle", complaint)
    fitting = templates_for(complaint.status, complaint.disposition) if handles else []
    values = letter_values(complaint, complaint.language) if handles else {}
    offers = [
        (t, LETTERS[t.code], ", ".join(value_label(name) for name in t.needs if not values[name])) for t in fitting
    ]
    context = {
        "complaint": complaint,
        "letters": [(row, LETTERS.get(row.template, row.template)) for row in letters_of(complaint, request.user)],
        "to_complainant": [offer for offer in offers if offer[0].to_complainant],
        "to_bodies": [offer for offer in offers if not offer[0].to_complainant],
    }
    return work_page(request, "complaints/letters/list.html", context)


@require_http_methods(["GET", "POST"])
def complaint_letter_write(request: HttpRequest, number: str, template: str) -> HttpResponse:
    """A letter as the file fills it, to change and to send."""
    complaint = file_require(request, number, handle=True)
    if template not in BY_CODE:
        raise Http404
    asked = request.GET.get("language", "")
    preview = letter_preview(complaint, template, language=asked if asked in LANGUAGES else "")
    form = LetterForm(_posted(request), initial={"text": preview.text, "version": complaint.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            letter = letter_send(
                complaint=complaint,
                template=template,
                actor=person_of(request),
                text=form.cleaned_data["text"],
                by_post=form.cleaned_data["by_post"],
                language=preview.language,
                version=form.cleaned_data["version"],
            )
            messages.success(request, _("The letter was sent and stands in the file."))
            return redirect("complaint_letter", number=number, pk=letter.pk)
        except ChangedMeanwhileError as error:
            status = 409
            form.add_error(
                None, _("Somebody changed this file meanwhile. Your text is kept: look whether it still fits.")
            )
            again = request.POST.copy()
            again["version"] = str(error.complaint.version)
            form.data = again
        except LetterError as error:
            form.add_error("text" if error.reason != "address" else "by_post", str(error))
        except (NeedMissingError, StepError) as error:
            form.add_error(
                None, str(error) if isinstance(error, NeedMissingError) else _("The file moved on meanwhile.")
            )
    if form.errors and status == 200:
        status = 422
    return work_page(request, "complaints/letters/write.html", _writing(complaint, preview, form), status=status)


def _writing(complaint: Complaint, preview: Preview, form: LetterForm) -> dict[str, Any]:
    return {
        "complaint": complaint,
        "preview": preview,
        "form": form,
        "label": LETTERS[preview.template.code],
        "missing": [value_label(name) for name in preview.missing],
        "left_out": [value_label(name) for name in preview.left_out],
        "fits": fits(preview.template, complaint.status, complaint.disposition),
        "languages": [] if preview.template.to_complainant else LANGUAGES,
    }


@require_safe
def complaint_letter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One letter as it was sent."""
    complaint = file_require(request, number)
    letter = _letter(request, complaint, pk)
    return work_page(request, "complaints/letters/letter.html", _reading(request, complaint, letter))


def _reading(
    request: HttpRequest, complaint: Complaint, letter: Letter, form: OpeningForm | None = None
) -> dict[str, Any]:
    identity = identity_of(complaint)
    carries_file = bool(letter.to_body) and letter.template != "preservation_request"
    may_name = can(request.user, "identity.open", identity) and (
        letter.to_complainant or (carries_file and letter.to_body in FULL_FILE)
    )
    return {
        "complaint": complaint,
        "letter": letter,
        "label": LETTERS.get(letter.template, letter.template),
        "body": bodies()[letter.to_body].label if letter.to_body in bodies() else "",
        "carries_file": carries_file,
        "is_full": letter.to_body in FULL_FILE,
        "form": (form or OpeningForm(on=timezone.localdate())) if may_name else None,
    }


@require_safe
def complaint_letter_pdf(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The letter as PDF; to another body with the file behind it, without a name."""
    complaint = file_require(request, number)
    letter = _letter(request, complaint, pk)
    if letter.to_body and letter.template != "preservation_request":
        require(request, "complaint.handle", complaint)
        if letter.to_body in FULL_FILE and complaint.involved.exists():
            trail_append(complaint, "member_identity.opened", actor=person_of(request), reason="handling")
        return _pdf(letter, transmission_pdf(letter))
    return _pdf(letter, letter_pdf(letter))


@require_POST
def complaint_letter_named(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The same with name and address, which are opened for it: with a reason, on the trail."""
    complaint = file_require(request, number, handle=True)
    letter = _letter(request, complaint, pk)
    identity = identity_of(complaint)
    form = OpeningForm(request.POST, on=timezone.localdate())
    context = _reading(request, complaint, letter, form)
    if identity is None or context["form"] is None:
        raise Http404
    if not form.is_valid():
        return work_page(request, "complaints/letters/letter.html", context, status=422)
    opened = identity_open(identity=identity, actor=person_of(request), reason=form.cleaned_data["reason"])
    if letter.to_complainant:
        return _pdf(letter, letter_pdf(letter, address=[opened.name, *opened.address.splitlines()]))
    return _pdf(letter, transmission_pdf(letter, identity=opened))


def _letter(request: HttpRequest, complaint: Complaint, pk: int) -> Letter:
    letter = letter_find(complaint, request.user, pk)
    if letter is None:
        raise Http404
    letter.complaint = complaint
    return letter


def _pdf(letter: Letter, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{letter.complaint.number}-{letter.template}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
