"""What auditors do with a scheme: calculate, enter samples, answer, sign, withdraw, log decisions."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.forms.funding import DecisionForm, SampleForm, TextForm
from audit.models import FundingReply, FundingSample
from audit.selectors.funding.samples import Counted, indicators_needing, samples_fitting
from audit.services import funding as services
from audit.services.funding import FundingError, ItemRefusedError
from audit.views.funding.shared import SENTENCES, conflicts_of, form_page, problem_words, scheme_of, whole
from legitimacy.access import allow
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, User
from legitimacy.numbers import date_text


@require_POST
@allow("funding.edit", scheme_of)
def funding_calculate(request: HttpRequest, pk: Any) -> HttpResponse:
    try:
        left_out = services.scheme_calculate(
            scheme=scheme_of(request, pk),
            version=whole(request.POST.get("version", "")),
            actor=cast(User, request.user),
        )
    except (FundingError, ItemRefusedError) as fault:
        messages.error(request, problem_words(fault))
    else:
        messages.success(request, _("Calculated. Every corps can read its sheet and reply."))
        if left_out:
            names = ", ".join(corps.display_name for corps in left_out)
            messages.warning(request, _("Left out, as their residents are not known: %(names)s.") % {"names": names})
    return redirect("funding_scheme", pk=pk)


@require_POST
@allow("funding.sign", scheme_of)
def funding_sign(request: HttpRequest, pk: Any) -> HttpResponse:
    return _act(
        request,
        pk,
        _("Signed."),
        lambda scheme, actor: services.scheme_sign(scheme=scheme, digest=request.POST.get("digest", ""), actor=actor),
    )


@require_POST
@allow("funding.edit", scheme_of)
def funding_withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    return _act(
        request, pk, _("Withdrawn."), lambda scheme, actor: services.scheme_withdraw(scheme=scheme, actor=actor)
    )


def _act(request: HttpRequest, pk: Any, done: str, act: Any) -> HttpResponse:
    try:
        act(scheme_of(request, pk), cast(User, request.user))
    except FundingError as fault:
        messages.error(request, str(SENTENCES[fault.reason]))
    else:
        messages.success(request, done)
    return redirect("funding_scheme", pk=pk)


@require_POST
@allow("funding.edit", scheme_of)
def funding_decide(request: HttpRequest, pk: Any) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return form_page(
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
@allow("funding.edit", scheme_of)
def funding_sample(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    """An auditor enters what a sample of records says of one figure of a corps."""
    scheme = scheme_of(request, pk)
    corps = get_object_or_404(Corps, code=code, register=scheme.register)
    if corps.pk in conflicts_of(request):
        raise Http404
    needing = indicators_needing(scheme)
    choices = [(one, f"{one} {indicators.get(one).name}") for one in needing]
    samples = [(one.sample, _sample_words(one)) for one in samples_fitting(scheme, corps, needing)]
    blank = FundingSample(scheme=scheme, corps=corps)
    form = SampleForm(request.POST or None, instance=blank, needing=choices, samples=samples)
    if request.method == "POST" and form.is_valid():
        try:
            services.sample_enter(sample=form.save(commit=False), actor=cast(User, request.user))
        except FundingError as fault:
            form.add_error(None, str(SENTENCES[fault.reason]))
        else:
            messages.success(request, _("The sample is entered. It counts at the next calculation."))
            return redirect("funding_scheme", pk=pk)
    title = _("Audited sample, %(corps)s") % {"corps": corps.display_name}
    return form_page(request, form, title=title, button=_("Enter the sample"), back="funding_scheme", pk=pk)


def _sample_words(counted: Counted) -> str:
    """What a closed sample is, in one line: standard, period, how many passed."""
    return _("%(standard)s, %(first)s to %(last)s: %(passed)s of %(drawn)s pass") % {
        "standard": counted.sample.standard,
        "first": date_text(counted.sample.period_from),
        "last": date_text(counted.sample.period_to),
        "passed": counted.passed,
        "drawn": counted.drawn,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allow("funding.edit", scheme_of)
def funding_answer(request: HttpRequest, pk: Any, reply: int) -> HttpResponse:
    found = get_object_or_404(FundingReply.objects.exclude(corps__in=conflicts_of(request)), pk=reply, scheme=pk)
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reply_answer(reply=found, answer=form.cleaned_data["text"], actor=cast(User, request.user))
        except FundingError as fault:
            form.add_error(None, str(SENTENCES[fault.reason]))
        else:
            return redirect("funding_scheme", pk=pk)
    title = _("Answer to %(corps)s") % {"corps": found.corps.display_name}
    return form_page(
        request, form, title=title, button=_("Send the answer"), back="funding_scheme", pk=pk, quote=found.text
    )
