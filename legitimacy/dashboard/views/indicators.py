"""One indicator of a corps, its figures as a file, and the korpschef's reply to it."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from legitimacy import numbers
from legitimacy.access import can, require
from legitimacy.charts.courses import LIMITED, Rebased
from legitimacy.charts.policy import with_charts
from legitimacy.charts.rebases import rebases_of
from legitimacy.dashboard import selectors
from legitimacy.dashboard.downloads import FIGURE_HEADER, csv_response, figure_rows
from legitimacy.dashboard.forms import ReplyForm
from legitimacy.dashboard.fragments import fragment
from legitimacy.dashboard.indicator import indicator_page
from legitimacy.dashboard.reading import Standpoint, card_of, standpoint_of
from legitimacy.dashboard.scorecard import indicator_url
from legitimacy.dashboard.services import ReplyTextError, ReplyValueError, reply_write
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.frameworks import framework_rows_of
from legitimacy.disclosure.visible import VisibleScorecard, VisibleValue
from legitimacy.indicators.definitions import Indicator, State, Visibility
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Role, User
from legitimacy.models.disclosure import Audience
from legitimacy.standings import ORIGINS, corps_title


def passport_of(code: str) -> Indicator:
    if code not in indicators:
        raise Http404(_("There is no indicator with the code %(code)s.") % {"code": code[:20]})
    return indicators.get(code)


@with_charts
@require_safe
def corps_indicator(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """Definition, trend, the number opened, and replies to this exact figure."""
    passport, standpoint = passport_of(indicator), standpoint_of(request, code)
    return indicator_response(request, standpoint, passport, ReplyForm())


def indicator_response(
    request: HttpRequest, standpoint: Standpoint, passport: Indicator, form: ReplyForm, status: int = 200
) -> HttpResponse:
    body, value_id = fragment("indicator", lambda: indicator_html(standpoint, passport), passport.code, *standpoint.key)
    if value_id is not None and not form.is_bound:
        form = ReplyForm(initial={"value": str(value_id)})  # as text: a number would get separators
    context = {
        "corps": standpoint.corps,
        "register": standpoint.corps.register,
        "passport": passport,
        "period": standpoint.period,
        "period_text": numbers.period_text(standpoint.period) if standpoint.period else "",
        "body": body,
        "form": form if standpoint.may_reply and value_id is not None else None,
        "with_charts": True,
        "may_rebase": passport.window in LIMITED and can(request.user, "trend.rebase", standpoint.corps),
    }
    return render(request, "dashboard/indicator.html", context, status=status)


def indicator_html(standpoint: Standpoint, passport: Indicator) -> tuple[SafeString, int | None]:
    """The content of the page, and the id of the figure that a reply would be attached to."""
    card = card_of(standpoint)
    values = disclosed.values_history(
        audience=standpoint.audience, subject=standpoint.corps, indicators=[passport.code]
    )
    value = value_on(card, passport, standpoint)
    page = indicator_page(
        passport=passport,
        corps=standpoint.corps,
        period=standpoint.period or value.period,
        card=card,
        framework=framework_rows_of(card.framework) if card else selectors.NO_ROWS,
        values=values,
        value=value,
        rebases=_rebases(standpoint.corps, passport, named=standpoint.audience != Audience.PUBLIC),
    )
    replies = disclosed.replies_read([value]).get(value.value_id or 0, [])
    context = {
        "corps": standpoint.corps,
        "title": corps_title(standpoint.corps),
        "origin_word": ORIGINS.get(value.origin, ""),
        "page": page,
        "replies": [(reply, Role(reply.role).label) for reply in replies],
        "period": standpoint.period,
        "period_text": numbers.period_text(standpoint.period) if standpoint.period else "",
    }
    return render_to_string("dashboard/_indicator.html", context), value.value_id


def value_on(card: VisibleScorecard | None, passport: Indicator, standpoint: Standpoint) -> VisibleValue:
    """The figure that stands on the scorecard; a missing one where there is none."""
    found = {value.indicator: value for value in card.items}.get(passport.code) if card else None
    return found or VisibleValue(
        subject_id=standpoint.corps.pk,
        corps_code=standpoint.corps.code,
        indicator=passport.code,
        period=standpoint.period or "2023",
        window=passport.window,
        state=State.NOT_DELIVERED,
        visibility=Visibility.SHOWN,
    )


@with_charts
@require_POST
def reply_create(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """The korpschef replies to the figure that was on the page when they wrote."""
    passport, standpoint = passport_of(indicator), standpoint_of(request, code)
    require(request, "reply.write", standpoint.corps)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return indicator_response(request, standpoint, passport, form, status=422)
    try:
        reply_write(
            value_id=form.cleaned_data["value"],
            author=cast(User, request.user),
            corps=standpoint.corps,
            text=form.cleaned_data["text"],
        )
    except (ReplyTextError, ReplyValueError):
        raise Http404(_("There is no such figure to reply to.")) from None
    messages.success(request, _("Your reply stands beside the figure."))
    return redirect(f"{indicator_url(standpoint.corps, passport.code, standpoint.period)}#replies")


@require_safe
def corps_indicator_csv(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """Every figure of this indicator that this reader may see."""
    passport, standpoint = passport_of(indicator), standpoint_of(request, code)
    values = disclosed.values_history(
        audience=standpoint.audience, subject=standpoint.corps, indicators=[passport.code]
    )
    rows = figure_rows(values, standpoint.corps.register)
    return csv_response(f"{standpoint.corps.code}-{passport.code}.csv", FIGURE_HEADER, rows)


def _rebases(corps: Corps, passport: Indicator, *, named: bool) -> list[Rebased]:
    """Where the trend begins anew; without a query for a corps of which no trend ever did."""
    if getattr(corps, "newest_rebase", None) is None:
        return []
    return rebases_of(passport=passport, subject_id=corps.pk, named=named)
