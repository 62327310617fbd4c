"""One page for each record of practices: a description, a use, a rating."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.forms.practices import PracticeForm, RatingForm, UseForm
from evaluation.models import Practice, PracticeUse
from evaluation.rules.practices import corps_of
from evaluation.selectors.practices import ratings_of
from evaluation.services.practices import FaultError, practice_publish, practice_retire, use_remove
from evaluation.views.practices.told import rating_told, texts_of
from evaluation.views.records import both, data_of, record_page, version_of
from evaluation.workflow.practices import Status
from legitimacy.access import allow, require
from legitimacy.models import Corps, User

Steps = dict[str, Callable[..., object]]


@both
@allow("practice.enter")
def practice_new(request: HttpRequest) -> HttpResponse:
    """A draft of the corps that `of` names, else of the first."""
    practice = Practice(corps=_own_corps(request), status=Status.DRAFT)
    form = PracticeForm(data_of(request), record=practice, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Saved as a draft: only your corps reads it."))
        return redirect("practice_change", code=practice.code)
    return record_page(request, form, title=_("New practice"), back=reverse("practices_work"), of=practice.corps)


@both
def practice_change(request: HttpRequest, code: str) -> HttpResponse:
    """Change, publish or take back."""
    practice = _found(request, code, "practice.edit")
    steps: Steps = {"publish": practice_publish, "retire": practice_retire}
    fault = ""
    step = next((name for name in steps if name in request.POST), "")
    if step:
        try:
            steps[step](practice=practice, version=version_of(request), actor=cast(User, request.user))
        except FaultError as error:
            fault = error.reason
        else:
            messages.success(request, _("Published: everybody reads it.") if step == "publish" else _("Taken back."))
            return redirect("practice_page", code=practice.code)
        practice = _found(request, code, "practice.edit")
    form = PracticeForm(None if step else data_of(request), record=practice, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Saved."))
        return redirect("practice_change", code=practice.code)
    buttons = (
        ("retire", _("No longer advise it"))
        if practice.status == Status.PUBLISHED
        else ("publish", _("Publish it for everybody"))
    )
    told = _(
        "Save your changes first. Once it is published everybody reads it, and the research and development centre is "
        "asked for a rating."
    )
    return record_page(
        request, form, title=practice.title, back=reverse("practices_work"), of=practice.corps, fault=fault,
        step=buttons, step_told=told if buttons[0] == "publish" else "",
        page=reverse("practice_page", kwargs={"code": code}),
    )  # fmt: skip


@both
def practice_use(request: HttpRequest, code: str) -> HttpResponse:
    """A corps begins to use a practice."""
    practice = _found(request, code, "practice.adopt")
    corps = next(each for each in corps_of(request.user) if each.register == practice.register)
    use = PracticeUse(practice=practice, corps=corps)
    given: dict[str, Any] = {"since": timezone.localdate()}
    form = UseForm(data_of(request), record=use, actor=cast(User, request.user), initial=given)
    return _use_page(request, form, use)


@both
def practice_use_change(request: HttpRequest, pk: int) -> HttpResponse:
    """The corps stops, or the days were wrong, or it never was."""
    use = PracticeUse.objects.select_related("practice", "corps").filter(pk=pk).first()
    if use is None:
        require(request, "practice.enter")
        raise Http404(_("There is no such record: somebody removed it."))
    require(request, "practiceuse.edit", use)
    if "remove" in request.POST:
        try:
            use_remove(use=use, version=version_of(request), actor=cast(User, request.user))
        except FaultError as error:
            return _use_page(request, UseForm(record=use, actor=cast(User, request.user)), use, fault=error.reason)
        messages.success(request, _("Removed."))
        return redirect("practices_work")
    return _use_page(request, UseForm(data_of(request), record=use, actor=cast(User, request.user)), use)


def _use_page(request: HttpRequest, form: UseForm, use: PracticeUse, *, fault: str = "") -> HttpResponse:
    if form.is_bound and form.save():
        messages.success(request, _("Saved."))
        return redirect("practices_work")
    step = ("remove", _("Remove it")) if use.pk else None
    page = reverse("practice_page", kwargs={"code": use.practice.code})
    return record_page(
        request, form, title=use.practice.title, back=reverse("practices_work"), of=use.corps, fault=fault, step=step,
        step_told=_("Only where it was entered by mistake; else give the last day."), page=page,
    )  # fmt: skip


@both
def practice_rating(request: HttpRequest, code: str) -> HttpResponse:
    """Give a rating; older ones stand below the form."""
    practice = _found(request, code, "practice.rate")
    form = RatingForm(data_of(request), record=practice, actor=cast(User, request.user))
    if form.is_bound and form.save():
        messages.success(request, _("Rated. Everybody reads it."))
        return redirect("practice_page", code=practice.code)
    context: dict[str, Any] = {
        "practice": practice,
        "texts": texts_of(practice),
        "older": [rating_told(rating) for rating in ratings_of(practice)],
    }
    return record_page(
        request, form, title=practice.title, back=reverse("practices_work"), of=practice.corps,
        page=reverse("practice_page", kwargs={"code": code}), template="evaluation/practices/rate.html", **context,
    )  # fmt: skip


def _found(request: HttpRequest, code: str, action: str) -> Practice:
    practice = Practice.objects.select_related("corps").filter(code=code).first()
    require(request, action, practice)
    return cast(Practice, practice)


def _own_corps(request: HttpRequest) -> Corps:
    corps, asked = corps_of(request.user), request.GET.get("of", "")
    return next((each for each in corps if each.code == asked), corps[0])
