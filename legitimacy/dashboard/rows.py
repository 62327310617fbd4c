"""One indicator as a compact row of the scorecard: everything a template needs, already in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.goalposts import direction_note, goalposts_of, target_text
from legitimacy.charts.micro import Bullet, Goalposts, Sparkline, bullet, sparkline
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator, Window
from legitimacy.judgement import Change, change_of, change_text, earlier_period, standing_of
from legitimacy.models import FrameworkItem
from legitimacy.standings import (
    MEASURED_BY,
    STANDING_SENTENCES,
    Movement,
    Sign,
    Standing,
    movement_sign,
    standing_sign,
)

History = Mapping[str, VisibleValue]
"""The figures of one indicator by their period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    code: str
    name: str
    url: str
    pillar: str
    facet: str
    value: VisibleValue
    standing: Standing
    sign: Sign
    change: Change
    movement: Sign | None
    figure: str
    interval: str
    direction_note: str
    measured_by: str
    target: str
    comparable: str
    change_text: str
    sentence: str
    remarks: tuple[str, ...]
    bullet: Bullet
    bullet_text: str
    spark: Sparkline
    spark_text: str
    way: float

    @property
    def is_scored(self) -> bool:
        return self.standing in (Standing.MET, Standing.NEARLY, Standing.BELOW)

    @property
    def needs_attention(self) -> bool:
        return self.standing is Standing.BELOW or self.change.movement is Movement.WORSENING


def row_make(
    *,
    passport: Indicator,
    item: FrameworkItem | None,
    value: VisibleValue,
    history: History,
    periods: list[str],
    comparable: float | None,
    url: str,
) -> IndicatorRow:
    """`history`: the visible figures of this indicator; `periods`: those that the sparkline covers, oldest first."""
    goalposts = goalposts_of(item)
    direction = item.direction if item else passport.direction
    standing = standing_of(value, direction, goalposts)
    change = change_of(
        value, history.get(earlier_period(value.period, value.window)), direction, sampled=passport.sampled
    )
    unit = passport.unit
    shown_comparable = comparable if value.is_shown and not passport.is_context else None
    course = [_number(history.get(period)) for period in periods]
    row_bullet = bullet(
        value=value.value, lower=value.lower, upper=value.upper, goalposts=goalposts, comparable=shown_comparable
    )
    return IndicatorRow(
        code=passport.code,
        name=str(passport.name),
        url=url,
        pillar=passport.pillar.value,
        facet=item.facet if item else "",
        value=value,
        standing=standing,
        sign=standing_sign(standing, unsure=value.is_shown and passport.sampled and value.lower is None),
        change=change,
        movement=movement_sign(change.movement) if change.is_clear and not passport.is_context else None,
        figure="" if value.value is None else numbers.value_text(value.value, unit),
        interval=numbers.interval_text(value.lower, value.upper, unit),
        direction_note=direction_note(direction),
        measured_by=str(MEASURED_BY[item.measured_by if item else passport.measured_by]),
        target=target_text(goalposts, direction, unit),
        comparable="" if shown_comparable is None else numbers.value_text(shown_comparable, unit),
        change_text=change_text(change, unit),
        sentence=sentence_of(standing, change, goalposts, direction, unit, passport.missing),
        remarks=remarks_of(value, passport),
        bullet=row_bullet,
        bullet_text=_bullet_text(value, goalposts, direction, shown_comparable, passport),
        spark=sparkline(course, target=goalposts.target, dots_only=passport.window is Window.SURVEY_WAVE),
        spark_text=_("Course of %(name)s") % {"name": passport.name},
        way=way_of(goalposts),
    )


def way_of(goalposts: Goalposts) -> float:
    """From floor to target (or from an outer limit to the band), in the unit of the value; 1 without goalposts."""
    if goalposts.band_low is not None and goalposts.outer_low is not None and goalposts.is_band:
        return abs(goalposts.band_low - goalposts.outer_low) or 1.0
    if goalposts.floor is None or goalposts.target is None:
        return 1.0
    return abs(goalposts.target - goalposts.floor) or 1.0


def sentence_of(
    standing: Standing, change: Change, goalposts: Goalposts, direction: str, unit: str, missing: object = ""
) -> str:
    """One plain sentence: where it stands, and whether it moved. `missing`: the passport's words for no delivery."""
    fixed = missing if missing and standing is Standing.NOT_DELIVERED else STANDING_SENTENCES.get(standing)
    if fixed is not None:
        return str(fixed)
    target = target_text(goalposts, direction, unit)
    pattern = {
        Standing.MET: _("Reaches the target (%(target)s)"),
        Standing.NEARLY: _("Almost at the target (%(target)s)"),
        Standing.BELOW: _("Short of the target (%(target)s)"),
    }[standing]
    return f"{pattern % {'target': target}}{change_clause(change, unit)}."


def change_clause(change: Change, unit: str) -> str:
    """How it moved, to stand after a first half of a sentence; empty when nothing can be said."""
    if change.difference is None or not change.earlier or change.movement is Movement.UNKNOWN:
        return ""
    words = {"change": numbers.change_text(change.difference, unit), "period": numbers.period_short(change.earlier)}
    if not change.is_clear:
        return _("; no clear change since %(period)s") % words
    return _("; %(change)s since %(period)s, more than chance explains") % words


def remarks_of(value: VisibleValue, passport: Indicator) -> tuple[str, ...]:
    """What a reader must know before comparing the figure."""
    if not value.is_shown:
        return ()
    remarks = []
    if passport.window is Window.SURVEY_WAVE and value.n is None and value.denominator is None:
        remarks.append(_("sample size not published"))
    if passport.window in (Window.SURVEY_WAVE, Window.YEAR):
        remarks.append(_("figure of %(period)s") % {"period": numbers.period_short(value.period)})
    if 0 < value.coverage < 0.995:
        remarks.append(_("covers %(share)s of the residents") % {"share": numbers.share_text(value.coverage)})
    if value.back_cast:
        remarks.append(_("summed from the corps that merged"))
    return tuple(remarks)


def _number(value: VisibleValue | None) -> float | None:
    return value.value if value is not None and value.is_shown else None


def _bullet_text(
    value: VisibleValue, goalposts: Goalposts, direction: str, comparable: float | None, passport: Indicator
) -> str:
    """The bullet in words, as its title."""
    if value.value is None:
        return ""
    parts = [_("value %(value)s") % {"value": numbers.value_text(value.value, passport.unit)}]
    interval = numbers.interval_text(value.lower, value.upper, passport.unit)
    if interval:
        parts.append(_("margin %(interval)s") % {"interval": interval})
    target = target_text(goalposts, direction, passport.unit)
    if target:
        parts.append(_("target %(target)s") % {"target": target})
    if comparable is not None:
        parts.append(_("comparable corps %(value)s") % {"value": numbers.value_text(comparable, passport.unit)})
    return ", ".join(parts)
