"""Schemes: the list, one scheme, its rules and indicators, what it would have advised."""

from typing import Any, cast

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.forms.funding import DecisionForm, SchemeForm
from audit.models import FundingScheme
from audit.navigation import work_page
from audit.selectors.funding.listing import (
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
    simulation_words,
)
from audit.selectors.funding.samples import samples_entered
from audit.selectors.funding.simulation import periods_past, simulate
from audit.services import funding as services
from audit.services.funding import FundingError, ItemRefusedError
from audit.views.funding.shared import (
    SENTENCES,
    conflicts_of,
    file_answer,
    form_page,
    problem_words,
    scheme_of,
    told,
    whole,
)
from legitimacy.access import allow, can
from legitimacy.exports.tables import csv_text
from legitimacy.indicators.funding import RulesError
from legitimacy.models import Framework, User


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
    blank = FundingScheme(register=register, origin=register.origin, year=timezone.localdate().year)
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
    return form_page(request, form, title=_("New funding scheme"), button=_("Make the draft"), back="funding")


@require_safe
@allow("funding.edit", scheme_of)
def funding_scheme(request: HttpRequest, pk: Any) -> HttpResponse:
    scheme = scheme_of(request, pk)
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
            corps__in=conflicts_of(request)
        ),
        "signatures": scheme.signatures.select_related("person"),
        "decisions": scheme.decisions.select_related("entered_by"),
        "samples": samples_entered(scheme, hidden=conflicts_of(request)),
        "signable": _signable(request, scheme),
        "decision_form": DecisionForm() if scheme.state == FundingScheme.State.SIGNED else None,
        "register": scheme.register,
    }
    return work_page(request, "audit/funding/scheme.html", context)


def _signable(request: HttpRequest, scheme: FundingScheme) -> str:
    """Empty when this person may sign now, else why not."""
    if scheme.state != FundingScheme.State.CALCULATED:
        return "-"
    if not can(request.user, "funding.sign", scheme):
        return _("You once belonged to a corps that this scheme judges: somebody else signs.")
    reason = services.signing_refused(scheme, cast(User, request.user))
    return str(SENTENCES[reason]) if reason else ""


@require_http_methods(["GET", "HEAD", "POST"])
@allow("funding.edit", scheme_of)
def funding_edit(request: HttpRequest, pk: Any) -> HttpResponse:
    scheme = scheme_of(request, pk)
    if scheme.state != FundingScheme.State.DRAFT:
        return told(request, FundingError("not_draft"), pk)
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
    return form_page(request, form, title=_("Rules of the scheme"), button=_("Save"), back="funding_scheme", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("funding.edit", scheme_of)
def funding_items(request: HttpRequest, pk: Any) -> HttpResponse:
    """Which indicators count. All are listed; those that may not be tied to money say why and have no box."""
    scheme = scheme_of(request, pk)
    problem = ""
    if request.method == "POST":
        try:
            services.items_set(
                scheme=scheme,
                version=whole(request.POST.get("version", "")),
                weights=_weights(request),
                without_delivery=frozenset(request.POST.getlist("no_delivery")),
                actor=cast(User, request.user),
            )
        except (FundingError, ItemRefusedError, ValueError) as fault:
            problem = problem_words(fault)
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


@require_safe
@allow("funding.edit", scheme_of)
def funding_simulate(request: HttpRequest, pk: Any) -> HttpResponse:
    scheme = scheme_of(request, pk)
    pairs = periods_past(scheme)
    wanted = request.GET.get("period", "")
    pair = next((each for each in pairs if each[0] == wanted), pairs[0] if pairs else None)
    simulation = simulate(scheme, *pair) if pair and scheme.items.exists() else None
    context = {"scheme": scheme, "pairs": pairs, "simulation": simulation, "register": scheme.register}
    if simulation is not None:
        context |= simulation_words(simulation.without(conflicts_of(request)))
    return work_page(request, "audit/funding/simulation.html", context)


@require_safe
@allow("funding.edit", scheme_of)
def funding_csv(request: HttpRequest, pk: Any) -> HttpResponse:
    """All results as a table, for auditors."""
    scheme = scheme_of(request, pk)
    header = ("origin", "corps", "corps_name", "residents", "points", "assessed", "maximum_euros", "advice_euros")
    rows = [
        (
            *(scheme.origin, one.corps.code, one.corps.display_name, one.residents, one.points, one.assessed),
            one.maximum_cents / 100,
            "" if one.amount_cents is None else one.amount_cents / 100,
        )
        for one in results_of(scheme, request.user)
    ]
    return file_answer(csv_text(header, rows), "text/csv", f"{scheme.origin}-funding-{scheme.year}.csv")
