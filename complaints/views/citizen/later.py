"""Keeping a form for later, with a code and no e-mail address."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from complaints.forms.steps import StepForm
from complaints.services.drafts import KEPT_DAYS, Answers, answers_of, draft_code_make, draft_resume
from complaints.services.throttling import tries_exceeded
from complaints.views.citizen.start import go_on_url, with_status
from complaints.views.citizen.visitor import draft_here, draft_keep, page, private, source_here


class ResumeForm(StepForm):
    slug = "resume"
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Seven groups of four. Capitals, blanks and hyphens do not matter."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "form-control code-input",
            }
        ),
        error_messages={"required": gettext_lazy("Type the code that you noted.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@private
def later(request: HttpRequest) -> HttpResponse:
    """Ask whether a code is wanted; the code is made on a post, and shown in its answer only."""
    draft = draft_here(request)
    if draft is None or answers_of(draft).number:
        return redirect("complaint_gone" if draft is None else "complaint_sent")
    if request.method != "POST":
        return page(request, "later", {"days": KEPT_DAYS, "has_code": draft.resume_hash is not None})
    code, expires_at = draft_code_make(draft=draft)
    return page(request, "later_code", {"code": code, "expires_at": expires_at})


@require_http_methods(["GET", "HEAD", "POST"])
@private
def resume(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = ResumeForm({"code": request.POST.getlist("code")} if posted else None, answers=Answers(key=""), check=posted)
    if posted and form.is_valid():
        if tries_exceeded(source_here(request)):
            form.add_error("code", _("Too many tries. Wait a minute, then try again. Your answers stay."))
            return page(request, "resume", with_status({"form": form}), status=429)
        found = draft_resume(form.cleaned_data["code"])
        if found is not None:
            draft, secret = found
            draft_keep(request, secret)
            return redirect(go_on_url(answers_of(draft)))
        form.add_error(
            "code",
            _("No form opens with this code. Check each group. Perhaps the form was sent, or its time is over."),
        )
    return page(request, "resume", with_status({"form": form}), status=422 if posted else 200)


@require_safe
@private
def gone(request: HttpRequest) -> HttpResponse:
    """The browser holds no form: it never began one, forgot it, or it is open elsewhere."""
    return page(request, "gone", with_status({"days": KEPT_DAYS}))
