"""The scorecard of a corps, how far its computation is, and its pillars as a file."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy import numbers
from legitimacy.charts.policy import with_charts
from legitimacy.dashboard.downloads import FIGURE_HEADER, csv_response, figure_rows
from legitimacy.dashboard.fragments import fragment
from legitimacy.dashboard.reading import Standpoint, card_of, history_periods, page_read, standpoint_of
from legitimacy.dashboard.scorecard import ScorecardPage
from legitimacy.dashboard.trends import history_of, pillar_csv_rows
from legitimacy.disclosure import selectors as disclosed
from legitimacy.entries import corps_facts
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Run
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards.selectors import RunProgress, run_progress
from legitimacy.standings import corps_title


@dataclass(frozen=True, slots=True)
class PeriodLink:
    period: str
    label: str
    url: str
    current: bool


@with_charts
@require_safe
def corps_scorecard(request: HttpRequest, code: str) -> HttpResponse:
    """Four pillars, what needs whom, three goals; kept as one rendered piece until a figure behind it changes."""
    standpoint = standpoint_of(request, code)
    body = fragment("scorecard", lambda: scorecard_html(standpoint), *standpoint.key)
    context = {
        "standpoint": standpoint,
        "corps": standpoint.corps,
        "register": standpoint.corps.register,
        "period": standpoint.period,
        "period_text": numbers.period_text(standpoint.period) if standpoint.period else "",
        "body": body,
        "progress": progress_shown(standpoint),
        "with_charts": True,
    }
    return render(request, "dashboard/scorecard.html", context)


def progress_shown(standpoint: Standpoint) -> RunProgress | None:
    """How far a running computation of this very period is; None when nothing runs."""
    if not standpoint.period or not getattr(standpoint.corps, "is_computing", False):
        return None
    progress = run_progress(standpoint.period)
    return progress if progress is not None and progress.status == Run.Status.ACTIVE else None


def scorecard_html(standpoint: Standpoint) -> SafeString:
    """The content of the page, without anything that belongs to one visitor."""
    read = page_read(standpoint)
    page, leads = read if read is not None else (None, [])
    query = f"?period={standpoint.period}"
    code = {"code": standpoint.corps.code}
    context = {
        **head_context(standpoint.corps),
        "page": page,
        "leads": leads,
        "facts": [provider.find(standpoint.corps) for provider in corps_facts],
        "periods": period_links(standpoint, page),
        "is_public": standpoint.audience == Audience.PUBLIC,
        "figures_csv_url": reverse("corps_figures_csv", kwargs=code) + query,
        "csv_url": reverse("corps_pillars_csv", kwargs=code) + query,
    }
    return render_to_string("dashboard/_scorecard.html", context)


def head_context(corps: Corps) -> dict[str, object]:
    """What stands above the pages of a corps that `selectors.corps_get` read."""
    people, counted_on = getattr(corps, "population", None), getattr(corps, "population_on", None)
    return {
        "corps": corps,
        "title": corps_title(corps),
        "residents": numbers.number_text(people) if people is not None else "",
        "residents_on": numbers.date_text(counted_on) if counted_on else "",
    }


def period_links(standpoint: Standpoint, page: ScorecardPage | None) -> list[PeriodLink]:
    """Every period this corps has a scorecard for, newest first."""
    if page is None:
        return []
    url = reverse("corps_scorecard", kwargs={"code": standpoint.corps.code})
    known = {*page.periods, standpoint.period}
    return [
        PeriodLink(period, numbers.period_short(period), f"{url}?period={period}", period == standpoint.period)
        for period in sorted(known, key=lambda one: (Period.parse(one).end, Period.parse(one).is_year), reverse=True)
    ]


@require_safe
def corps_progress(request: HttpRequest, code: str) -> HttpResponse:
    """How far the computation of a period is, as a fragment that asks for itself again; alone it is a small page."""
    standpoint = standpoint_of(request, code)
    if not standpoint.period:
        raise Http404(_("Nothing was ever computed for this corps."))
    context = {
        "corps": standpoint.corps,
        "register": standpoint.corps.register,
        "period": standpoint.period,
        "period_text": numbers.period_text(standpoint.period),
        "progress": run_progress(standpoint.period),
    }
    template = "dashboard/_progress.html" if getattr(request, "htmx", False) else "dashboard/progress.html"
    return render(request, template, context)


@require_safe
def corps_pillars_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The pillars of every period as this reader may see them."""
    standpoint = standpoint_of(request, code)
    parts = disclosed.parts_history(
        audience=standpoint.audience,
        corps=standpoint.corps,
        periods=history_periods(standpoint) if standpoint.period else [],
    )
    header, rows = pillar_csv_rows(history_of(parts), standpoint.corps)
    return csv_response(f"{standpoint.corps.code}-pillars.csv", header, rows)


@require_safe
def corps_figures_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure of the scorecard as this reader may see it, missing ones with their state."""
    standpoint = standpoint_of(request, code)
    card = card_of(standpoint)
    rows = figure_rows(card.items if card else [], standpoint.corps.register)
    return csv_response(f"{standpoint.corps.code}-{standpoint.period}.csv", FIGURE_HEADER, rows)
