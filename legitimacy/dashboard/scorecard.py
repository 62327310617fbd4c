"""The scorecard of one corps in one period, assembled from what was read, in the order in which the page tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.panels import Panel
from legitimacy.dashboard.attention import MissingGroup, ScorecardView, missing_groups
from legitimacy.dashboard.pillars import OverallScore, PillarRow, overall_score, pillar_rows
from legitimacy.dashboard.rows import History, IndicatorRow, row_make
from legitimacy.dashboard.trends import history_of, periods_of_kind, pillar_panel
from legitimacy.disclosure.frameworks import FrameworkRows
from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.entries import AttentionItem
from legitimacy.indicators.definitions import Origin, Pillar
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Register
from legitimacy.standings import GOALS, ORIGINS, Standing, origin_mark_of

FEW_DELIVERED = 6
"""With no more figures than this the page leads with the figures themselves."""
ROWS_AT_FIRST = 7
SPARK_PERIODS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardData:
    """What was read for one page. `values`, `parts` and `beside` are histories, `comparables` by indicator."""

    corps: Corps
    period: str
    card: VisibleScorecard
    framework: FrameworkRows
    parts: Sequence[VisiblePart]
    beside: Sequence[VisiblePart]
    values: Sequence[VisibleValue]
    comparables: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalBlock:
    """One strategic goal: rows shown at once, the rest behind a fold, background and missing ones apart."""

    number: int
    title: str
    first: list[IndicatorRow]
    more: list[IndicatorRow]
    context: list[IndicatorRow]
    without: list[IndicatorRow]
    total: int
    counts: list[tuple[str, int]]

    @property
    def scored(self) -> int:
        return len(self.first) + len(self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardPage:
    card: VisibleScorecard
    period_text: str
    period_short: str
    origin_word: str
    computed: str
    total: int
    coverage: str
    verified: str
    pillars: list[PillarRow]
    compared_with: str
    trend: Panel | None
    goals: list[GoalBlock]
    changes: list[IndicatorRow]
    steady: int
    overall: OverallScore
    missing: list[MissingGroup]
    attention: list[AttentionItem] = field(default_factory=list)
    leads: list[IndicatorRow] = field(default_factory=list)
    periods: frozenset[str] = frozenset()

    @property
    def hidden(self) -> list[PillarRow]:
        """Pillars whose score this reader may not see."""
        return [pillar for pillar in self.pillars if pillar.hidden is not None]

    @property
    def is_sparse(self) -> bool:
        return bool(self.card.delivered <= FEW_DELIVERED)


def rows_of(data: ScorecardData) -> list[IndicatorRow]:
    """One row per indicator of the framework, in code order."""
    by_indicator: dict[str, dict[str, VisibleValue]] = {}
    for value in data.values:
        by_indicator.setdefault(value.indicator, {})[value.period] = value
    return [_row(data, value, by_indicator.get(value.indicator, {})) for value in data.card.items]


def _row(data: ScorecardData, value: VisibleValue, history: History) -> IndicatorRow:
    return row_make(
        passport=indicators.get(value.indicator),
        item=data.framework.items.get(value.indicator),
        value=value,
        history={**history, value.period: value},
        periods=spark_periods(value.period),
        comparable=data.comparables.get(value.indicator),
        url=indicator_url(data.corps, value.indicator, data.period),
    )


def spark_periods(period: str) -> list[str]:
    """The periods of a sparkline that ends with `period`, oldest first."""
    last = Period.parse(period)
    return [str(last.shift(-back)) for back in range(SPARK_PERIODS - 1, -1, -1)]


def indicator_url(corps: Corps, indicator: str, period: str) -> str:
    return f"{reverse('corps_indicator', kwargs={'code': corps.code, 'indicator': indicator})}?period={period}"


def scorecard_page(
    data: ScorecardData, rows: Sequence[IndicatorRow], attention: list[AttentionItem], today: date
) -> ScorecardPage:
    view = ScorecardView(corps=data.corps, period=data.period, rows=rows, replied=frozenset(), today=today)
    history = history_of(data.parts)
    earlier = compared_period(data)
    overall = overall_score(data.card.parts.get("overall"), data.card.compensation_loss)
    changed = [row for row in rows if row.movement is not None and row.is_scored]
    return ScorecardPage(
        card=data.card,
        period_text=numbers.period_text(data.period),
        period_short=numbers.period_short(data.period),
        origin_word=str(ORIGINS.get(data.card.origin, "")),
        computed=numbers.moment_text(data.card.computed_at),
        total=len(data.card.items),
        coverage=overall.coverage,
        verified=overall.verified,
        pillars=pillar_rows(
            data.card.parts,
            {key: part for (period, key), part in history.items() if period == earlier},
            data.framework.facets,
        ),
        compared_with=numbers.period_short(earlier) if earlier else "",
        trend=pillar_panel(
            history=history,
            beside=history_of(data.beside),
            periods=[
                period for period in periods_of_kind((p for p, _key in history), data.period) if period <= data.period
            ],
            mark=origin_mark(data.corps, data.card.origin),
            file_name=f"{data.corps.code}-{data.period}-pillars",
            csv_url=f"{reverse('corps_pillars_csv', kwargs={'code': data.corps.code})}?period={data.period}",
        ),
        goals=[goal_block(number, rows) for number in GOALS],
        changes=sorted(changed, key=_size_of_change, reverse=True)[:6],
        steady=sum(row.is_scored and row.movement is None for row in rows),
        overall=overall,
        missing=missing_groups(view),
        attention=attention,
        leads=lead_rows(rows) if data.card.delivered <= FEW_DELIVERED else [],
        periods=frozenset(part.period for part in data.parts),
    )


def lead_rows(rows: Sequence[IndicatorRow]) -> list[IndicatorRow]:
    """What a corps that delivered little is shown by: what citizens experience first."""
    return sorted(
        (row for row in rows if row.value.is_shown), key=lambda row: (row.pillar != Pillar.PROCEDURAL, row.code)
    )


def compared_period(data: ScorecardData) -> str:
    """The period that pillar changes are counted from: a year earlier, else the period before; empty without either.

    Scores of another framework have other goalposts, so a change across a break is never counted.
    """
    judged_alike = {part.period for part in data.parts if part.framework == data.card.framework}
    now = Period.parse(data.period)
    candidates = [now.previous] if now.is_year else [now.shift(-4), now.previous]
    return next((str(one) for one in candidates if str(one) in judged_alike), "")


def goal_block(number: int, rows: Sequence[IndicatorRow]) -> GoalBlock:
    """Indicators of a goal; one that serves several goals stands under the first."""
    mine = [row for row in rows if indicators.get(row.code).goals[0] == number]
    scored = sorted((row for row in mine if row.is_scored), key=_reading_order)
    kinds = ((_("met"), Standing.MET), (_("nearly"), Standing.NEARLY), (_("below"), Standing.BELOW))
    return GoalBlock(
        number=number,
        title=str(GOALS[number]),
        first=scored[:ROWS_AT_FIRST],
        more=scored[ROWS_AT_FIRST:],
        context=[row for row in mine if row.standing in (Standing.CONTEXT, Standing.UNJUDGED)],
        without=[row for row in mine if not row.value.is_shown],
        total=len(mine),
        counts=[(word, sum(row.standing is standing for row in mine)) for word, standing in kinds],
    )


def _reading_order(row: IndicatorRow) -> tuple[int, int, str]:
    """What asks for attention first; then short of its target, then the rest; never by size of the figure."""
    order = {Standing.BELOW: 1, Standing.NEARLY: 2, Standing.MET: 3}
    return (0 if row.needs_attention else 1, order.get(row.standing, 4), row.code)


def _size_of_change(row: IndicatorRow) -> float:
    """How large a change is in units of the way from floor to target, so that unlike units can stand in one list."""
    return abs(row.change.difference or 0.0) / row.way


def origin_mark(corps: Corps, origin: str) -> str:
    """What every image and file of a corps's figures says about where they come from."""
    registers = {Origin.SIMULATED: Register.EXAMPLE, Origin.TEST: Register.FOREIGN_TEST}
    return origin_mark_of(registers.get(Origin(origin), corps.register) if origin else corps.register)
