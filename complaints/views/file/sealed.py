"""What is sealed, opened once on a page that nothing keeps: with a reason, on the trail."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.forms.file.people import CopyForm, GrantForm
from complaints.models import Complaint, Identity
from complaints.navigation import work_page
from complaints.selectors.file import file_find, identity_of
from complaints.selectors.people import shut_out_of
from complaints.services.identities import identity_open
from complaints.services.members import involved_open
from complaints.services.notifying import copy_take
from complaints.views.file.access import HANDLE, LIST, file_require, person_of
from complaints.views.file.acting import act
from complaints.views.file.actions_people import LIFT
from complaints.views.file.actions_working import COUNTER
from complaints.workflow.routing import COMMITTEE_P, CORPS
from complaints.workflow.wording import heading_of
from legitimacy.access import AccessDeniedError, can, require

TAKE_COPY = "complaint.take_copy"


@require_http_methods(["GET", "HEAD", "POST"])
def identity_view(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to see who complained, and see it once. Closing the page closes it."""
    complaint = file_require(request, number, handle=True)
    known = identity_of(complaint)
    context: dict[str, Any] = {"identity": known, "may_open": can(request.user, "identity.open", known)}
    if known is None:
        return _page(request, complaint, "identity", context)
    if request.method != "POST":
        form = GrantForm(complaint=complaint, user=person_of(request))
        return _page(request, complaint, "identity", context | {"form": form})
    if not context["may_open"]:
        raise AccessDeniedError("identity.open", complaint if complaint.holder == CORPS else None)
    form = GrantForm(request.POST, complaint=complaint, user=person_of(request))
    if not form.is_valid():
        return _page(request, complaint, "identity", context | {"form": form}, status=422)
    sealed = Identity.objects.select_related("complaint__corps").get(pk=known.pk)
    opened = identity_open(identity=sealed, actor=person_of(request), reason=form.cleaned_data["reason"])
    rows = [
        (_("Name"), opened.name),
        (_("E-mail"), opened.email),
        (_("Telephone"), opened.phone),
        (_("Address"), opened.address),
        (_("Support person or lawyer"), opened.support_person),
        (_("What the complainant needs"), opened.needs),
    ]
    return _page(request, complaint, "identity", {"opened": [row for row in rows if row[1]], "identity": known})


@require_http_methods(["GET", "HEAD", "POST"])
def involved_open_view(request: HttpRequest, number: str, involved: int) -> HttpResponse:
    """Ask to see the name behind a member of the police in this file, and see it once."""
    complaint = file_require(request, number, handle=True)
    row = complaint.involved.select_related("member", "complaint__corps").filter(pk=involved).first()
    if row is None:
        raise Http404
    context: dict[str, Any] = {"involved": row}
    if request.method != "POST":
        form = GrantForm(complaint=complaint, user=person_of(request))
        return _page(request, complaint, "member", context | {"form": form})
    if not can(request.user, "involved.open", row):
        raise AccessDeniedError(HANDLE, None)
    form = GrantForm(request.POST, complaint=complaint, user=person_of(request))
    if not form.is_valid():
        return _page(request, complaint, "member", context | {"form": form}, status=422)
    opened = involved_open(involved=row, actor=person_of(request), reason=form.cleaned_data["reason"])
    rows = [
        (_("Name, as the complainant wrote it"), opened.written_name),
        (_("Number, as the complainant wrote it"), opened.written_number),
        (_("Name, as the corps knows it"), opened.name),
        (_("Service number, as the corps knows it"), opened.number),
    ]
    return _page(request, complaint, "member", context | {"opened": [pair for pair in rows if pair[1]]})


@require_http_methods(["GET", "HEAD", "POST"])
def counter_view(request: HttpRequest, number: str) -> HttpResponseBase:
    """Link a police report against the complainant: external bodies only."""
    complaint = file_require(request, number, handle=True)
    if not can(request.user, "counter_complaint.view", complaint):
        raise AccessDeniedError("counter_complaint.view", complaint if complaint.holder == CORPS else None)
    return act(request, complaint, COUNTER)


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_lift_view(request: HttpRequest, number: str) -> HttpResponseBase:
    """Let in again whom a colleague shut out: a second person of the body, or Committee P once it took a copy."""
    complaint = file_require(request, number)
    if not any(row.may_lift for row in shut_out_of(complaint, request.user)):
        raise AccessDeniedError("conflict.lift", complaint if complaint.holder == CORPS else None)
    return act(request, complaint, LIFT)


@require_http_methods(["GET", "HEAD", "POST"])
def copy_view(request: HttpRequest, number: str) -> HttpResponseBase:
    """Break the glass: Committee P says why, and reads the file of a corps. Nothing of it is shown before."""
    require(request, LIST)
    user = person_of(request)
    complaint = Complaint.objects.select_related("corps").filter(number=number).first()
    if complaint is None or not can(user, TAKE_COPY, complaint):
        complaint = file_require(request, number)
        raise AccessDeniedError(TAKE_COPY, complaint if complaint.holder == CORPS else None)
    if file_find(user, number) is not None:
        return redirect("complaint_detail", number=number)
    form = CopyForm(request.POST if request.method == "POST" else None, complaint=complaint, user=user)
    if not form.is_bound or not form.is_valid():
        shown = {"number": number, "form": form}
        return work_page(request, "complaints/file/copy.html", shown, status=422 if form.is_bound else 200)
    given = {name: form.cleaned_data[name] for name in ("reason", "note")}
    copy_take(complaint=complaint, body=COMMITTEE_P, actor=user, **given)
    return redirect("complaint_detail", number=number)


def _page(
    request: HttpRequest, complaint: Complaint, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    shown = {"complaint": complaint, "heading": heading_of(complaint.title), **context}
    return work_page(request, f"complaints/file/{template}.html", shown, status=status)
