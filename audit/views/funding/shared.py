"""What the pages of funding advice share."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import FundingScheme
from audit.navigation import work_page
from audit.selectors.funding.listing import (
    register_advised,
)
from audit.services.funding import FundingError, ItemRefusedError
from audit.workflow.funding import REFUSALS
from legitimacy.access import standing_of
from legitimacy.indicators.registry import indicators

SENTENCES = {
    "changed": gettext_lazy("Somebody changed the scheme meanwhile. Nothing was saved: look at it again."),
    "signed": gettext_lazy("It was signed, or withdrawn: it does not change any more."),
    "not_draft": gettext_lazy("Its figures are frozen: the rules of a calculated scheme do not change."),
    "no_items": gettext_lazy("Choose at least one indicator first."),
    "no_corps": gettext_lazy("No corps of this register has known residents, so there is nobody to advise on."),
    "not_calculated": gettext_lazy("Calculate it first: there is nothing to sign."),
    "reply_open": gettext_lazy("The corps may still reply: sign after the last day to reply."),
    "unanswered": gettext_lazy("A reply has no answer yet: answer it first."),
    "same_person": gettext_lazy("You signed already: the second signature is somebody else's."),
    "other_calculation": gettext_lazy("It was calculated again since you read it. Read it, then sign."),
    "reply_over": gettext_lazy("The time to reply is over."),
    "answered": gettext_lazy("Somebody answered this reply meanwhile."),
    "other_sample": gettext_lazy("This sample is closed no more, or of another indicator or period. Choose again."),
    "no_reason": gettext_lazy("Choose the closed sample, or say why its numbers are typed."),
    "not_signed": gettext_lazy("Only signed advice can be decided on."),
}


def scheme_of(request: HttpRequest, pk: Any, **_kwargs: object) -> FundingScheme:
    return get_object_or_404(FundingScheme.objects.select_related("framework"), pk=pk)


def conflicts_of(request: HttpRequest) -> frozenset[int]:
    return standing_of(request.user).ever_in


def problem_words(fault: Exception) -> str:
    if isinstance(fault, FundingError):
        return str(SENTENCES[fault.reason])
    if isinstance(fault, ItemRefusedError):
        name = indicators.get(fault.indicator).name if fault.indicator in indicators else fault.indicator
        return _("%(name)s cannot be used. %(why)s") % {"name": name, "why": REFUSALS[fault.reason]}
    return _("A weight is a number above 0 and at most 100.")


def told(request: HttpRequest, fault: FundingError, pk: Any) -> HttpResponse:
    messages.error(request, str(SENTENCES[fault.reason]))
    return redirect("funding_scheme", pk=pk)


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str,
    button: str,
    back: str,
    quote: str = "",
    **place: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "button": button,
        "quote": quote,
        "back": reverse(back, kwargs=place),
        "register": register_advised(request.user),
    }
    return work_page(request, "audit/funding/form.html", context, status=422 if form.errors else 200)


def whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def file_answer(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
