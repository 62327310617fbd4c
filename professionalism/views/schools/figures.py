"""The five figures of a school, each with its standing, interval, chart and table, from the one read path."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.access import Person, can, standing_of
from legitimacy.charts.goalposts import goalposts_of, target_text
from legitimacy.charts.indicator_trend import trend_of
from legitimacy.charts.panels import Panel
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.frameworks import framework_rows
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator, State, Visibility
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.judgement import standing_of as standing_of_value
from legitimacy.models import Framework, FrameworkItem, Role, School
from legitimacy.models.disclosure import Audience
from legitimacy.standings import STANDING_EXPLANATIONS, STANDING_SENTENCES, Sign, origin_mark_of, standing_sign
from legitimacy.wording import name_told
from professionalism.services.training.stale import OF_SCHOOLS


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFigure:
    """One indicator in words. `panel` is None where no figure was ever shown to this reader."""

    passport: Indicator
    figure: str
    interval: str
    period: str
    counts: str
    sign: Sign
    sentence: str
    target: str
    source: str
    panel: Panel | None


def school_audience(user: Person, school: School) -> Audience:
    """An editor reads the own school before a release, as a chief reads the own corps; an auditor reads all of them."""
    standing = standing_of(user)
    if can(user, "training.edit", school):
        return Audience.CORPS
    if standing.over(Role.AUDITOR, school.register):
        return Audience.AUDITOR
    return Audience.RESEARCHER if standing.over(Role.RESEARCHER, school.register) else Audience.PUBLIC


def figures_of(school: School, audience: Audience) -> list[SchoolFigure]:
    """At most four queries."""
    values = disclosed.values_history(audience=audience, subject=school, indicators=OF_SCHOOLS)
    items = _items()
    return [_figure(school, indicators.get(code), items.get(code), values) for code in OF_SCHOOLS]


def _items() -> Mapping[str, FrameworkItem]:
    signed = Framework.objects.exclude(status=Framework.Status.DRAFT).order_by("-valid_from", "-pk").first()
    return framework_rows(signed).items if signed else {}


def _figure(
    school: School, passport: Indicator, item: FrameworkItem | None, values: list[VisibleValue]
) -> SchoolFigure:
    history = {one.period: one for one in values if one.indicator == passport.code}
    value = _newest(school, passport, history)
    goalposts, unit = goalposts_of(item), passport.unit
    standing = standing_of_value(value, item.direction if item else passport.direction, goalposts)
    sentence = STANDING_SENTENCES.get(standing) or STANDING_EXPLANATIONS[standing]
    address = reverse("school_figures_csv", kwargs={"code": school.code})
    mark = f"{name_told(value.source)}. {origin_mark_of(school.register)}" if value.source else ""
    trend = trend_of(
        passport=passport,
        history=history,
        until=value.period,
        goalposts=goalposts,
        mark=mark or origin_mark_of(school.register),
        file_name=f"{school.code}-{passport.code}",
        csv_url=address,
    )
    return SchoolFigure(
        passport=passport,
        figure="" if value.value is None else numbers.value_text(value.value, unit),
        interval=numbers.interval_text(value.lower, value.upper, unit),
        period=numbers.period_text(value.period) if history else "",
        counts=_counts(value),
        sign=standing_sign(standing, unsure=value.is_shown and passport.sampled and value.lower is None),
        sentence=str(sentence),
        target=target_text(goalposts, passport.direction, unit),
        source=name_told(value.source) if value.source else "",
        panel=replace(trend.panel, key=f"trend-{passport.code}") if trend else None,
    )


def _newest(school: School, passport: Indicator, history: Mapping[str, VisibleValue]) -> VisibleValue:
    """The figure of the newest period; a missing one where there is none."""
    if history:
        return max(history.values(), key=lambda value: Period.parse(value.period).end)
    return VisibleValue(
        subject_id=school.pk,
        corps_code=school.code,
        indicator=passport.code,
        period="2023",
        window=passport.window,
        state=State.NOT_DELIVERED,
        visibility=Visibility.SHOWN,
    )


def _counts(value: VisibleValue) -> str:
    if not value.is_shown or value.numerator is None or value.denominator is None:
        return ""
    part, whole = numbers.number_text(value.numerator), numbers.number_text(value.denominator)
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}
