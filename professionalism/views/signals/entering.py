"""Pages on which people enter what the rules read, and pages about the rules and about what works."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from legitimacy.access import allow, can, require
from legitimacy.models import Corps, Role
from professionalism.forms.signals.entering import ExposureForm, JudgmentForm, ReportForm
from professionalism.models import OfficerExposure
from professionalism.navigation import PAGES
from professionalism.querysets.signals import READERS
from professionalism.rules.signals import EXPOSURE, REPORTERS
from professionalism.selectors.signals import peers
from professionalism.selectors.signals.cases import corps_of, judgments_of
from professionalism.selectors.signals.exposure import exposure_entered
from professionalism.selectors.signals.works import corrections_due, minimum_outside, what_works
from professionalism.services.signals import entering
from professionalism.services.signals.history import SignalTextError
from professionalism.views.signals.access import person_of
from professionalism.views.signals.wording import UNTESTED_WORDS, parameter_words
from professionalism.workflow.signal_rules import signal_rules

QUARTERS_READ = 4
MOST_JUDGMENTS = 50
EXPOSURE_QUARTERS = 8


@require_http_methods(["GET", "HEAD", "POST"])
@allow("signal.report")
def signals_report(request: HttpRequest) -> HttpResponseBase:
    """A colleague says what they saw."""
    user = person_of(request)
    known = corps_of(user, *REPORTERS)
    if request.method != "POST":
        return _form_page(request, "report", ReportForm(corps=known))
    form = ReportForm(request.POST, corps=known)
    if not form.is_valid():
        return _form_page(request, "report", form, status=422)
    given = form.cleaned_data
    try:
        entering.colleague_report_make(
            corps=form.chosen,
            actor=user,
            **{name: given[name] for name in ("wanted", "about", "seen_on", "text")},
            form_key=f"{user.pk}:{given['key']}" if given["key"] else "",
        )
    except SignalTextError as error:
        return _form_page(request, "report", form, problem=str(error), status=422)
    messages.success(request, _("Thank you. Professional standards and the wellbeing adviser look at it."))
    return redirect("professionalism_home")


@require_http_methods(["GET", "HEAD", "POST"])
@allow("signal.judgment")
def signals_judgment(request: HttpRequest) -> HttpResponseBase:
    """Notices of judgments: a form, and those that were entered."""
    user = person_of(request)
    known = corps_of(user, Role.PROFESSIONAL_STANDARDS)
    if request.method != "POST":
        return _judgments(request, JudgmentForm(corps=known), known)
    form = JudgmentForm(request.POST, corps=known)
    if not form.is_valid():
        return _judgments(request, form, known, status=422)
    given = form.cleaned_data
    try:
        entering.judgment_note(
            corps=form.chosen, actor=user, wanted=given["wanted"], on=given["on"], reference=given["reference"]
        )
    except SignalTextError as error:
        return _judgments(request, form, known, problem=str(error), status=422)
    messages.success(request, _("Saved."))
    return redirect("signals_judgment")


def _judgments(
    request: HttpRequest, form: JudgmentForm, known: Sequence[Corps], *, problem: str = "", status: int = 200
) -> HttpResponse:
    user = person_of(request)
    rows = [row for corps in known for row in judgments_of(corps, user)[:MOST_JUDGMENTS]]
    return _form_page(request, "judgment", form, problem=problem, status=status, rows=rows)


@require_POST
@allow("signal.judgment")
def signals_judgment_withdraw(request: HttpRequest) -> HttpResponse:
    """Take back a notice of the own corps."""
    user = person_of(request)
    text = request.POST.get("row", "")
    key = int(text) if text.isdecimal() and len(text) < 19 else 0
    for corps in corps_of(user, Role.PROFESSIONAL_STANDARDS):
        event = judgments_of(corps, user).filter(pk=key).first()
        if event is not None:
            entering.judgment_withdraw(event=event, actor=user)
            messages.success(request, _("The notice was taken back."))
            return redirect("signals_judgment")
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@allow("signal.exposure")
def signals_exposure(request: HttpRequest) -> HttpResponseBase:
    """How much officers worked in a quarter, from HR or professional standards."""
    user = person_of(request)
    known = corps_of(user, *EXPOSURE)
    if request.method != "POST":
        return _exposure(request, ExposureForm(corps=known), known)
    form = ExposureForm(request.POST, request.FILES, corps=known)
    if not form.is_valid():
        return _exposure(request, form, known, status=422)
    given = form.cleaned_data
    try:
        summary = entering.exposures_import(
            corps=form.chosen,
            actor=user,
            quarter=given["quarter"],
            measure=given["measure"],
            lines=given["lines"].splitlines(),
        )
    except SignalTextError as error:
        return _exposure(request, form, known, problem=str(error), status=422)
    words = _("%(added)s added, %(changed)s changed, %(same)s the same.")
    messages.success(request, words % {"added": summary.added, "changed": summary.changed, "same": summary.same})
    return redirect("signals_exposure")


def _exposure(
    request: HttpRequest, form: ExposureForm, known: Sequence[Corps], *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The form, and what was entered by quarter and group: how many officers, never which."""
    parts = [(corps, exposure_entered(corps, EXPOSURE_QUARTERS)) for corps in known]
    return _form_page(request, "exposure", form, problem=problem, status=status, parts=parts)


def _form_page(
    request: HttpRequest, name: str, form: Any, *, problem: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "problem": problem, **more}
    return PAGES.page(request, f"professionalism/signals/{name}.html", context, status=status)


@require_safe
@allow("signal.rules")
def signals_rules(request: HttpRequest) -> HttpResponse:
    """By which rules signals are made; for who sees cases also how many signals chance alone would give."""
    user = person_of(request)
    rule = peers.peers_rule()
    parts = []
    quarters = peers.quarters_ended(timezone.localdate(), QUARTERS_READ)
    for corps in corps_of(user, *READERS) if can(user, "signal.list") else []:
        readings = peers.groups_read(corps, quarters, rule)
        groups = [
            {
                "row": row,
                "measure": OfficerExposure.Measure(row.measure).label,
                "untested": UNTESTED_WORDS.get(row.untested, ""),
                "chance": peers.chance_of([row], rule),
            }
            for row in readings
        ]
        parts.append({"corps": corps, "groups": groups, "chance": peers.chance_of(readings, rule)})
    context = {
        "rules": [(each, parameter_words(each)) for each in signal_rules()],
        "peers": rule,
        "tail": (1 - rule.parameters["level"]) / 2,
        "parts": parts,
        "sees_cases": can(user, "signal.list"),
    }
    return PAGES.page(request, "professionalism/signals/rules.html", context)


@require_safe
def signals_corrections(request: HttpRequest) -> HttpResponse:
    """What works: counts of corrections, and for who sees the cases those that wait."""
    require(request, "signal.what_works")
    user = person_of(request)
    parts = [
        {"corps": corps, "rows": what_works(user, corps), "due": list(corrections_due(user, corps)[:50])}
        for corps in corps_of(user, *READERS, Role.CHIEF_OF_CORPS)
    ]
    context = {
        "parts": parts,
        "sees_cases": can(user, "signal.list"),
        "minimum": minimum_outside(),
        "today": timezone.localdate(),
    }
    return PAGES.page(request, "professionalism/signals/corrections.html", context)
