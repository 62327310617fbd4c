"""One step after the other. Every button saves what was typed, right or wrong, before it does anything else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from complaints.forms.filing import STEPS, facts_from, form_of, step_named, steps_for
from complaints.forms.reach import ReachForm
from complaints.forms.steps import StepForm, Typed
from complaints.models import Draft
from complaints.selectors.handling import handling_of
from complaints.services.drafts import Answers, DraftGoneError, answers_of, draft_save, draft_start
from complaints.views.citizen.visitor import draft_here, draft_keep, language_here, page, private

MOST_TYPED = 400_000
"""Characters kept of one answer: far more than any limit, so that what is too long comes back whole."""
CHECK = "check"
FROM = "from"
"""Where a step was opened from: after it, the page with all answers follows again."""


@require_http_methods(["GET", "HEAD", "POST"])
@private
def question(request: HttpRequest, step: str) -> HttpResponse:
    draft = draft_here(request)
    if step not in {known.slug for known in STEPS}:
        raise Http404
    if request.method == "POST":
        try:
            return _posted(request, step, draft)
        except DraftGoneError:
            return redirect("complaint_gone")
    if draft is None:
        return redirect("complaint_gone")
    answers = answers_of(draft)
    if answers.number:
        return redirect("complaint_sent")
    asked = step_named(step, answers)
    return step_page(request, form_of(asked, answers), answers) if asked else redirect("complaint_check")


def _posted(request: HttpRequest, slug: str, draft: Draft | None) -> HttpResponse:
    go = request.POST.get("go", "next")
    if draft is None:
        if go == "save":
            return HttpResponse(status=204)
        # The browser forgot the form while it was open: what was typed now is not lost too.
        draft, secret = draft_start(kind="", language=language_here())
        draft_keep(request, secret)
    answers = answers_of(draft)
    if answers.number:
        return redirect("complaint_sent")
    step = next(known for known in STEPS if known.slug == slug)
    typed = step.rearranged(_typed(request, step, answers), go)
    answers = draft_save(draft=draft, step=slug, typed=typed, language=language_here())
    return _went(request, step, answers, go)


def _went(request: HttpRequest, step: type[StepForm], answers: Answers, go: str) -> HttpResponse:
    """Where a button leads, once everything is saved."""
    if go == "save":
        return HttpResponse(status=204)
    if go == "later":
        return redirect("complaint_later")
    if go == "back":
        return redirect(_beside(step, answers, -1))
    if go == "add" or go.startswith("remove-"):
        return redirect("complaint_question", step=step.slug)
    form = form_of(step, answers, check=True)
    if not form.is_valid():
        return step_page(request, form, answers, status=422)
    return redirect("complaint_check" if request.POST.get(FROM) == CHECK else _beside(step, answers, 1))


def _typed(request: HttpRequest, step: type[StepForm], answers: Answers) -> Typed:
    """What was posted for questions of this step. A first look tells which these are."""
    posted = {name: [value[:MOST_TYPED] for value in values] for name, values in request.POST.lists()}
    names = step(posted, answers=answers).fields
    return {name: posted[name] for name in names if name in posted}


def _beside(step: type[StepForm], answers: Answers, by: int) -> str:
    """Address of the step before or after; the start before the first, the check after the last."""
    order = [known.slug for known in STEPS]
    here = order.index(step.slug)
    asked = [known.slug for known in steps_for(answers)]
    rest = [slug for slug in asked if (order.index(slug) - here) * by > 0]
    if not rest:
        return reverse("complaint_check" if by > 0 else "complaint_start")
    return reverse("complaint_question", kwargs={"step": rest[0] if by > 0 else rest[-1]})


def step_page(request: HttpRequest, form: StepForm, answers: Answers, *, status: int = 200) -> HttpResponse:
    """A step as it stands, with its faults when they were looked for."""
    asked = [known.slug for known in steps_for(answers)]
    place = asked.index(form.slug) + 1 if form.slug in asked else 1
    context = {
        "form": form,
        "place": place,
        "bars": [number <= place for number in range(1, len(asked) + 1)],
        "steps": len(asked),
        "comes_from": CHECK if CHECK in (request.GET.get(FROM), request.POST.get(FROM)) else "",
        "handling": handling_of(facts_from(answers)) if form.slug == ReachForm.slug else None,
    }
    return page(request, "step", context, status=status)
