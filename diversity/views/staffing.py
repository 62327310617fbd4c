"""Staff counts: the list, one return with its checks, and the steps of its way."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diversity.exports.templates import MEDIA, template_bytes
from diversity.forms.staffing import AreaForm, SeenForm, SendBackForm, SubmitForm
from diversity.models import StaffReturn
from diversity.navigation import work_page
from diversity.rules.staffing import corps_entered, corps_read, corps_validated
from diversity.selectors.areas import areas_open, recruitment_area_of
from diversity.selectors.staff_checks import before_of, cells_of, findings_of
from diversity.selectors.staff_reading import (
    differences_of,
    return_digest,
    returns_of,
    tables_of,
    title_of,
    versions_of,
    years_missing,
)
from diversity.services.areas import recruitment_area_set
from diversity.services.staffing import (
    ReturnRefusedError,
    return_correct,
    return_discard,
    return_send_back,
    return_submit,
    return_validate,
)
from diversity.workflow.staffing import BY_HAND, PROTECTED, Kind
from legitimacy.access import allow, can, require
from legitimacy.models import Corps, User

WAYS = ("upload", "paste", "form")


@require_safe
@allow("staff.work")
def staff_list(request: HttpRequest) -> HttpResponse:
    """What was counted by day and kind, what is missing and what is under way."""
    corps, choices = corps_chosen(request)
    lines = [each for each in returns_of(corps) if can(request.user, "staff.read", each)]
    may_enter = can(request.user, "staff.enter_for", corps)
    context = {
        "corps": corps,
        "register": corps.register,
        "choices": choices if len(choices) > 1 else [],
        "lines": lines,
        "may_enter": may_enter,
        "missing": years_missing(corps, timezone.localdate()) if may_enter else [],
        "kinds": [Kind(kind) for kind in BY_HAND],
        "area": recruitment_area_of(corps, timezone.localdate()),
    }
    return work_page(request, "diversity/staff/list.html", context)


@require_safe
@allow("staff.enter")
def staff_template(request: HttpRequest, kind: str, ending: str) -> HttpResponse:
    """The table to fill in, with the counts of the last validated version."""
    corps = entered_chosen(request)
    if kind not in BY_HAND or ending not in MEDIA:
        raise Http404
    last = StaffReturn.objects.in_force(kind).filter(corps=corps).first()
    day = timezone.localdate().replace(year=timezone.localdate().year - 1, month=12, day=31)
    content = template_bytes(kind, day, cells_of(last) if last else {}, ending)
    response = HttpResponse(content, content_type=MEDIA[ending])
    response["Content-Disposition"] = f'attachment; filename="{kind}-{corps.code}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def staff_return(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its counts with what is wrong beside them, its history, and what it changed."""
    return _page(request, return_found(request, pk, "staff.read"))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("staff.enter")
