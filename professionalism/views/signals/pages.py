"""The list of cases, the page of one, the officer's own pages, and opening a sealed name."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from legitimacy.access import allow, can, require
from legitimacy.members import member_name_open
from legitimacy.models import Role
from legitimacy.standings import Sign
from professionalism.forms.signals.cases import OpenForm
from professionalism.models import SignalCase
from professionalism.navigation import PAGES
from professionalism.selectors.signals import cases as reading
from professionalism.selectors.signals.cases import SignalView
from professionalism.services.signals.cases import lacking, not_free, reporter_open
from professionalism.services.signals.finding import signals_find
from professionalism.views.signals.access import case_require, own_require, person_of
from professionalism.views.signals.acting import member_of_case
from professionalism.views.signals.wording import EVENT_WORDS, PARTY_WORDS, STAGE_SIGNS, STAGE_WORDS
from professionalism.workflow.signals import OPEN, Need, Stage

GROUP_WORDS = {
    "open": gettext_lazy("waiting for a decision"),
    "followed": gettext_lazy("in follow-up"),
    "closed": gettext_lazy("closed"),
}


@require_safe
@allow("signal.list")
def signals_list(request: HttpRequest) -> HttpResponse:
    group = request.GET.get("group", "open")
    group = group if group in GROUP_WORDS else "open"
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    page = reading.cases_page(request.user, group, request.GET.get("after", ""), wanted)
    context = {
        "wanted": wanted,
        "rows": [
            {"case": case, "sign": sign_of(case), "signals": page.signals.get(case.pk, (0, 0))} for case in page.rows
        ],
        "next": page.next,
        "group": group,
        "groups": GROUP_WORDS.items(),
        "later": "after" in request.GET,
        "may_find": can(request.user, "signal.find"),
    }
    return PAGES.page(request, "professionalism/signals/list.html", context)


def sign_of(case: SignalCase) -> Sign:
    """Where a case stands, in a word."""
    if case.stage in OPEN and case.decide_by < timezone.localdate():
        return Sign("overdue", _("overdue"))
    return Sign(STAGE_SIGNS[case.stage], str(STAGE_WORDS[case.stage]))


@require_POST
@allow("signal.find")
def signals_find_now(request: HttpRequest) -> HttpResponse:
    """Run the rules over the own corps now instead of tonight."""
    user = person_of(request)
    new = sum(
        signals_find(corps=corps, actor=user).new for corps in reading.corps_of(user, Role.PROFESSIONAL_STANDARDS)
    )
    words = ngettext("%(n)s new signal was found.", "%(n)s new signals were found.", new)
    messages.success(request, words % {"n": new})
    return redirect("signals_list")


@require_safe
def signal_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = case_require(request, pk)
    return case_page(request, case, OpenForm(case=case, user=person_of(request)))


def case_page(
    request: HttpRequest, case: SignalCase, form: OpenForm, *, opened: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    user = person_of(request)
    decides = can(user, "signal.decide", case)
    signals = reading.signals_of(user, case)
    context = {
        "case": case,
        "register": case.register,
        "sign": sign_of(case),
        "signals": signals,
        "all_withdrawn": all_withdrawn(signals),
        "words": list(case.words.select_related("actor")),
        "corrections": reading.corrections_of(case),
        "events": _events(case),
        "decides": decides,
        "advises": can(user, "signal.advise", case) and case.stage in OPEN,
        "waits": case.stage in OPEN,
        "followed": case.stage == Stage.FOLLOWED,
        "may_inform": decides and case.stage == Stage.OPENED,
        "may_decide": decides and case.stage == Stage.INFORMED,
        "hindered": _hindered(case, user) if decides and case.stage == Stage.INFORMED else "",
        "may_close": decides and case.stage == Stage.FOLLOWED and not lacking(case, Need.JUDGED, user),
        "may_lift": decides and case.stage == Stage.FOLLOWED and all_withdrawn(signals),
        "handed_over": reading.handed_over_url(user, case),
        "open_form": form,
        "opened": opened or {},
    }
    return PAGES.page(request, "professionalism/signals/case.html", context, status=status)


def all_withdrawn(signals: Sequence[SignalView]) -> bool:
    return bool(signals) and all(one.row.withdrawn_on for one in signals)


def _hindered(case: SignalCase, user: object) -> str:
    """Why the decision waits, or waits for somebody else."""
    return not_free(case, user) or lacking(case, Need.HEARD, user)  # type: ignore[arg-type]  # a signed-in person


def _events(case: SignalCase) -> list[dict[str, object]]:
    return [
        {"row": row, "words": EVENT_WORDS[row.kind], "party": PARTY_WORDS[row.party]} for row in reading.events_of(case)
    ]


@require_POST
def signal_name(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The name behind the pseudonym, once, for a reason that stays on the trail."""
    case = case_require(request, pk)
    form = OpenForm(request.POST, case=case, user=person_of(request))
    if not form.is_valid():
        return case_page(request, case, form, status=422)
    member = member_of_case(case)
    sealed = member_name_open(member=member, actor=person_of(request), reason=form.cleaned_data["reason"])
    return case_page(request, case, form, opened={"what": "member", "name": sealed.name, "number": sealed.number})


@require_POST
def signal_reporter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The name of a colleague who reported: for professional standards alone."""
    case = case_require(request, pk)
    require(request, "signal.decide", case)
    report = reading.report_of(case, request.POST.get("row", ""))
    if report is None:
        raise Http404
    form = OpenForm(request.POST, case=case, user=person_of(request))
    if not form.is_valid():
        return case_page(request, case, form, status=422)
    name = reporter_open(report=report, case=case, actor=person_of(request), reason=form.cleaned_data["reason"])
    return case_page(request, case, form, opened={"what": "reporter", "name": name, "number": ""})


@require_safe
@allow("signal.mine")
def signals_mine(request: HttpRequest) -> HttpResponse:
    """Cases about the reader themself."""
    rows = [{"case": case, "sign": sign_of(case)} for case in reading.own_cases(request.user)]
    return PAGES.page(request, "professionalism/signals/mine.html", {"rows": rows})


@require_safe
def signal_mine(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case in plain words, for whom it is about."""
    case = own_require(request, pk)
    signals = reading.signals_told(case)
    context = {
        "case": case,
        "register": case.register,
        "sign": sign_of(case),
        "signals": [one for one in signals if not one.row.withdrawn_on],
        "all_withdrawn": all_withdrawn(signals),
        "replies": list(case.words.filter(kind="reply")),
        "corrections": list(case.corrections.all()),
        "may_reply": case.stage == Stage.INFORMED,
        "handed_over": reading.handed_over_url(request.user, case),
        "reply_url": reverse("signal_reply", args=[case.pk]),
    }
    return PAGES.page(request, "professionalism/signals/own.html", context)
