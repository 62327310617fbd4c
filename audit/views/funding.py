"""Pages of funding advice: schemes, results, calculation sheets, replies, signatures, decisions, simulation."""

import json
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.db import IntegrityError
from django.forms import BaseForm, Select
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.forms.funding import DecisionForm, SampleForm, SchemeForm, TextForm
from audit.models import FundingReply, FundingResult, FundingSample, FundingScheme
from audit.navigation import work_page
from audit.selectors.funding.listing import (
    ORIGINS,
    register_advised,
    results_of,
    schemes_advised,
    sheets_own,
    totals_of,
)
from audit.selectors.funding.reading import (
    euros,
    item_choices,
    result_lines,
    rules_words,
    sample_lines,
    sheet_lines,
    simulation_words,
)
from audit.selectors.funding.sheets import sheet_get
from audit.selectors.funding.simulation import periods_past, simulate
from audit.services import funding as services
from audit.services.funding import FundingError, ItemRefusedError
from audit.workflow.funding import AUDITED_SAMPLE, REFUSALS
from legitimacy.access import allow, can, standing_of
from legitimacy.exports.tables import csv_text
from legitimacy.indicators import funding as arithmetic
from legitimacy.indicators.funding import RulesError
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Framework, User

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
    "not_signed": gettext_lazy("Only signed advice can be decided on."),
}


def _scheme(request: HttpRequest, pk: Any, **_kwargs: object) -> FundingScheme:
    return get_object_or_404(FundingScheme.objects.select_related("framework"), pk=pk)


def _result(request: HttpRequest, pk: Any, code: str) -> FundingResult:
    found = FundingResult.objects.select_related("scheme__framework", "corps")
    return get_object_or_404(found, scheme=pk, corps__code=code)