def staff_area(request: HttpRequest) -> HttpResponse:
    """From which area the corps recruits, for comparing who joins with who could."""
    corps = entered_chosen(request)
    now = recruitment_area_of(corps, timezone.localdate())
    start = {"area": now.pk if now else None, "valid_from": timezone.localdate()}
    form = AreaForm(request.POST if request.method == "POST" else None, areas=areas_open(corps), initial=start)
    if form.is_bound and form.is_valid():
        try:
            recruitment_area_set(corps=corps, actor=cast(User, request.user), **form.cleaned_data)
        except ReturnRefusedError as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("The recruitment area was kept."))
            return redirect(f"{reverse('staff_list')}?corps={corps.code}")
    context = {"corps": corps, "register": corps.register, "form": form, "now": now}
    return work_page(request, "diversity/staff/area.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, found: StaffReturn, form: Any = None, *, status: int = 200) -> HttpResponse:
    cells, findings = cells_of(found), findings_of(found)
    versions = versions_of(found)
    older = next((each for each in versions if each.version < found.version), None)
    before = before_of(found.corps, found.kind, found.reference_date)
    initial = {"seen": return_digest(found), "explanation": found.explanation}
    can_change, can_decide = (can(request.user, action, found) for action in ("staff.change", "staff.decide"))
    errors = [finding for finding in findings if finding.is_error]
    forms = {
        "submit_form": SubmitForm(initial=initial, prefix="submit"),
        "send_back_form": SendBackForm(initial=initial, prefix="back"),
    }
    if isinstance(form, SubmitForm):
        forms["submit_form"] = form
    elif isinstance(form, SendBackForm):
        forms["send_back_form"] = form
    context = {
        "found": found,
        "title": title_of(found),
        "corps": found.corps,
        "register": found.corps.register,
        "tables": tables_of(found.kind, cells, findings),
        "is_protected": found.kind in PROTECTED,
        "errors": errors,
        "warnings": [finding for finding in findings if not finding.is_error],
        "is_open": can_change or can_decide,
        "can_change": can_change,
        "can_correct": can(request.user, "staff.correct", found),
        "can_decide": can_decide,
        "ways": WAYS,
        "before": before.on,
        "versions": versions,
        "older": older,
        "differences": differences_of(found.kind, cells_of(older), cells) if older else [],
        "events": found.events.select_related("actor"),
        "seen": initial["seen"],
        "fault": form.non_field_errors() if form is not None else [],
        "form": form,
        **forms,
    }
    return work_page(request, "diversity/staff/return.html", context, status=status)


Act = Callable[[StaffReturn, SeenForm, User], StaffReturn | None]


def _submit(found: StaffReturn, form: SeenForm, actor: User) -> StaffReturn:
    given = form.cleaned_data
    return return_submit(staff_return=found, explanation=given["explanation"], actor=actor, seen=given["seen"])


def _discard(found: StaffReturn, form: SeenForm, actor: User) -> None:
    return_discard(staff_return=found, actor=actor, seen=form.cleaned_data["seen"])


def _validate(found: StaffReturn, form: SeenForm, actor: User) -> StaffReturn:
    return return_validate(staff_return=found, actor=actor, seen=form.cleaned_data["seen"])


def _send_back(found: StaffReturn, form: SeenForm, actor: User) -> StaffReturn:
    return return_send_back(
        staff_return=found, note=form.cleaned_data["note"], actor=actor, seen=form.cleaned_data["seen"]
    )


def _correct(found: StaffReturn, form: SeenForm, actor: User) -> StaffReturn:
    return return_correct(staff_return=found, actor=actor)


ACTS: dict[str, tuple[str, type[SeenForm], str, Act, Any]] = {
    "submit": (
        "staff.change",
        SubmitForm,
        "submit",
        _submit,
        gettext_lazy("Submitted: it waits for the chief of corps."),
    ),
    "discard": ("staff.change", SeenForm, "", _discard, gettext_lazy("The draft was discarded.")),
    "validate": ("staff.decide", SeenForm, "", _validate, gettext_lazy("Validated: these counts are in force.")),
    "send-back": ("staff.decide", SendBackForm, "back", _send_back, gettext_lazy("Sent back for correction.")),
    "correct": ("staff.correct", SeenForm, "", _correct, gettext_lazy("A new version: correct it, and submit it.")),
}
"""Each step of a return: who may take it, its form and prefix, what it does, and what it says."""


@require_POST
def staff_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Take one step. What is refused is said on the page of the return."""
    if act not in ACTS:
        raise Http404
    action, form_class, prefix, do, sentence = ACTS[act]
    found = return_found(request, pk, "staff.read")
    if not can(request.user, "staff.read", found) or not _concerns(request, found, action):
        require(request, action, found)
    form = form_class(request.POST, prefix=prefix or None)
    if form.is_valid():
        try:
            done = do(found, form, cast(User, request.user))
        except ReturnRefusedError as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, str(sentence))
            if done is None:
                return redirect(f"{reverse('staff_list')}?corps={found.corps.code}")
            return redirect("staff_return", pk=done.pk)
    return _page(request, found, form, status=422)


def _concerns(request: HttpRequest, found: StaffReturn, action: str) -> bool:
    """Whether this person takes such steps at all: then a step that is over is refused with a sentence."""
    if action == "staff.decide":
        return any(corps.pk == found.corps_id for corps in corps_validated(request.user))
    return can(request.user, "staff.enter_for", found.corps)


def return_found(request: HttpRequest, pk: int, action: str) -> StaffReturn:
    """The return, for who may do this to it. Others learn nothing about which exist."""
    found = StaffReturn.objects.select_related("corps").filter(pk=pk).first()
    require(request, action, found)
    return cast(StaffReturn, found)


def corps_chosen(request: HttpRequest) -> tuple[Corps, list[Corps]]:
    """The corps asked for, else the first; another one than one's own does not exist here."""
    return _chosen(request, corps_read(request.user))


def entered_chosen(request: HttpRequest) -> Corps:
    return _chosen(request, corps_entered(request.user))[0]


def _chosen(request: HttpRequest, choices: list[Corps]) -> tuple[Corps, list[Corps]]:
    wanted = request.GET.get("corps", "")
    found = next((one for one in choices if one.code == wanted or not wanted), None)
    if found is None:
        raise Http404
    return found, choices
