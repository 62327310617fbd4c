"""The pillars through time as a chart with its words and its table."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.alternatives import trend_alternative
from legitimacy.charts.figures import Break, Series, trend_figure
from legitimacy.charts.panels import Panel
from legitimacy.dashboard.pillars import range_text
from legitimacy.disclosure.visible import VisiblePart
from legitimacy.indicators.definitions import Pillar
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from legitimacy.standings import PILLARS

History = dict[tuple[str, str], VisiblePart]
"""Parts by (period, key)."""


def history_of(parts: Iterable[VisiblePart]) -> History:
    return {(part.period, part.key): part for part in parts}


def periods_of_kind(periods: Iterable[str], like: str) -> list[str]:
    """Those of the same length as `like`, oldest first: quarters and years never share an axis."""
    year = Period.parse(like).is_year
    return sorted({period for period in periods if Period.parse(period).is_year == year})


def pillar_panel(
    *,
    history: History,
    beside: History,
    periods: Sequence[str],
    mark: str,
    file_name: str,
    csv_url: str,
) -> Panel | None:
    """None where no pillar has a score or a band in two periods.

    `beside`: parts by another framework than the one in force in their period, drawn as series of their own.
    """
    scored = [period for period in periods if any((period, pillar.value) in history for pillar in Pillar)]
    series = [_series(history, scored, pillar.value) for pillar in Pillar]
    if max(sum(value is not None for value in (*one.values, *one.lower)) for one in series) < 2:
        return None
    labels = [numbers.period_short(period) for period in scored]
    series += _series_beside(beside, scored)
    return Panel(
        key="pillars",
        title=_("The four pillars through time"),
        figure=trend_figure(
            labels=labels, series=series, axis=axis_of(series), breaks=breaks_in(history, scored), tick_format=".0f"
        ),
        alternative=" ".join(words_of(one, labels) for one in series),
        caption=_("Lines are scores, pale bands their 90% range. Small movements inside the bands mean nothing."),
        columns=[_("Period"), *(str(PILLARS[pillar]) for pillar in Pillar)],
        rows=[row for period in reversed(scored) for row in _table_rows(history, beside, period)],
        mark=mark,
        file_name=file_name,
        csv_url=csv_url,
    )


def words_of(one: Series, labels: Sequence[str]) -> str:
    """A pillar in a sentence: its scores, or its last band where only bands may be shown."""
    bands = [
        (label, low, high) for label, low, high in zip(labels, one.lower, one.upper, strict=True) if low is not None
    ]
    if not bands or any(value is not None for value in one.values):
        return trend_alternative(name=one.name, labels=labels, values=one.values, text=numbers.score_text)
    label, low, high = bands[-1]
    return _("%(name)s: between %(low)s and %(high)s in %(period)s, shown as a band.") % {
        "name": one.name,
        "low": numbers.score_text(low or 0.0),
        "high": numbers.score_text(high or 0.0),
        "period": label,
    }


def axis_of(series: Sequence[Series]) -> tuple[float, float]:
    """Round limits around everything drawn, inside 0 to 100, so that the movement can be seen."""
    drawn = [value for one in series for values in (one.values, one.lower, one.upper) for value in values]
    known = [value for value in drawn if value is not None]
    return max(0.0, min(known) // 10 * 10), min(100.0, max(known) // 10 * 10 + 10)


def _series_beside(beside: History, periods: Sequence[str]) -> list[Series]:
    """The pillars by each other framework, where any of them has a score."""
    codes = sorted({part.framework for part in beside.values()})
    found = []
    for code in codes:
        own = {place: part for place, part in beside.items() if part.framework == code}
        series = [_series(own, periods, pillar.value, code) for pillar in Pillar]
        found += [one for one in series if any(value is not None for value in (*one.values, *one.lower))]
    return found


def _series(history: History, periods: Sequence[str], key: str, framework: str = "") -> Series:
    """The line of a pillar; with `framework`, beside the one by the framework in force."""
    parts = [history.get((period, key)) for period in periods]
    name = str(PILLARS[key])
    if framework:
        name = _("%(name)s by framework %(code)s") % {"name": name, "code": framework}
    return Series(
        name=name,
        colour=key.lower(),
        values=[part.score if part else None for part in parts],
        lower=[part.lower if part else None for part in parts],
        upper=[part.upper if part else None for part in parts],
        hover=[f"{name}: {score_words(part)}" for part in parts],
        beside=bool(framework),
    )


def _table_rows(history: History, beside: History, period: str) -> list[list[str]]:
    """The period by the framework in force, then by each other one that judged it too."""
    rows = [[numbers.period_text(period), *_cells(history, period)]]
    for code in sorted({part.framework for (of, _key), part in beside.items() if of == period}):
        own = {place: part for place, part in beside.items() if part.framework == code}
        words = {"period": numbers.period_text(period), "code": code}
        rows.append([_("%(period)s, framework %(code)s") % words, *_cells(own, period)])
    return rows


def _cells(history: History, period: str) -> list[str]:
    return [score_words(history.get((period, pillar.value))) for pillar in Pillar]


def score_words(part: VisiblePart | None) -> str:
    """`68 (63-73)`, a band, or words for why there is no score."""
    if part is None:
        return _("not computed")
    span = range_text(part)
    if part.score is None:
        return span or _("no score")
    return f"{numbers.score_text(part.score)} ({span})" if span else numbers.score_text(part.score)


def breaks_in(history: History, periods: Sequence[str]) -> list[Break]:
    """Between which of the drawn periods another framework began to judge."""
    judged = {period: part.framework for (period, _key), part in history.items()}
    return [
        Break(index + 0.5, _("framework %(code)s") % {"code": judged[after]})
        for index, (before, after) in enumerate(pairwise(periods))
        if judged[before] != judged[after]
    ]


CSV_HEADER = ("corps", "register", "period", "part", "visibility", "score", "lower", "upper", "coverage", "verified")


def pillar_csv_rows(history: History, corps: Corps) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """Header and one row per period and part, plain numbers, empty where nothing may be shown."""
    rows = [
        [
            *(corps.code, corps.register, part.period, part.key, part.visibility),
            *(part.score, part.lower, part.upper),
            *(part.coverage, part.verified),
        ]
        for part in history.values()
    ]
    return CSV_HEADER, rows
