"""Referrals: what waits for receipt, what came in, and every answer to one. Sending one is on the page of a file."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from complaints.forms.referrals import OutcomeForm, RecallForm, ReceiptForm, RefusalForm
from complaints.models import Referral
from complaints.navigation import work_page
from complaints.selectors import referrals as selectors
from complaints.selectors.lists import file_url
from complaints.services import referring
from complaints.services.history import ChangedMeanwhileError
from complaints.services.needs import NeedMissingError
from complaints.services.referring import ReferralError
from complaints.workflow.states import StepError
from complaints.workflow.wording import status_words
from legitimacy.access import AccessDeniedError, allow, can
from legitimacy.models import User

FORMS: dict[str, type[Form]] = {
    "receive": ReceiptForm,
    "refuse": RefusalForm,
    "recall": RecallForm,
    "return": OutcomeForm,
}
NEEDED = {
    "receive": ("referral.receive", "referral.enter"),
    "refuse": ("referral.refuse",),
    "recall": ("referral.recall",),
    "return": ("referral.return",),
}
"""Actions of which one must be allowed."""


@require_safe
@allow("complaint.list")
def complaints_referrals(request: HttpRequest) -> HttpResponse:
    return referrals_page(request)


def referrals_page(
    request: HttpRequest, wrong: Form | None = None, wrong_pk: int = 0, wrong_action: str = "", status: int = 200
) -> HttpResponse:
    user = request.user
    waiting = selectors.lines_of(selectors.waiting(user), user)
    sections = {
        "to_us": [line for line in waiting if line.is_ours],
        "from_us": [line for line in waiting if not line.is_ours],
        "under_way": selectors.lines_of(selectors.under_way(user), user),
        "ended": selectors.lines_of(selectors.ended(user), user),
    }
    context: dict[str, Any] = {
        name: [entry_of(line, wrong, wrong_pk, wrong_action) for line in lines] for name, lines in sections.items()
    }
    context["overdue"] = sum(line.is_overdue for line in waiting)
    context["wrong"], context["wrong_id"] = wrong, f"{wrong_action}-{wrong_pk}"
    return work_page(request, "complaints/worklists/referrals.html", context, status=status)


def entry_of(line: selectors.ReferralLine, wrong: Form | None, wrong_pk: int, wrong_action: str) -> dict[str, Any]:
    """A line with a form for each action that may be taken; the one that was sent wrongly comes back as it was."""
    offered = {
        "receive": line.may_receive or line.may_enter,
        "refuse": line.may_refuse,
        "recall": line.may_recall,
        "return": line.may_return,
    }
    pk = line.referral.pk
    forms = [
        {
            "action": action,
            "url": reverse(f"referral_{action}", kwargs={"pk": pk}),
            "form": wrong if (pk, action) == (wrong_pk, wrong_action) else form_of(action, pk),
            "is_open": (pk, action) == (wrong_pk, wrong_action),
        }
        for action, is_offered in offered.items()
        if is_offered
    ]
    return {"line": line, "forms": forms, "url": file_url(line.referral.complaint.number)}


def form_of(action: str, pk: int, data: Any = None) -> Form:
    return FORMS[action](data, auto_id=f"{action}-{pk}-%s")


@require_POST
@allow("complaint.list")
def referral_receive(request: HttpRequest, pk: int) -> HttpResponse:
    def act(referral: Referral, actor: User, given: dict[str, Any]) -> str:
        referring.referral_receive(referral=referral, actor=actor, their_reference=given["their_reference"])
        return _("The receipt was noted.")

    return answer(request, pk, "receive", act)


@require_POST
@allow("complaint.list")
def referral_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    def act(referral: Referral, actor: User, given: dict[str, Any]) -> str:
        referring.referral_refuse(referral=referral, actor=actor, reason=given["reason"], note=given["note"])
        return _("The refusal was noted. The sender has the file.")

    return answer(request, pk, "refuse", act)


@require_POST
@allow("complaint.list")
def referral_recall(request: HttpRequest, pk: int) -> HttpResponse:
    def act(referral: Referral, actor: User, given: dict[str, Any]) -> str:
        referring.referral_recall(referral=referral, actor=actor, reason=given["reason"], note=given["note"])
        return _("The referral was called back. You have the file.")

    return answer(request, pk, "recall", act)


@require_POST
@allow("complaint.list")
def referral_return(request: HttpRequest, pk: int) -> HttpResponse:
    def act(referral: Referral, actor: User, given: dict[str, Any]) -> str:
        referring.referral_return(referral=referral, actor=actor, outcome=given["outcome"], note=given["note"])
        return _("The outcome was noted.")

    return answer(request, pk, "return", act)


def answer(
    request: HttpRequest, pk: int, action: str, act: Callable[[Referral, User, dict[str, Any]], str]
) -> HttpResponse:
    """Check who asks, then the form, then act; every refusal is a sentence on the same page."""
    referral = referral_find(request, pk)
    here = HttpResponseRedirect(reverse("complaints_referrals"), status=303)
    if not any(can(request.user, name, referral) for name in NEEDED[action]):
        if referral.state in waiting_states(action):
            raise AccessDeniedError(NEEDED[action][0], referral)
        messages.error(request, _("This referral was answered before. Nothing was changed."))
        return here
    form = form_of(action, pk, request.POST)
    if not form.is_valid():
        return referrals_page(request, form, pk, action, status=400)
    actor = request.user
    assert isinstance(actor, User)  # noqa: S101  the decorator let nobody else in
    try:
        messages.success(request, act(referral, actor, form.cleaned_data))
    except ReferralError:
        messages.error(request, _("This referral was answered before. Nothing was changed."))
    except ChangedMeanwhileError:
        messages.error(request, _("Somebody changed this file meanwhile. Look at it again first."))
    except NeedMissingError as missing:
        messages.error(request, str(missing))
    except StepError as refused:
        words = {"status": status_words(refused.status)}
        messages.error(request, _("This step is not possible: the file is at “%(status)s”.") % words)
    return here


def waiting_states(action: str) -> tuple[str, ...]:
    return (Referral.State.RECEIVED,) if action == "return" else (Referral.State.SENT,)


def referral_find(request: HttpRequest, pk: int) -> Referral:
    """A referral that this person sees in their lists; anything else is not there."""
    referral = selectors.referrals_seen(request.user).filter(pk=pk).first()
    if referral is None:
        raise Http404
    return referral
