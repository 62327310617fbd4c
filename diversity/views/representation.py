"""Representation: who works in the corps against who lives in the zone, who came, rose and left."""

import math
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from diversity.navigation import work_page
from diversity.rules.representation import audience_of, own_corps
from diversity.selectors.representation import Line, Representation, representation_of
from diversity.views.corps import corps_read, corps_shown
from diversity.workflow.staffing import LISTS
from legitimacy import numbers
from legitimacy.access import allow, require
from legitimacy.charts.figures import Series, trend_figure
from legitimacy.charts.panels import Panel
from legitimacy.charts.policy import with_charts
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.carried import standing_order
from legitimacy.disclosure.policy import minimum_of_class
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Disclosure, Visibility
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Subject
from legitimacy.models.disclosure import Audience
from legitimacy.standings import origin_mark_of

OWN = ("DRV-04", "DRV-05", "DRV-06", "DRV-08", "DRV-09", "DRV-12", "DRV-13")
OF_REGION = ("DRV-04", "DRV-05", "DRV-07", "DRV-08", "DRV-09")
LOW, HIGH = 0.8, 1.25
"""The four-fifths rule of thumb (US EEOC; framework 2026, DRV-09)."""


@with_charts
@require_safe
@allow("representation.work")
def diversity_representation(request: HttpRequest) -> HttpResponse:
    corps, choices = corps_shown(request, corps_read(request, own_corps(request.user)))
    if corps is None:
        return work_page(request, "diversity/nothing.html")
    require(request, "representation.read", corps)
    audience = audience_of(request.user, corps) or Audience.PUBLIC
    minimum = minimum_of_class(Disclosure.DIVERSITY, audience).count
    found = representation_of(corps, minimum=minimum)
    context: dict[str, Any] = {
        "corps": corps, "subject": corps, "register": corps.register, "choices": choices, "found": found,
        "minimum": minimum, "lines": [_line(line) for line in found.lines],
        "intake": [_line(line) for line in found.intake], "left": [_line(line) for line in found.left],
        "years": f"{found.years[0]}\u2013{found.years[-1]}" if found.years else "", "parts": _parts(found),
        "score": _score(found.score), "one_hire": _one_hire(found), "indices": _indices(found),
        "origin": [_line(line) for line in found.origin], "panel": _panel(found, corps), "with_charts": True,
        "figures": _figures(corps, audience, OWN), "region": _region(corps, found),
    }  # fmt: skip
    return work_page(request, "diversity/representation.html", context)


def _line(line: Line) -> dict[str, Any]:
    words = {
        "with": _("Foreign background or not Belgian"),
        "without": _("Belgians with a foreign background, of Belgians"),
    }
    label = words.get(line.group) or LISTS.label_of("sex", line.group)
    told: dict[str, Any] = {"label": label[:1].upper() + label[1:], "hidden": line.hidden}
    if line.part is None or line.whole is None or line.share is None:
        return told
    counts = _("%(part)s of %(whole)s")
    return told | {
        "counts": counts % {"part": numbers.number_text(line.part), "whole": numbers.number_text(line.whole)},
        "share": numbers.value_text(line.share, "%"),
        "interval": numbers.interval_text(line.lower, line.upper, "%"),
        "reference": "" if line.reference is None else numbers.value_text(line.reference, "%"),
        "ratio": "" if line.ratio is None else numbers.number_text(line.ratio, 2),
        "ratio_interval": ""
        if line.ratio_lower is None or line.ratio_upper is None
        else f"{numbers.number_text(line.ratio_lower, 2)}\u2013{numbers.number_text(line.ratio_upper, 2)}",
    }


def _score(score: float) -> str:
    return "" if math.isnan(score) else numbers.score_text(score)


def _parts(found: Representation) -> list[tuple[str, str, str]]:
    return [
        (_("Who works here"), _score(found.stock_parity), "50 %"),
        (_("Who came in three years"), _score(found.intake_parity), "30 %"),
        (_("Who left, against who stood"), _score(found.retention_parity), "20 %"),
    ]


def _one_hire(found: Representation) -> str:
    return "" if math.isnan(found.one_hire) else numbers.number_text(100 * found.one_hire, 2)


