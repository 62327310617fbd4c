"""One indicator of one corps: what it means, how it moved, what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from legitimacy.charts.courses import Rebased
from legitimacy.charts.goalposts import goalposts_of, target_text
from legitimacy.charts.indicator_trend import Trend, trend_of
from legitimacy.dashboard.rows import IndicatorRow, row_make
from legitimacy.dashboard.scorecard import indicator_url, origin_mark, spark_periods
from legitimacy.dashboard.tree import Node, tree_of, window_text
from legitimacy.disclosure.frameworks import FrameworkRows
from legitimacy.disclosure.visible import VisibleScorecard, VisibleValue
from legitimacy.indicators.definitions import Indicator
from legitimacy.models import Corps, FrameworkItem
from legitimacy.standings import GOALS, PILLARS, deliverer
from legitimacy.wording import name_told


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """`basis_language` is set where the basis of the goalposts was not translated, and stands in English."""

    passport: Indicator
    row: IndicatorRow
    item: FrameworkItem | None
    pillar_name: str
    facet_name: str
    goal_name: str
    window: str
    who: str
    target: str
    trend: Trend | None
    tree: Node | None
    framework: str
    basis_language: str


def indicator_page(
    *,
    passport: Indicator,
    corps: Corps,
    period: str,
    card: VisibleScorecard | None,
    framework: FrameworkRows,
    values: Sequence[VisibleValue],
    value: VisibleValue,
    rebases: Sequence[Rebased] = (),
) -> IndicatorPage:
    """`values`: every visible figure of this indicator; `value`: the one that stands on the scorecard of `period`.

    `rebases`: where the limits of its trend begin anew.
    """
    item = framework.items.get(passport.code)
    history = {one.period: one for one in values} | {value.period: value}
    goalposts = goalposts_of(item)
    row = row_make(
        passport=passport,
        item=item,
        value=value,
        history=history,
        periods=spark_periods(value.period),
        comparable=None,
        url=indicator_url(corps, passport.code, period),
    )
    facets = {(facet.pillar, facet.code): str(facet) for facet in framework.facets}
    facet = facets.get((passport.pillar.value, item.facet), "") if item else ""
    code_url = reverse("corps_indicator_csv", kwargs={"code": corps.code, "indicator": passport.code})
    direction = item.direction if item else passport.direction
    return IndicatorPage(
        passport=passport,
        row=row,
        item=item,
        pillar_name=str(PILLARS[passport.pillar]),
        facet_name=facet,
        goal_name=str(GOALS[passport.goals[0]]),
        window=window_text(value, passport),
        who=deliverer(passport.owner, passport.feed),
        target=target_text(goalposts, direction, passport.unit),
        trend=trend_of(
            passport=passport,
            history=history,
            until=period,
            goalposts=goalposts,
            mark=" ".join(
                part
                for part in (f"{name_told(value.source)}." if value.source else "", origin_mark(corps, value.origin))
                if part
            ),
            file_name=f"{corps.code}-{passport.code}",
            csv_url=f"{code_url}?period={period}",
            rebases=rebases,
        ),
        tree=tree_of(
            passport=passport,
            item=item,
            value=value,
            facet=facet,
            framework=card.framework if card else "",
            goalposts=goalposts,
        ),
        framework=card.framework if card else "",
        basis_language="en" if item is not None and item.basis_text == item.basis else "",
    )
