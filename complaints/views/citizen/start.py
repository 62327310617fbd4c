"""Before the first question: what happens, who sees what, and the right way for who came for something else."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.forms.filing import STEPS, step_to_go_on
from complaints.forms.steps import StepForm
from complaints.models import Draft
from complaints.selectors.handling import terms_now
from complaints.selectors.places import corps_code
from complaints.services.boundaries import boundary_count
from complaints.services.drafts import Answers, answers_of, draft_delete, draft_kind_set, draft_start
from complaints.services.throttling import Wait, start_gate
from complaints.views.citizen.visitor import (
    draft_here,
    draft_keep,
    draft_let_go,
    language_here,
    page,
    private,
    source_here,
)
from complaints.views.mailbox.visit import visit_end
from complaints.workflow.codes import codes

KINDS = ("complaint", "report_of_dysfunction")
FIRST = STEPS[0].slug
LONGEST_FORM = 40


class StartForm(StepForm):
    """What somebody wants to do. Everything but the first two leads to another place."""

    slug = "start"
    lone = "aim"
    aim = forms.ChoiceField(
        label=_("What do you want to do?"),
        widget=forms.RadioSelect,
        choices=(
            ("complaint", _("Complain about what the police did to me, or did not do for me")),
            ("report_of_dysfunction", _("Report something that goes wrong at the police")),
            ("emergency", _("Get help now")),
            ("crime", _("Report a crime")),
            ("compliment", _("Thank somebody of the police")),
            ("question", _("Ask a question")),
            ("other_service", _("Complain about another service")),
        ),
        error_messages={"required": _("Choose what you want to do.")},
    )
    hints = {
        "aim": {
            "complaint": _("It concerned you. You get an answer with reasons and can ask for a review."),
            "report_of_dysfunction": _(
                "You saw it or know of it, and it did not concern you. The law calls this a report, or denunciation. "
                "You are told that it arrived; you may get no answer about the outcome."
            ),
        }
    }


@require_http_methods(["GET", "HEAD", "POST"])
@private
def start(request: HttpRequest) -> HttpResponse:
    draft = draft_here(request)
    posted = request.method == "POST"
    typed = {"aim": request.POST.getlist("aim")} if posted else None
    corps = corps_code((request.POST if posted else request.GET).get("corps", ""))
    form = StartForm(typed, answers=Answers(key=""), check=posted)
    if posted and form.is_valid():
        aim = form.cleaned_data["aim"]
        if aim not in KINDS:
            boundary_count(aim)
            return redirect("complaint_way", kind=aim)
        if draft is not None and not answers_of(draft).number:
            draft_kind_set(draft=draft, kind=aim, corps=corps)
        else:
            wait = start_gate(
                source=source_here(request),
                form=request.POST.get("form", "")[:LONGEST_FORM],
                proof=request.POST.get("proof", ""),
                token=request.POST.get("token", ""),
            )
            if wait is not None:
                return _start_page(request, form, corps, draft, wait=wait, status=429)
            _draft, secret = draft_start(kind=aim, language=language_here(), corps=corps)
            draft_keep(request, secret)
        return redirect("complaint_question", step=FIRST)
    return _start_page(request, form, corps, draft, status=422 if posted else 200)


def _start_page(
    request: HttpRequest, form: StartForm, corps: str, draft: Draft | None, *, status: int, wait: Wait | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "corps": corps,
        "wait": wait,
        "terms": terms_now(),
        "status_url": status_url(),
        "has_draft": draft is not None,
        "go_on_url": go_on_url(answers_of(draft)) if draft else "",
        "was_sent": bool(draft and answers_of(draft).number),
    }
    return page(request, "start", context, status=status)


@require_safe
@private
def way(request: HttpRequest, kind: str) -> HttpResponse:
    """The right way for who came for something else."""
    if kind not in codes()["boundary"]:
        raise Http404
    return page(request, "way", {"kind": kind})


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    """This browser lets go of the form: quick exit, or the end on a shared computer. A resume code still opens it."""
    draft_let_go(request)
    visit_end(request)
    return redirect("complaint_left")


@require_POST
@private
def erase(request: HttpRequest) -> HttpResponse:
    """The draft goes at once, for good."""
    draft = draft_here(request)
    if draft is not None:
        draft_delete(draft=draft)
    draft_let_go(request)
    return redirect("complaint_left")


@require_safe
@private
def left(request: HttpRequest) -> HttpResponse:
    return page(request, "left")


def status_url() -> str:
    """Where an existing complaint is followed; empty where this installation has no such page."""
    try:
        return reverse("complaint_status")
    except NoReverseMatch:
        return ""


def go_on_url(answers: Answers) -> str:
    """The first question that was not seen yet, else all answers."""
    step = step_to_go_on(answers)
    return reverse("complaint_question", kwargs={"step": step}) if step else reverse("complaint_check")


def with_status(context: dict[str, Any]) -> dict[str, Any]:
    return {"status_url": status_url(), **context}
