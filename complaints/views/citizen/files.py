"""Files with a form that was just sent: the complaint has arrived already, whatever becomes of a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from complaints.services.drafts import Answers, answers_of, complaint_sent
from complaints.services.evidence import evidence_add
from complaints.views.citizen.noting import FilesForm, sent_page
from complaints.views.citizen.visitor import draft_here, private
from legitimacy.attachments.errors import AttachmentRefusedError


@require_POST
@private
def files(request: HttpRequest) -> HttpResponse:
    draft = draft_here(request)
    answers = answers_of(draft) if draft else None
    if answers is None or not answers.number:
        return redirect("complaint_gone")
    refused = _taken(request, answers)
    if not refused:
        return redirect("complaint_sent")
    form = FilesForm({}, answers=answers, check=True)
    form.is_valid()
    for sentence in refused:
        form.add_error("uploads", sentence)
    return sent_page(request, answers, upload=form, status=422)


def _taken(request: HttpRequest, answers: Answers) -> list[str]:
    """Take each file by itself; sentences about those that cannot be taken."""
    complaint, refused = complaint_sent(answers), []
    uploads = request.FILES.getlist("uploads")
    for upload in uploads:
        try:
            evidence_add(complaint=complaint, upload=upload, by_complainant=True)
        except AttachmentRefusedError as error:
            refused.append(f"{upload.name}: {error}")
    return refused if uploads else [_("Choose a file first.")]
