"""Files of which the time is over: one person proposes to destroy them, another one does."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from complaints.models import Complaint, Disposal
from complaints.navigation import work_page
from complaints.selectors.keeping import disposals_done, disposals_due, disposals_proposed
from complaints.services.keeping import KeepingError, disposal_approve, disposal_drop, disposal_propose
from complaints.workflow.codes import label_of
from complaints.workflow.keeping import FILE, keeping_rule, keeping_rules
from legitimacy.access import allow
from legitimacy.models import User

SHOWN = 100
SENTENCES: Mapping[str, object] = {
    "early": gettext_lazy("Its time is not over yet."),
    "open": gettext_lazy("The file is open again."),
    "hold": gettext_lazy("Somebody asked to keep the file."),
    "unread": gettext_lazy("A message in the file has not been read."),
    "term": gettext_lazy("A term still runs."),
    "proposed": gettext_lazy("Somebody proposed it already."),
    "same_person": gettext_lazy("You proposed it: a second person must agree."),
    "not_proposed": gettext_lazy("It is not proposed any more."),
}
"""Why a file does not go, for each reason of a KeepingError."""


@require_http_methods(["GET", "HEAD"])
@allow("complaint.dispose")
def disposals(request: HttpRequest) -> HttpResponse:
    due = disposals_due(request.user)
    context = {
        "due": [_row(complaint) for complaint in due[:SHOWN]],
        "due_count": due.count(),
        "proposed": [
            _row(complaint) | {"disposal": disposal, "mine": disposal.proposed_by_id == request.user.pk}
            for disposal, complaint in disposals_proposed(request.user)
        ],
        "done": disposals_done(request.user)[:SHOWN],
        "rules": keeping_rules(),
    }
    return work_page(request, "complaints/disposals.html", context)


def _row(complaint: Complaint) -> dict[str, Any]:
    rule = keeping_rule(FILE, complaint.disposition)
    return {
        "complaint": complaint,
        "ended_as": label_of("disposition", complaint.disposition),
        "due_on": rule.due_on(complaint.closed_on) if complaint.closed_on else None,
        "months": rule.months,
    }


@require_POST
@allow("complaint.dispose")
def propose(request: HttpRequest) -> HttpResponse:
    """Propose the files that were ticked; those that something holds are named."""
    chosen = _numbers(request)
    files = list(Complaint.objects.held_for(request.user).filter(number__in=chosen))
    if not files:
        raise Http404
    refused, proposed = [], 0
    for complaint in files:
        try:
            disposal_propose(complaint=complaint, actor=cast(User, request.user))
        except KeepingError as fault:
            refused.append((complaint.number, fault.reason))
        else:
            proposed += 1
    if proposed:
        words = ngettext(
            "%(count)s file proposed. A second person must agree.",
            "%(count)s files proposed. A second person must agree.",
            proposed,
        )
        messages.success(request, words % {"count": proposed})
    _refusals_say(request, refused)
    return redirect("complaints_disposals")


@require_POST
@allow("complaint.dispose")
def answer(request: HttpRequest) -> HttpResponse:
    """Agree with a proposal, or refuse it."""
    disposal = Disposal.objects.filter(number__in=_numbers(request)[:1], disposed_at=None).first()
    held = Complaint.objects.held_for(request.user)
    complaint = held.filter(number=disposal.number).first() if disposal else None
    if disposal is None or complaint is None:
        raise Http404
    try:
        if request.POST.get("answer") == "approve":
            disposal_approve(disposal=disposal, actor=cast(User, request.user))
            messages.success(request, _("%(number)s was destroyed.") % {"number": disposal.number})
        else:
            disposal_drop(disposal=disposal, actor=cast(User, request.user))
            messages.success(request, _("%(number)s stays.") % {"number": complaint.number})
    except KeepingError as fault:
        _refusals_say(request, [(complaint.number, fault.reason)])
    return redirect("complaints_disposals")


def _numbers(request: HttpRequest) -> list[str]:
    return [number[:12].replace("\x00", "") for number in request.POST.getlist("number")[:SHOWN]]


def _refusals_say(request: HttpRequest, refused: Iterable[tuple[str, str]]) -> None:
    for number, reason in refused:
        messages.warning(request, f"{number}: {SENTENCES[reason]}")
