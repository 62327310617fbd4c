"""A wave in words and numbers. What is not in it was too small and is stored nowhere."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import SurveyWave, WaveGap, WaveResult
from evaluation.selectors.voice.waves import breaks_between, result_limits, series_of
from evaluation.workflow.waves import GROUPS, Figure, Split, constructs, number
from legitimacy import numbers

Row = dict[str, Any]


def response_told(wave: SurveyWave) -> Row:
    """How many were asked and answered, and the share; empty where it was not told how many were asked."""
    return {
        "answered": numbers.number_text(wave.answered),
        "asked": numbers.number_text(wave.asked) if wave.asked else "",
        "response": numbers.value_text(wave.answered / wave.asked, "%", 0) if wave.asked else "",
    }


def wave_told(wave: SurveyWave) -> Row:
    series, today = series_of(wave), timezone.localdate()
    here = next(one for one in series if one.pk == wave.pk)
    results = {one.construct: one for one in here.results.all()}
    return {
        **response_told(wave),
        "results": [_result_told(results[code], series) for code in constructs() if code in results],
        "indicative": any(one.n < number("public_least", today) for one in results.values() if _is_told(one)),
        "gaps": [_gap_told(gap) for gap in wave.gaps.all()],
        "missing_gaps": [
            Split(split).label for split in Split.values if split not in {g.split for g in wave.gaps.all()}
        ],
        "series": _series_told(series) if len(series) > 1 else None,
        "least": {name: number(name, today) for name in ("corps_least", "public_least", "group_least")},
        "effects": sorted({numbers.number_text(one.design_effect, 2) for one in results.values() if one.design_effect}),
    }


def _is_told(one: WaveResult) -> bool:
    return one.mean is not None or one.share is not None


def _result_told(one: WaveResult, series: list[SurveyWave]) -> Row:
    construct = constructs()[one.construct]
    is_mean = construct.figure == Figure.MEAN
    row: Row = {
        "label": str(construct.label),
        "items": [str(item.label) for item in construct.items] if len(construct.items) > 1 else [],
        "n": numbers.number_text(one.n),
        "indicator": construct.indicator if one.fed else "",
        "figure": "",
    }
    if not _is_told(one):
        return row
    value, lower, upper = result_limits(one)
    unit, scale = ("score", 1) if is_mean else ("%", 100)
    share = one.share if is_mean and one.share is not None else None
    row |= {
        "figure": numbers.number_text(value, 1) if is_mean else numbers.value_text(value, "%"),
        "interval": numbers.interval_text(lower, upper, unit),
        "share": numbers.value_text(share, "%", 0) if share is not None else "",
        # Coordinates of a drawing: never written with a decimal comma.
        "x": f"{lower * scale:.1f}",
        "width": f"{max((upper - lower) * scale, 0.6):.1f}",
        "at": f"{value * scale:.1f}",
        "change": _change_told(one, series),
    }
    return row


def _change_told(one: WaveResult, series: list[SurveyWave]) -> str:
    """Against the wave before, in words: a change only where the two intervals do not overlap."""
    if len(series) < 2:
        return ""
    before, now = series[-2], series[-1]
    earlier = next((each for each in before.results.all() if each.construct == one.construct and _is_told(each)), None)
    if earlier is None:
        return ""
    broken = breaks_between(before, now, one.construct)
    if broken:
        return _("not comparable with %(year)s: %(what)s") % {"year": before.wave, "what": breaks_words(broken)}
    _old, low, high = result_limits(earlier)
    _new, lower, upper = result_limits(one)
    if lower > high:
        return _("higher than in %(year)s") % {"year": before.wave}
    if upper < low:
        return _("lower than in %(year)s") % {"year": before.wave}
    return _("no clear change since %(year)s") % {"year": before.wave}


def breaks_words(broken: list[str]) -> str:
    words = {
        "mode": _("people were asked in another way"),
        "wording": _("other questions"),
        "scale": _("another scale"),
    }
    return ", ".join(words[name] for name in broken)


def _series_told(series: list[SurveyWave]) -> Row:
    """One row for each construct and one column for each wave; `breaks` marks a cell that begins a new series."""
    rows: list[Row] = []
    for code, construct in constructs().items():
        cells, seen = [], False
        for place, wave in enumerate(series):
            one = next((each for each in wave.results.all() if each.construct == code and _is_told(each)), None)
            is_break = bool(place and seen and breaks_between(series[place - 1], wave, code))
            cells.append(_cell_told(one, is_break))
            seen = seen or one is not None
        if seen:
            rows.append({"label": str(construct.label), "cells": cells})
    any_break = any(cell["breaks"] for row in rows for cell in row["cells"])
    return {"waves": [one.wave for one in series], "rows": rows, "any_break": any_break}


def _cell_told(one: WaveResult | None, is_break: bool) -> Row:
    if one is None:
        return {"figure": "", "breaks": False}
    value, lower, upper = result_limits(one)
    is_mean = constructs()[one.construct].figure == Figure.MEAN
    return {
        "figure": numbers.number_text(value, 1) if is_mean else numbers.value_text(value, "%"),
        "interval": numbers.interval_text(lower, upper, "score" if is_mean else "%"),
        "breaks": is_break,
    }


def _gap_told(gap: WaveGap) -> Row:
    found = {name: getattr(gap, name) for name in ("high", "low", "difference", "lower", "upper")}
    construct = str(constructs()[gap.construct].label)
    return {"construct": construct, "split": Split(gap.split).label, **gap_reading(gap.split, found)}


def gap_reading(split: str, gap: Mapping[str, Any]) -> Row:
    """A gap in numbers and plain words; one whose margin holds zero can come by chance alone."""
    words = GROUPS[split]
    names = {"high": words[gap["high"]], "low": words[gap["low"]]}
    sentence = _("no clear difference: chance alone can give this gap")
    if gap["lower"] > 0:
        sentence = _("higher: %(high)s; lower: %(low)s") % names
    interval = _("%(low)s to %(high)s") % {
        "low": numbers.number_text(gap["lower"], 1), "high": numbers.number_text(gap["upper"], 1),
    }  # fmt: skip
    return {
        "groups": f"{names['high']} / {names['low']}",
        "figure": numbers.number_text(gap["difference"], 1),
        "interval": interval,
        "sentence": sentence,
    }
