"""What the figures say about an objective, in words and as a chart. Noise is called noise."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluation.selectors.effects import Effect
from legitimacy import numbers
from legitimacy.charts.alternatives import trend_alternative
from legitimacy.charts.courses import DOTS, periods_drawn
from legitimacy.charts.figures import Break, Line, Series, trend_figure
from legitimacy.charts.indicator_trend import hover_of, table_row
from legitimacy.charts.panels import Panel
from legitimacy.indicators.before_after import BeforeAfter, Beside, Verdict
from legitimacy.indicators.periods import Period
from legitimacy.standings import origin_mark_of

GOOD, BAD = "met", "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectWords:
    """`title` is the answer, `sentences` what it rests on, `sign` names a sign where there is more than noise."""

    title: str
    sign: str
    sentences: list[str]
    panel: Panel | None


CHANGES = (Verdict.BETTER, Verdict.WORSE, Verdict.CHANGED)


def effect_words(effect: Effect) -> EffectWords:
    return EffectWords(
        title=effect_title(effect),
        sign=_sign(effect),
        sentences=[each for each in (_what_changed(effect), _country(effect), _caution(effect.result)) if each],
        panel=_panel(effect),
    )


def _sign(effect: Effect) -> str:
    """A good sign only for a change that is not everybody's."""
    if effect.result.verdict == Verdict.BETTER and effect.beside in (None, Beside.BETTER):
        return GOOD
    return BAD if effect.result.verdict == Verdict.WORSE and effect.beside != Beside.ALIKE else ""


def effect_title(effect: Effect) -> str:
    """The answer in one line."""
    verdict = effect.result.verdict
    if verdict in CHANGES and effect.beside == Beside.ALIKE:
        return _("It changed, but not clearly otherwise than the country")
    return {
        Verdict.NOTHING_BEFORE: _("There is no figure from before"),
        Verdict.TOO_EARLY: _("It is too early to tell"),
        Verdict.NO_MARGIN: _("These figures cannot tell"),
        Verdict.NOISE: _("What changed may be chance"),
        Verdict.BETTER: _("It became better, by more than chance explains"),
        Verdict.WORSE: _("It became worse, by more than chance explains"),
        Verdict.CHANGED: _("It changed, by more than chance explains"),
    }[verdict]


def _what_changed(effect: Effect) -> str:
    found, unit = effect.result, effect.passport.unit
    if found.verdict == Verdict.NOTHING_BEFORE:
        return _("Without a start nobody can say what the actions changed.")
    if found.verdict == Verdict.TOO_EARLY:
        if effect.first_after is None:
            return _("No figure lies wholly after the day on which the actions began. The next one tells more.")
        return _(
            "The first figure that lies wholly after the day on which the actions began is that of %(period)s."
        ) % {"period": numbers.period_text(str(effect.first_after))}
    if found.before is None or found.after is None:
        return ""
    told = {
        "before": numbers.value_text(found.before.value, unit),
        "before_end": numbers.date_text(found.before.end),
        "after": numbers.value_text(found.after.value, unit),
        "after_end": numbers.date_text(found.after.end),
    }
    if found.chart is not None:
        told |= {
            "low": numbers.value_text(found.chart.lower, unit),
            "high": numbers.value_text(found.chart.upper, unit),
        }
        if found.verdict == Verdict.NOISE:
            words = _("Before, the figure moved between %(low)s and %(high)s. Since then it still does: %(after)s.")
        else:
            words = _("Before, the figure moved between %(low)s and %(high)s. Since then it does not: %(after)s.")
        return words % told
    if found.margin is None:
        words = _(
            "From %(before)s (up to %(before_end)s) to %(after)s (up to %(after_end)s). These figures have no margin, "
            "but every figure moves by itself: with twelve from before the actions, that could be told apart."
        )
        return words % told
    told |= {
        "low": numbers.change_text(float(found.margin.lower), unit),
        "high": numbers.change_text(float(found.margin.upper), unit),
    }
    words = _(
        "From %(before)s (up to %(before_end)s) to %(after)s (up to %(after_end)s): a change somewhere between "
        "%(low)s and %(high)s."
    )
    return words % told


def _country(effect: Effect) -> str:
    if effect.beside is None or effect.result.verdict not in CHANGES:
        return ""
    return {
        Beside.ALIKE: _(
            "Over the same time the country did not change clearly otherwise: this does not show what the actions did."
        ),
        Beside.BETTER: _("Over the same time the country did less well."),
        Beside.WORSE: _("Over the same time the country did better."),
    }[effect.beside]


def _caution(found: BeforeAfter) -> str:
    if found.verdict in (Verdict.NOTHING_BEFORE, Verdict.TOO_EARLY):
        return ""
    return _(
        "Before and after in one corps is weak evidence (2 of 5): other things changed as well. Beside a comparable "
        "place or group it is stronger."
    )


def _panel(effect: Effect) -> Panel | None:
    """Figures through time with the day the actions began, and the limits of before where there are any."""
    passport, found = effect.passport, effect.result
    by_period = {value.period: value for value in effect.history}
    if not any(value.is_shown for value in effect.history):
        return None
    periods = periods_drawn(by_period, effect.history[-1].period, passport.window)
    figures = [by_period.get(period) for period in periods]
    labels = [numbers.period_short(period) for period in periods]
    values = [one.value if one is not None and one.is_shown else None for one in figures]
    series = Series(
        name=str(passport.name), colour=passport.pillar.value.lower(), values=values,
        lower=[one.lower if one is not None and one.is_shown else None for one in figures],
        upper=[one.upper if one is not None and one.is_shown else None for one in figures],
        hover=[hover_of(*one, passport) for one in zip(periods, figures, strict=True)],
    )  # fmt: skip
    return Panel(
        key="effect",
        title=_("%(name)s, before and after") % {"name": passport.name},
        figure=trend_figure(
            labels=labels, series=[series], tick_format=".0%" if passport.unit == "%" else "",
            breaks=_begun(effect, periods), lines=_limits(found), dots_only=passport.window in DOTS,
        ),
        alternative=trend_alternative(
            name=str(passport.name), labels=labels, values=values,
            text=lambda number: numbers.value_text(number, passport.unit),
        ),
        caption=_caption(effect, periods),
        columns=[_("Period"), _("Value"), _("Margin"), _("Numerator"), _("Denominator"), _("State")],
        rows=[table_row(period, by_period.get(period), passport) for period in reversed(periods)],
        mark=origin_mark_of(effect.corps.register),
        file_name=f"{effect.corps.code}-{passport.code}-effect",
    )  # fmt: skip


def _caption(effect: Effect, periods: Sequence[str]) -> str:
    day = {"day": numbers.date_text(effect.acts_from)}
    if _begun(effect, periods):
        return _("The line shows when the actions began: %(day)s.") % day
    return _("The actions began on %(day)s, after these figures.") % day


def _begun(effect: Effect, periods: Sequence[str]) -> list[Break]:
    at = [index for index, period in enumerate(periods) if Period.parse(period).end >= effect.acts_from]
    return [Break(at[0] - 0.5, _("actions begin"))] if at else []


def _limits(found: BeforeAfter) -> list[Line]:
    if found.chart is None:
        return []
    return [
        Line(found.chart.mean, _("mean before"), "@ink-3", "solid"),
        Line(found.chart.lower, _("limit"), "@ink-3", "dash"),
        Line(found.chart.upper, _("limit"), "@ink-3", "dash"),
    ]