@require_safe
@allow("funding.read")
def funding_list(request: HttpRequest) -> HttpResponse:
    context = {
        "schemes": schemes_advised(request.user),
        "sheets": sheets_own(request.user),
        "may_advise": can(request.user, "funding.advise"),
    }
    return work_page(request, "audit/funding/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("funding.advise")
def funding_create(request: HttpRequest) -> HttpResponse:
    register = register_advised(request.user)
    blank = FundingScheme(register=register, origin=ORIGINS[register], year=timezone.localdate().year)
    if request.method == "POST":
        form = SchemeForm(request.POST, instance=blank)
        if form.is_valid():
            try:
                scheme = services.scheme_create(scheme=form.save(commit=False), actor=cast(User, request.user))
            except IntegrityError:
                form.add_error("title", _("There is a scheme of this year with this title. Give another title."))
            else:
                messages.success(request, _("The draft is made. Choose its indicators, then try it on past periods."))
                return redirect("funding_scheme", pk=scheme.pk)
    else:
        newest = Framework.objects.filter(status=Framework.Status.IN_FORCE).order_by("valid_from").last()
        form = SchemeForm(instance=blank, initial={"framework": newest})
    return _form(request, form, title=_("New funding scheme"), button=_("Make the draft"), back="funding")


@require_safe
@allow("funding.edit", _scheme)
def funding_scheme(request: HttpRequest, pk: Any) -> HttpResponse:
    scheme = _scheme(request, pk)
    results = results_of(scheme, request.user)
    totals = totals_of(scheme, results) if results else None
    context = rules_words(scheme) | {
        "scheme": scheme,
        "items": item_choices(scheme, chosen_only=True),
        "results": result_lines(results),
        "totals": totals,
        "given": euros(totals.given_cents) if totals else "",
        "apart": euros(totals.kept_apart_cents) if totals else "",
        "left": euros(totals.left_cents) if totals else "",
        "replies": scheme.replies.select_related("corps", "author", "answered_by").exclude(
            corps__in=_conflicts(request)
        ),
        "signatures": scheme.signatures.select_related("person"),
        "decisions": scheme.decisions.select_related("entered_by"),
        "samples": sample_lines(scheme, _conflicts(request)),
        "signable": _signable(request, scheme),
        "decision_form": DecisionForm() if scheme.state == FundingScheme.State.SIGNED else None,
        "register": scheme.register,
    }
    return work_page(request, "audit/funding/scheme.html", context)


def _conflicts(request: HttpRequest) -> frozenset[int]:
    return standing_of(request.user).ever_in


def _signable(request: HttpRequest, scheme: FundingScheme) -> str:
    """Empty when this person may sign now, else why not."""
    if scheme.state != FundingScheme.State.CALCULATED:
        return "-"
    if not can(request.user, "funding.sign", scheme):
        return _("You once belonged to a corps that this scheme judges: somebody else signs.")
    if scheme.reply_until and scheme.reply_until >= timezone.localdate():
        return str(SENTENCES["reply_open"])
    if scheme.replies.filter(answered_at=None).exists():
        return str(SENTENCES["unanswered"])
    if scheme.signatures.filter(person=cast(User, request.user)).exists():
        return str(SENTENCES["same_person"])
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@allow("funding.edit", _scheme)
def funding_edit(request: HttpRequest, pk: Any) -> HttpResponse:
    scheme = _scheme(request, pk)
    if scheme.state != FundingScheme.State.DRAFT:
        return _told(request, FundingError("not_draft"), pk)
    if request.method == "POST":
        form = SchemeForm(request.POST, instance=scheme)
        if form.is_valid():
            changes = {name: form.cleaned_data[name] for name in form.changed_data if name != "version"}
            try:
                services.scheme_edit(
                    scheme=scheme,
                    version=form.cleaned_data.get("version") or 0,
                    changes=changes,
                    actor=cast(User, request.user),
                )
            except FundingError as fault:
                form.add_error(None, str(SENTENCES[fault.reason]))
            except RulesError as fault:
                form.add_rules_error(fault)
            except IntegrityError:
                form.add_error("title", _("There is a scheme of this year with this title. Give another title."))
            else:
                return redirect("funding_scheme", pk=pk)
    else:
        form = SchemeForm(instance=scheme, initial={"version": scheme.version})
    return _form(request, form, title=_("Rules of the scheme"), button=_("Save"), back="funding_scheme", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("funding.edit", _scheme)
def funding_items(request: HttpRequest, pk: Any) -> HttpResponse:
    """Which indicators count. All are listed; those that may not be tied to money say why and have no box."""
    scheme = _scheme(request, pk)
    problem = ""
    if request.method == "POST":
        try:
            services.items_set(
                scheme=scheme,
                version=_whole(request.POST.get("version", "")),
                weights=_weights(request),
                without_delivery=frozenset(request.POST.getlist("no_delivery")),
                actor=cast(User, request.user),
            )
        except (FundingError, ItemRefusedError, ValueError) as fault:
            problem = _problem(fault)
        else:
            return redirect("funding_scheme", pk=pk)
    choices = item_choices(scheme, posted=request.POST if problem else None)
    context = {"scheme": scheme, "choices": choices, "problem": problem, "register": scheme.register}
    return work_page(request, "audit/funding/items.html", context, status=422 if problem else 200)


def _weights(request: HttpRequest) -> dict[str, float]:
    """Weights of the indicators that were ticked; ValueError for one that is no number above 0."""
    weights = {}
    for code in request.POST.getlist("item"):
        weight = float(request.POST.get(f"weight_{code}", "1").replace(",", "."))
        if not 0 < weight <= 100:
            raise ValueError(code)
        weights[code] = weight
    return weights


def _problem(fault: Exception) -> str:
    if isinstance(fault, FundingError):
        return str(SENTENCES[fault.reason])
    if isinstance(fault, ItemRefusedError):
        name = indicators.get(fault.indicator).name if fault.indicator in indicators else fault.indicator
        return _("%(name)s cannot be used. %(why)s") % {"name": name, "why": REFUSALS[fault.reason]}
    return _("A weight is a number above 0 and at most 100.")


@require_safe
@allow("funding.edit", _scheme)
def funding_simulate(request: HttpRequest, pk: Any) -> HttpResponse:
    scheme = _scheme(request, pk)
    pairs = periods_past(scheme)
    wanted = request.GET.get("period", "")
    pair = next((each for each in pairs if each[0] == wanted), pairs[0] if pairs else None)
    simulation = simulate(scheme, *pair) if pair and scheme.items.exists() else None
    context = {"scheme": scheme, "pairs": pairs, "simulation": simulation, "register": scheme.register}
    if simulation is not None:
        context |= simulation_words(simulation.without(_conflicts(request)))
    return work_page(request, "audit/funding/simulation.html", context)


@require_POST
@allow("funding.edit", _scheme)
def funding_calculate(request: HttpRequest, pk: Any) -> HttpResponse:
    try:
        left_out = services.scheme_calculate(
            scheme=_scheme(request, pk), version=_whole(request.POST.get("version", "")), actor=cast(User, request.user)
        )
    except (FundingError, ItemRefusedError) as fault:
        messages.error(request, _problem(fault))
    else:
        messages.success(request, _("Calculated. Every corps can read its sheet and reply."))
        if left_out:
            names = ", ".join(corps.display_name for corps in left_out)
            messages.warning(request, _("Left out, as their residents are not known: %(names)s.") % {"names": names})
    return redirect("funding_scheme", pk=pk)


@require_POST
@allow("funding.sign", _scheme)
def funding_sign(request: HttpRequest, pk: Any) -> HttpResponse:
    return _act(
        request,
        pk,
        _("Signed."),
        lambda scheme, actor: services.scheme_sign(scheme=scheme, digest=request.POST.get("digest", ""), actor=actor),
    )


@require_POST
@allow("funding.edit", _scheme)
def funding_withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    return _act(
        request, pk, _("Withdrawn."), lambda scheme, actor: services.scheme_withdraw(scheme=scheme, actor=actor)
    )


def _act(request: HttpRequest, pk: Any, done: str, act: Any) -> HttpResponse:
    try:
        act(_scheme(request, pk), cast(User, request.user))
    except FundingError as fault:
        messages.error(request, str(SENTENCES[fault.reason]))
    else:
        messages.success(request, done)
    return redirect("funding_scheme", pk=pk)


@require_POST
@allow("funding.edit", _scheme)
def funding_decide(request: HttpRequest, pk: Any) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _form(
            request,
            form,
            title=_("Decision of the authority"),
            button=_("Add to the log"),
            back="funding_scheme",
            pk=pk,
        )
    return _act(
        request,
        pk,
        _("Added to the log of decisions."),
        lambda scheme, actor: services.decision_enter(scheme=scheme, actor=actor, **form.cleaned_data),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow("funding.edit", _scheme)
def funding_sample(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    """An auditor enters what a sample of records says of one figure of a corps."""
    scheme = _scheme(request, pk)
    corps = get_object_or_404(Corps, code=code, register=scheme.register)
    if corps.pk in _conflicts(request):
        raise Http404
    needing = {
        item.indicator for item in scheme.framework.items.all() if item.funding_condition == AUDITED_SAMPLE
    } & set(scheme.items.values_list("indicator", flat=True))
    choices = [(one, f"{one} {indicators.get(one).name}") for one in sorted(needing)]
    form = SampleForm(request.POST or None, instance=FundingSample(scheme=scheme, corps=corps))
    form.fields["indicator"].widget = Select(choices=choices)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["indicator"] in needing:
        try:
            services.sample_enter(sample=form.save(commit=False), actor=cast(User, request.user))
        except FundingError as fault:
            form.add_error(None, str(SENTENCES[fault.reason]))
        else:
            messages.success(request, _("The sample is entered. It counts at the next calculation."))
            return redirect("funding_scheme", pk=pk)
    title = _("Audited sample, %(corps)s") % {"corps": corps.display_name}
    return _form(request, form, title=title, button=_("Enter the sample"), back="funding_scheme", pk=pk)


@require_safe
@allow("funding.sheet", _result)
def funding_sheet(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    result = _result(request, pk, code)
    return _sheet_page(request, result, TextForm())


def _sheet_page(request: HttpRequest, result: FundingResult, form: TextForm) -> HttpResponse:
    scheme = result.scheme
    is_open = scheme.state == FundingScheme.State.CALCULATED and (scheme.reply_until or timezone.localdate()) >= (
        timezone.localdate()
    )
    context = rules_words(scheme) | {
        "scheme": scheme,
        "result": result,
        "line": result_lines([result])[0],
        "lines": sheet_lines(result),
        "replies": scheme.replies.filter(corps=result.corps).select_related("author", "answered_by"),
        "signatures": scheme.signatures.select_related("person"),
        "form": form if (is_open or form.errors) and can(request.user, "funding.reply", result) else None,
        "may_advise": can(request.user, "funding.edit", scheme),
        "register": scheme.register,
    }
    return work_page(request, "audit/funding/sheet.html", context, status=422 if form.errors else 200)


@require_POST
@allow("funding.reply", _result)
def funding_reply(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    result = _result(request, pk, code)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _sheet_page(request, result, form)
    try:
        services.reply_write(result=result, text=form.cleaned_data["text"], actor=cast(User, request.user))
    except FundingError as fault:
        form.add_error(None, str(SENTENCES[fault.reason]))
        return _sheet_page(request, result, form)
    messages.success(request, _("Your reply is kept with the sheet. The auditors answer it before anybody signs."))
    return redirect("funding_sheet", pk=pk, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("funding.edit", _scheme)
def funding_answer(request: HttpRequest, pk: Any, reply: int) -> HttpResponse:
    found = get_object_or_404(FundingReply.objects.exclude(corps__in=_conflicts(request)), pk=reply, scheme=pk)
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reply_answer(reply=found, answer=form.cleaned_data["text"], actor=cast(User, request.user))
        except FundingError as fault:
            form.add_error(None, str(SENTENCES[fault.reason]))
        else:
            return redirect("funding_scheme", pk=pk)
    title = _("Answer to %(corps)s") % {"corps": found.corps.display_name}
    return _form(
        request, form, title=title, button=_("Send the answer"), back="funding_scheme", pk=pk, quote=found.text
    )


@require_safe
@allow("funding.sheet", _result)
def funding_sheet_json(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    """The sheet as a file, for the script that computes it again."""
    sheet = sheet_get(_result(request, pk, code))
    text = json.dumps(sheet, ensure_ascii=False, indent=2)
    return _file(text, "application/json", f"{sheet['origin']}-{code}-{sheet['year']}.json")


@require_safe
@allow("funding.read")
def funding_script(request: HttpRequest) -> HttpResponse:
    """The arithmetic itself, which runs alone on any Python."""
    text = Path(arithmetic.__file__).read_text(encoding="utf-8")
    return _file(text, "text/x-python", "funding.py")


@require_safe
@allow("funding.edit", _scheme)
def funding_csv(request: HttpRequest, pk: Any) -> HttpResponse:
    """All results as a table, for auditors."""
    scheme = _scheme(request, pk)
    header = ("origin", "corps", "corps_name", "residents", "points", "assessed", "maximum_euros", "advice_euros")
    rows = [
        (
            *(scheme.origin, one.corps.code, one.corps.display_name, one.residents, one.points, one.assessed),
            one.maximum_cents / 100,
            "" if one.amount_cents is None else one.amount_cents / 100,
        )
        for one in results_of(scheme, request.user)
    ]
    return _file(csv_text(header, rows), "text/csv", f"{scheme.origin}-funding-{scheme.year}.csv")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _told(request: HttpRequest, fault: FundingError, pk: Any) -> HttpResponse:
    messages.error(request, str(SENTENCES[fault.reason]))
    return redirect("funding_scheme", pk=pk)


def _form(
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


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
