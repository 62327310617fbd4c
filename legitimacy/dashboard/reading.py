"""From an address to what its page shows: which corps, as whom, for which period, and the rows of that scorecard."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.access import Person, audience_for, can
from legitimacy.dashboard import attention, selectors
from legitimacy.dashboard.leads import LeadFigure, lead_figure
from legitimacy.dashboard.scorecard import (
    FEW_DELIVERED,
    ScorecardData,
    ScorecardPage,
    origin_mark,
    rows_of,
    scorecard_page,
)
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.comparables import comparables_get
from legitimacy.disclosure.frameworks import framework_rows_of
from legitimacy.disclosure.visible import VisibleScorecard
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Corps
from legitimacy.models.disclosure import Audience
from legitimacy.wording import name_told, no_period

HISTORY_QUARTERS = 24
HISTORY_YEARS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Who looks at which corps and period. `version` changes whenever any figure behind the page may have."""

    corps: Corps
    audience: str
    period: str
    newest: str
    may_reply: bool
    version: tuple[object, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return (self.corps.pk, self.period, self.audience, self.may_reply, *self.version)


def standpoint_of(request: HttpRequest, code: str) -> Standpoint:
    """Http404 with a sentence for an unknown corps or a period that is none."""
    return standpoint_for(request.user, code, period_asked(request))


def standpoint_for(user: Person, code: str, asked: str = "") -> Standpoint:
    """The same for one person; without a period asked for, the newest that this person may read."""
    try:
        corps = selectors.corps_get(code, asked)
    except Corps.DoesNotExist:
        raise Http404(_("There is no corps with the code %(code)s.") % {"code": code[:20]}) from None
    audience = audience_for(user, corps)
    newest_by_audience = corps.newest_period if audience == Audience.PUBLIC else corps.newest_inside  # type: ignore[attr-defined]
    newest = newest_by_audience or ""
    versions = ("newest_release", "register_release", "newest_run", "newest_reply", "newest_rebase")
    annotated = (*versions, *selectors.facts_columns())
    return Standpoint(
        corps=corps,
        audience=audience,
        period=asked or newest,
        newest=newest,
        may_reply=can(user, "reply.write", corps),
        version=tuple(getattr(corps, name) for name in annotated),
    )


def period_asked(request: HttpRequest) -> str:
    """The period in the address, empty when none is asked for; Http404 for text that is no period."""
    text = request.GET.get("period", "").strip()
    if not text:
        return ""
    try:
        return str(Period.parse(text))
    except PeriodError:
        raise Http404(no_period(text)) from None


def card_of(standpoint: Standpoint) -> VisibleScorecard | None:
    """None when this corps has no scorecard at all; Http404 when it has, but not for the period asked."""
    if not standpoint.period:
        return None
    card = disclosed.scorecard_get(audience=standpoint.audience, corps=standpoint.corps, period=standpoint.period)
    if card is None:
        nothing_here(standpoint)
    return card


def nothing_here(standpoint: Standpoint) -> None:
    """Http404 when this corps has a scorecard of another period."""
    if standpoint.newest:
        words = {"period": numbers.period_text(standpoint.period), "newest": numbers.period_text(standpoint.newest)}
        raise Http404(_("There is no scorecard for %(period)s. The newest is of %(newest)s.") % words)


def data_read(standpoint: Standpoint) -> ScorecardData | None:
    """Everything of one scorecard page, in a number of queries that does not depend on how much there is."""
    if not standpoint.period:
        return None
    corps, audience = standpoint.corps, standpoint.audience
    history = disclosed.scorecard_history(
        audience=audience, corps=corps, period=standpoint.period, periods=history_periods(standpoint)
    )
    card = history.card
    if card is None:
        nothing_here(standpoint)
        return None
    sparse = card.delivered <= FEW_DELIVERED
    return ScorecardData(
        corps=corps,
        period=standpoint.period,
        card=card,
        framework=framework_rows_of(card.framework),
        parts=[] if sparse else history.parts,
        beside=[] if sparse else history.beside,
        values=history.values,
        comparables={}
        if sparse
        else comparables_get(audience=audience, corps=corps, framework=card.framework, period=standpoint.period),
    )


def history_periods(standpoint: Standpoint) -> list[str]:
    """Periods that a page may show beside its own: up to the newest of the corps, quarters and years."""
    last = max(Period.parse(standpoint.period).end, Period.parse(standpoint.newest or standpoint.period).end)
    quarter, year = Period.containing(last), Period(last.year)
    quarters = [str(quarter.shift(-back)) for back in range(HISTORY_QUARTERS)]
    return [*quarters, *(str(year.shift(-back)) for back in range(HISTORY_YEARS))]


def page_read(standpoint: Standpoint) -> tuple[ScorecardPage, list[LeadFigure]] | None:
    """The scorecard as this audience may read it, and the lead figures of one that holds little else."""
    data = data_read(standpoint)
    if data is None:
        return None
    rows = rows_of(data)
    today = localdate()
    has_replies = getattr(standpoint.corps, "newest_reply", None) is not None
    asking = attention.values_to_explain(rows) if has_replies else []
    view = attention.ScorecardView(
        corps=data.corps,
        period=data.period,
        rows=rows,
        replied=frozenset(selectors.replied_values(asking) if asking else ()),
        today=today,
    )
    page = scorecard_page(data, rows, attention.attention_items(view), today)
    return page, leads_read(standpoint, page)


def leads_read(standpoint: Standpoint, page: ScorecardPage) -> list[LeadFigure]:
    """A query for each lead figure, and one for the region."""
    corps, period = standpoint.corps, standpoint.period
    if not page.leads:
        return []
    regions = [corps.region_id] if corps.region_id else []
    of_region = {
        value.indicator: value
        for value in disclosed.values_standing(audience=standpoint.audience, subject_ids=regions, period=period)
    }
    return [
        lead_figure(
            row=row,
            corps=corps,
            everyone=disclosed.values_map(
                audience=disclosed.audience_of_others(standpoint.audience),
                register=corps.register,
                indicator=row.code,
                period=period,
            ),
            region=of_region.get(row.code),
            period=period,
            mark=f"{name_told(row.value.source)}. {origin_mark(corps, row.value.origin)}",
        )
        for row in page.leads
    ]
