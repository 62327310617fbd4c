"""Where a named person begins the limits of a trend anew, with a reason, or takes that back."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.forms.compare import RebaseForm, WithdrawForm
from audit.rules.compare import rebase_role
from audit.services.compare.rebases import (
    RebaseMeanwhileError,
    RebasePeriodError,
    RebaseReasonError,
    trend_rebase,
    trend_rebase_withdraw,
)
from audit.views.compare_indicator.pages import passport_of
from legitimacy import numbers
from legitimacy.access import audience_for, require
from legitimacy.charts.courses import LIMITED, course_of
from legitimacy.charts.indicator_trend import trend_of
from legitimacy.charts.micro import Goalposts
from legitimacy.charts.policy import with_charts
from legitimacy.charts.rebases import rebases_read, rebases_told
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator
from legitimacy.models import Corps, TrendRebase, User
from legitimacy.standings import origin_mark_of


@with_charts
@require_http_methods(["GET", "HEAD", "POST"])
def trend_rebase_page(request: HttpRequest, indicator: str, code: str) -> HttpResponse:
    """For an auditor of the corps, its chief and its evaluation officer."""
    corps = Corps.objects.filter(code=code).first()
    if corps is None:
        raise Http404(_("There is no corps with the code %(code)s.") % {"code": code[:20]})
    require(request, "trend.rebase", corps)
    passport = passport_of(indicator)
    if passport.window not in LIMITED:
        raise Http404(_("The windows of this indicator overlap or are survey waves, so its trend has no limits."))
    if request.method == "POST":
        return _answered(request, corps, passport)
    return _page(request, corps, passport, None)


def _history(request: HttpRequest, corps: Corps, passport: Indicator) -> dict[str, VisibleValue]:
    values = disclosed.values_history(
        audience=audience_for(request.user, corps), subject=corps, indicators=[passport.code]
    )
    return {value.period: value for value in values}


def _choices(history: dict[str, VisibleValue], passport: Indicator) -> list[tuple[str, str]]:
    """Periods of the trend after its first."""
    course = course_of(passport=passport, history=history, until=max(history), rebases=()) if history else None
    return [(period, numbers.period_text(period)) for period in reversed(course.periods[1:])] if course else []


def _page(
    request: HttpRequest, corps: Corps, passport: Indicator, form: RebaseForm | None, fault: str = "", status: int = 200
) -> HttpResponse:
    history = _history(request, corps, passport)
    rows = rebases_read(indicator=passport.code, subject_ids=[corps.pk]).get(corps.pk, [])
    newest = TrendRebase.objects.filter(subject=corps.pk, indicator=passport.code).order_by("-pk").first()
    seen = str(newest.pk) if newest else "0"
    trend = (
        trend_of(
            passport=passport,
            history=history,
            until=max(history),
            goalposts=Goalposts(),
            mark=origin_mark_of(corps.register),
            file_name=f"{corps.code}-{passport.code}",
            csv_url="",
            rebases=rebases_told(rows, named=True),
        )
        if history
        else None
    )
    choices = _choices(history, passport)
    context: dict[str, Any] = {
        "register": corps.register,
        "corps": corps,
        "passport": passport,
        "trend": trend,
        "decisions": list(zip(rows, rebases_told(rows, named=True), strict=True)),
        "seen": seen,
        "fault": fault,
        "form": form or RebaseForm(initial={"seen": seen}, periods=choices) if choices else None,
        "with_charts": True,
    }
    response = render(request, "audit/compare/rebase.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _answered(request: HttpRequest, corps: Corps, passport: Indicator) -> HttpResponse:
    actor, role = cast(User, request.user), rebase_role(request.user, corps)
    withdrawing = "rebase" in request.POST
    form = (
        WithdrawForm(request.POST)
        if withdrawing
        else RebaseForm(request.POST, periods=_choices(_history(request, corps, passport), passport))
    )
    if not form.is_valid():
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _page(request, corps, passport, form if isinstance(form, RebaseForm) else None, words, 422)
    found = form.cleaned_data
    try:
        if withdrawing:
            rebase = TrendRebase.objects.filter(pk=found["rebase"], subject=corps.pk, indicator=passport.code).first()
            if rebase is None:
                raise Http404(_("There is no such decision."))
            trend_rebase_withdraw(rebase=rebase, reason=found["reason"], actor=actor, role=role, seen=found["seen"])
        else:
            trend_rebase(
                corps=corps,
                passport=passport,
                from_period=found["from_period"],
                reason=found["reason"],
                actor=actor,
                role=role,
                seen=found["seen"],
            )
    except RebaseMeanwhileError:
        fault = _("Somebody else decided about this trend while you had it open. Look at it again before you decide.")
        return _page(request, corps, passport, form if isinstance(form, RebaseForm) else None, fault, 409)
    except (RebaseReasonError, RebasePeriodError):
        fault = _("Give a reason of at least ten letters, and a period of this trend after its first.")
        return _page(request, corps, passport, form if isinstance(form, RebaseForm) else None, fault, 422)
    messages.success(request, _("Your decision stands beside the trend, with your reason."))
    return redirect("trend_rebase", indicator=passport.code, code=corps.code)