def _indices(found: Representation) -> list[tuple[str, list[str]]]:
    names = {"sex": _("By sex"), "age": _("By age band")}
    return [
        (names[name], ["" if math.isnan(each) else numbers.number_text(each, 2) for each in values])
        for name, *values in found.indices
    ]


def _figures(subject: Subject, audience: str, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    """The newest figure of each indicator, from the one read path. 1 query."""
    values = disclosed.values_history(audience=audience, subject=subject, indicators=codes)
    newest = {one.indicator: one for one in sorted(values, key=lambda one: standing_order(one.state, one.period))}
    return [_figure(code, newest.get(code)) for code in codes]


def _figure(code: str, value: VisibleValue | None) -> dict[str, Any]:
    passport = indicators.get(code)
    told: dict[str, Any] = {"code": code, "name": passport.name, "figure": "", "sentence": "", "period": ""}
    if value is not None and value.is_shown and value.value is not None:
        told |= {
            "figure": numbers.value_text(value.value, passport.unit),
            "interval": numbers.interval_text(value.lower, value.upper, passport.unit),
            "period": numbers.period_text(value.period),
        }
        if code == "DRV-09":
            told["sentence"] = four_fifths(value.value, value.lower, value.upper)
        return told
    if value is not None and value.visibility != Visibility.SHOWN:
        return told | {"sentence": _("So few people are behind it that showing it could reveal who they are.")}
    if value is not None and value.state == "too_few":
        return told | {"sentence": _("Too few cases to say anything.")}
    return told | {"sentence": passport.missing or _("Not delivered. It counts as missing, never as zero.")}


def four_fifths(ratio: float, lower: float | None, upper: float | None) -> str:
    """The four-fifths reading of a promotion ratio, and whether chance could have put it elsewhere."""
    if ratio < LOW:
        told = _("Women are promoted less than four fifths as often as men.")
    elif ratio > HIGH:
        told = _("Men are promoted less than four fifths as often as women.")
    else:
        told = _("Within the four-fifths rule (0.80 to 1.25).")
    limits = [edge for edge in (LOW, HIGH) if lower is not None and upper is not None and lower < edge < upper]
    return f"{told} {_('Chance alone could have put it on the other side of a limit.')}" if limits else told


def _region(corps: Corps, found: Representation) -> dict[str, Any] | None:
    """For a small corps the released figures of its region, which say more than its own."""
    if corps.region is None or not found.is_small:
        return None
    return {"name": corps.region.display_name, "figures": _figures(corps.region, Audience.PUBLIC, OF_REGION)}


def _panel(found: Representation, corps: Corps) -> Panel | None:
    """Women among staff and among those who came, by year."""
    if not found.trend:
        return None
    labels = [str(year) for year, _stock, _intake in found.trend]
    named = (_("Women among staff"), "drv"), (_("Women among those who came"), "eff")
    columns = [[row[place] for row in found.trend] for place in (1, 2)]
    empty: list[float | None] = [None] * len(labels)
    series = [
        Series(
            name=name, colour=colour, values=values, lower=empty, upper=empty,
            hover=[f"{name}: {_share(value)}" for value in values],
        )
        for (name, colour), values in zip(named, columns, strict=True)
    ]  # fmt: skip
    first, last = found.trend[0], found.trend[-1]
    alternative = _("Women among staff went from %(first)s in %(begin)s to %(last)s in %(end)s.") % {
        "first": _share(first[1]), "begin": first[0], "last": _share(last[1]), "end": last[0],
    }  # fmt: skip
    return Panel(
        key="women",
        title=_("Women among staff and among those who came"),
        figure=trend_figure(labels=labels, series=series, tick_format=".0%"),
        alternative=alternative,
        caption=_("On 31 December; those who came during the year."),
        columns=("", *(name for name, _colour in named)),
        rows=[(str(year), _share(stock), _share(intake)) for year, stock, intake in found.trend],
        mark=origin_mark_of(corps.register),
        file_name=f"diversity-{corps.code}-women",
    )


def _share(value: float | None) -> str:
    return pgettext("standing", "not delivered") if value is None else numbers.value_text(value, "%")
