"""Who lies outside the limits, and what to look at before anything is asked of them: the quality of their data."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from audit.selectors.compare.funnel import ASKING, FunnelPicture, NoFunnel, Place, Point
from audit.selectors.compare.indicator import IndicatorComparison
from audit.views.compare_indicator.lines import PLACES, RELIABILITIES, counts_text, figure_url, points_by_code
from legitimacy import numbers
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.entries import url_known
from legitimacy.indicators.definitions import Indicator, MeasuredBy
from legitimacy.indicators.funnel import MINIMUM_CORPS
from legitimacy.models import FrameworkItem
from legitimacy.models.disclosure import Audience
from legitimacy.standings import MEASURED_BY, Sign
from legitimacy.wording import name_told

FLAGGED = "flagged"
"""Why an audit is suggested, as the form of an audit calls it."""
FEW_EXPECTED = 10
"""Under so many expected cases, or so many expected the other way, single cases decide where a point lies."""
SIGNS = {Place.ASKS: "nearly", Place.LEARNS: "met", Place.DIFFERS: "changed", Place.INSIDE: "steady"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing about the data behind a figure. `asks` where it may explain the figure by itself."""

    what: str
    answer: str
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A corps outside the limits. `audit_url` is empty for who may not open an audit of it."""

    code: str
    name: str
    url: str
    sign: Sign
    figure: str
    limits: str
    deviation: str
    reliability: str
    is_own: bool
    checks: list[Check]
    asking: int
    audit_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """Flags of the chosen corps; `expected` is how many chance alone gives among all of the register, in words."""

    flagged: list[Flagged]
    listed: list[Flagged]
    seen: int
    expected: str
    corps: int


def no_funnel_words(comparison: IndicatorComparison) -> str:
    """Why there is no funnel; empty where there is one."""
    answer = comparison.funnel
    if answer.why_not is None:
        return ""
    words = {
        NoFunnel.ELSEWHERE: _(
            "This indicator is not measured per corps but per region, per school or for the whole country, "
            "so corps cannot be compared on it."
        ),
        NoFunnel.NO_VALUES: _("No corps has a figure of this indicator that you may read for this period."),
        NoFunnel.NO_COUNT: _(
            "These figures are not so many cases out of so many (or their number was not published), so a funnel "
            "cannot say what chance would give. Compare the margins in the table instead."
        ),
        NoFunnel.TOO_FEW: _(
            "Only %(count)s corps have a figure that you may read. A funnel needs at least %(least)s to show what is "
            "ordinary."
        )
        % {"count": answer.count, "least": MINIMUM_CORPS},
        NoFunnel.NO_EVENT: _("Not one case was counted in any corps, so there is nothing to tell apart."),
    }
    return words[answer.why_not]


def flags_of(comparison: IndicatorComparison) -> Flags | None:
    """None without a funnel, and for background indicators, which flag nobody."""
    picture = comparison.funnel.picture
    if picture is None or comparison.passport.is_context:
        return None
    flagged = [one for one in picture.flagged if one.corps.code in comparison.chosen]
    outside = {one.corps.code for one in flagged}
    listed = [one for one in picture.listed if one.corps.code in comparison.chosen and one.corps.code not in outside]
    return Flags(
        flagged=[flagged_of(one, comparison, picture) for one in flagged],
        listed=[flagged_of(one, comparison, picture) for one in listed] if comparison.is_auditor else [],
        seen=len(picture.flagged),
        expected=numbers.number_text(picture.expected, 1),
        corps=len(picture.points),
    )


def flagged_of(point: Point, comparison: IndicatorComparison, picture: FunnelPicture) -> Flagged:
    drawn = comparison.shrunken.get(point.corps.code)
    checks = checks_of(
        point.figure,
        comparison.passport,
        comparison.item,
        period=comparison.selection.period,
        centre=picture.centre,
    )
    unit = comparison.passport.unit
    interval = numbers.interval_text(point.figure.lower, point.figure.upper, unit)
    figure = numbers.value_text(point.value, unit)
    return Flagged(
        code=point.corps.code,
        name=point.corps.display_name,
        url=figure_url(point.corps, comparison),
        sign=Sign(SIGNS[point.place], str(PLACES[point.place])),
        figure=f"{figure} ({interval})" if interval else figure,
        limits=limits_text(point, picture),
        deviation=numbers.number_text(point.z_adjusted, 1),
        reliability=str(RELIABILITIES[drawn.reliability]) if drawn else "",
        is_own=point.corps.pk in comparison.reader.own,
        checks=checks,
        asking=sum(check.asks for check in checks),
        audit_url=audit_url(point, comparison),
    )


def limits_text(point: Point, picture: FunnelPicture) -> str:
    """Between which figures corps with as many cases lie, but for two in a thousand."""
    low, high = picture.limits(point.size, ASKING, adjusted=True)
    unit = picture.passport.unit
    return _("%(low)s to %(high)s") % {"low": numbers.value_text(low, unit), "high": numbers.value_text(high, unit)}


def audit_url(point: Point, comparison: IndicatorComparison) -> str:
    """Where an auditor opens an audit of this corps; empty for others, and for a corps they ever belonged to."""
    (audience,) = comparison.reader.by_audience([point.corps])
    page = url_known("audit_create")
    if audience != Audience.AUDITOR or not page:
        return ""
    asked = {"corps": point.corps.code, "indicators": comparison.passport.code, "reasons": FLAGGED}
    return f"{page}?{urlencode(asked)}"


def checks_of(
    figure: VisibleValue, passport: Indicator, item: FrameworkItem | None, *, period: str, centre: float
) -> list[Check]:
    """What can make a figure look special without the corps being so: read it first."""
    measured = item.measured_by if item else passport.measured_by
    checks = [
        _coverage(figure),
        _cases(figure, passport, centre),
        Check(
            _("Who measured"),
            str(MEASURED_BY[measured]),
            asks=measured == MeasuredBy.SELF,
        ),
        _revisions(figure),
        Check(_("Period"), numbers.period_text(figure.period), asks=figure.period != period),
        Check(
            _("Source"),
            _("%(source)s, read on %(day)s")
            % {
                "source": name_told(figure.source) or _("not named"),
                "day": numbers.date_text(figure.as_of.date()) if figure.as_of else _("an unknown day"),
            },
            asks=not figure.source or figure.as_of is None,
        ),
    ]
    if figure.back_cast:
        checks.append(Check(_("Merger"), _("summed from the corps that merged"), asks=True))
    return checks


def _coverage(figure: VisibleValue) -> Check:
    words = _("covers %(share)s of the residents") % {"share": numbers.share_text(figure.coverage)}
    return Check(_("Coverage"), words, asks=figure.coverage < 0.995)


def _cases(figure: VisibleValue, passport: Indicator, centre: float) -> Check:
    """Small counts, and figures of exactly nothing or all: often a matter of what was recorded."""
    share, size = centre / passport.per, figure.denominator or 0.0
    expected = size * share
    few = expected < FEW_EXPECTED or (passport.is_share and size - expected < FEW_EXPECTED)
    extreme = passport.is_share and figure.value in (0.0, 1.0)
    text = counts_text(figure)
    if extreme:
        return Check(_("Cases"), _("%(counts)s: exactly none or all, so see what is recorded") % {"counts": text}, True)
    if few:
        return Check(_("Cases"), _("%(counts)s: so few that single cases count") % {"counts": text}, True)
    return Check(_("Cases"), text)


def _revisions(figure: VisibleValue) -> Check:
    if figure.revision <= 1:
        return Check(_("Revisions"), _("as first delivered"))
    return Check(_("Revisions"), _("corrected since, now version %(number)s") % {"number": figure.revision}, True)


def own_positions(comparison: IndicatorComparison) -> list[str]:
    """Where the reader's own corps stand, in a sentence each. Never a rank."""
    picture, points = comparison.funnel.picture, points_by_code(comparison)
    own = [one for one in comparison.corps if one.pk in comparison.reader.own]
    if picture is None:
        return []
    return [_position(points[one.code], picture) for one in own if one.code in points]


def _position(point: Point, picture: FunnelPicture) -> str:
    unit = picture.passport.unit
    low, high = picture.limits(point.size, ASKING, adjusted=True)
    text = _("%(name)s has %(figure)s. Corps with as many cases lie between %(low)s and %(high)s by chance alone.") % {
        "name": point.corps.display_name,
        "figure": numbers.value_text(point.value, unit),
        "low": numbers.value_text(low, unit),
        "high": numbers.value_text(high, unit),
    }
    if picture.passport.is_context:
        return text
    return f"{text} " + (_("This one does not.") if point.is_flagged else _("So does this one."))
