"""Files of a complaint for its handlers: the list, adding some, the copy for reading, and the sealed original."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from complaints.forms.evidence import OriginalForm, UploadForm
from complaints.models import Complaint
from complaints.navigation import work_page
from complaints.selectors.evidence import evidence_of, evidence_seen
from complaints.selectors.file import reach_of
from complaints.services.evidence import evidence_add_all, evidence_open, evidence_original_open
from complaints.views.file.access import file_require, person_of
from legitimacy.access import can
from legitimacy.attachments.errors import AttachmentClosedError, AttachmentDamagedError
from legitimacy.models import Attachment

log = structlog.get_logger(__name__)


@require_http_methods(["GET", "POST"])
def complaint_evidence_list(request: HttpRequest, number: str) -> HttpResponse:
    """Every file of a complaint. POST adds those that were chosen."""
    complaint = file_require(request, number, handle=request.method == "POST")
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        taken = evidence_add_all(complaint=complaint, uploads=form.cleaned_data["evidence"], actor=person_of(request))
        if taken.files:
            count = len(taken.files)
            messages.success(request, ngettext("%(count)s file was added.", "%(count)s files were added.", count) % {
                "count": count
            })  # fmt: skip
        if not taken.refused:
            return redirect("complaint_evidence_list", number=number)
        for name, sentence in taken.refused:
            form.add_error("evidence", f"{name}: {sentence}" if name else sentence)
    context = {
        "complaint": complaint,
        "evidence": evidence_of(complaint, reach_of(request.user, complaint)),
        "upload_form": form if can(request.user, "complaint.handle", complaint) else None,
    }
    return work_page(request, "complaints/evidence/list.html", context, status=422 if form.errors else 200)


@require_safe
def complaint_evidence(request: HttpRequest, number: str, pk: UUID) -> HttpResponse:
    """The copy for reading. Photos open in the browser, as they were drawn anew; everything else is saved."""
    complaint = file_require(request, number)
    attachment = _attachment(request, complaint, pk)
    try:
        read = evidence_open(complaint=complaint, attachment=attachment, actor=person_of(request))
    except AttachmentClosedError:
        messages.error(request, _("This file cannot be read now; the list says why."))
        return redirect("complaint_evidence_list", number=number)
    except AttachmentDamagedError:
        return _damaged(request, attachment, number)
    return _download(attachment, read, inline=attachment.media_type.startswith("image/"))


@require_http_methods(["GET", "POST"])
def complaint_evidence_original(request: HttpRequest, number: str, pk: UUID) -> HttpResponse:
    """The sealed original, for handlers, with a reason."""
    complaint = file_require(request, number, handle=True)
    attachment = _attachment(request, complaint, pk)
    form = OriginalForm(request.POST if request.method == "POST" else None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            read = evidence_original_open(
                complaint=complaint, attachment=attachment, actor=person_of(request), reason=reason
            )
        except AttachmentClosedError:
            messages.error(request, _("This file cannot be read now; the list says why."))
            return redirect("complaint_evidence_list", number=number)
        except AttachmentDamagedError:
            return _damaged(request, attachment, number)
        return _download(attachment, read, inline=False)
    entries = evidence_of(complaint, reach_of(request.user, complaint))
    entry = next(entry for entry in entries if entry.id == attachment.pk)
    context = {"complaint": complaint, "entry": entry, "form": form}
    return work_page(request, "complaints/evidence/original.html", context, status=422 if form.errors else 200)


def _attachment(request: HttpRequest, complaint: Complaint, pk: UUID) -> Attachment:
    attachment = evidence_seen(complaint, reach_of(request.user, complaint), pk)
    if attachment is None:
        raise Http404
    return attachment


def _damaged(request: HttpRequest, attachment: Attachment, number: str) -> HttpResponse:
    log.error("attachment_damaged", attachment=str(attachment.pk))
    messages.error(
        request,
        _("This file is missing, or is not what was sealed. Nothing was opened; tell the administrator."),
    )
    return redirect("complaint_evidence_list", number=number)


def _download(attachment: Attachment, read: bytes, *, inline: bool) -> HttpResponse:
    """Bytes that can do nothing in the reader's browser, and are kept nowhere."""
    response = HttpResponse(read, content_type=attachment.media_type)
    disposition = content_disposition_header(as_attachment=not inline, filename=attachment.name)
    response["Content-Disposition"] = disposition or "attachment"
    # A browser's own picture viewer brings a style of its own.
    style = "; style-src 'unsafe-inline'" if inline else ""
    response["Content-Security-Policy"] = f"sandbox; default-src 'none'{style}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
