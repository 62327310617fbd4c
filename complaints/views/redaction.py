"""Hiding passages of a story before it is shared."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.forms.redaction import RedactionForm
from complaints.navigation import work_page
from complaints.services.history import ChangedMeanwhileError
from complaints.services.redacting import PassageError, redaction_suggest, story_redact
from complaints.views.file.access import file_require, person_of
from complaints.workflow.passages import hidden_in, text_of


@require_http_methods(["GET", "POST"])
def complaint_redaction(request: HttpRequest, number: str) -> HttpResponse:
    """The story, what is suggested to hide, and what others will read. POST writes it."""
    complaint = file_require(request, number, handle=True)
    actor = person_of(request)
    form = RedactionForm(
        request.POST if request.method == "POST" else None,
        hidden=hidden_in(complaint.story, complaint.story_shared),
        suggested=redaction_suggest(complaint=complaint, actor=actor),
        initial={"version": complaint.version},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            story_redact(complaint=complaint, passages=form.passages(), actor=actor, version=version)
            messages.success(request, _("This is what others may read now."))
            return redirect("complaint_redaction", number=number)
        except PassageError as error:
            form.add_error("more", _("These words do not stand in the story: %s") % ", ".join(error.passages))
        except ChangedMeanwhileError as error:
            status = 409
            form.add_error(None, _("Somebody changed this file meanwhile. Look at it again and send once more."))
            again = request.POST.copy()
            again["version"] = str(error.complaint.version)
            form.data = again
    if form.errors and status == 200:
        status = 422
    context = {"complaint": complaint, "form": form, "story": text_of(complaint.story)}
    return work_page(request, "complaints/evidence/redaction.html", context, status=status)
