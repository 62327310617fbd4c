"""Operational counts of a corps on one page: response times, reports, neighbourhoods, and crime as context."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.navigation import work_page
from evaluation.rules.voice import READING
from evaluation.selectors.voice.operations import KINDS, SHARES, Counts, Kind, Share
from evaluation.views.voice.pages import corps_shown
from evaluation.workflow.operations import STEPS, URGENT, ninth_words, offences
from legitimacy import numbers
from legitimacy.access import allow
from legitimacy.indicators.intervals import wilson_interval
from legitimacy.indicators.periods import Period

QUARTERS, YEARS = 8, 3
SHOWN = (*KINDS, *URGENT, Kind.URGENT_CALLS)
Row = dict[str, Any]


@require_safe
@allow("voice.work")
def voice_operations(request: HttpRequest) -> HttpResponse:
    corps, all_corps = corps_shown(request, *READING)
    counts = Counts(corps.pk, SHOWN) if corps else None
    newest = counts.newest() if counts else None
    told = _told(counts, newest) if counts and newest else {}
    context = {
        "subject": corps,
        "subjects": all_corps,
        "register": corps.register if corps else "",
        "kinds": [(kind.value, kind.label) for kind in Kind if kind in SHOWN],
        **told,
    }
    return work_page(request, "evaluation/voice/operations.html", context)


def _told(counts: Counts, newest: Period) -> Row:
    quarters = [newest.shift(-step) for step in range(QUARTERS)]
    years = [Period(newest.year - step) for step in range(YEARS)]
    return {
        "urgent": [row for quarter in quarters if (row := _urgent(counts, quarter))],
        "work": [row for quarter in quarters if (row := _work(counts, quarter))],
        "crime": [row for year in years if (row := _crime(counts, year))],
        "groups": _groups(counts, years),
    }


def _urgent(counts: Counts, quarter: Period) -> Row | None:
    timed = counts.total(Kind.URGENT_TIMED, quarter)
    if timed is None:
        return None
    calls = counts.total(Kind.URGENT_CALLS, quarter)
    within = {kind.value: number for kind, _m in STEPS if (number := counts.total(kind, quarter)) is not None}
    gap = counts.gap(quarter)
    return {
        "quarter": numbers.period_text(str(quarter)),
        "calls": _number(calls),
        "timed": _number(timed),
        "untimed": _number(calls - timed if calls is not None else None),
        "share": _share_text(counts.pair(SHARES["EFF-19"], quarter)),
        "ninth": ninth_words(timed, within),
        "gap": numbers.number_text(gap["value"], 1) if gap else "",
        "gap_interval": _between(gap["lower"], gap["upper"]) if gap else "",
    }


def _work(counts: Counts, quarter: Period) -> Row | None:
    reports, beats = counts.pair(SHARES["LEG-15"], quarter), counts.pair(SHARES["DRV-16"], quarter)
    if reports is None and beats is None:
        return None
    return {
        "quarter": numbers.period_text(str(quarter)),
        "reports": _number(reports["denominator"] if reports else None),
        "in_time": _share_text(reports),
        "residents": _number(beats["denominator"] if beats else None),
        "served": numbers.value_text(beats["numerator"] / beats["denominator"], "%") if beats else "",
    }


def _crime(counts: Counts, year: Period) -> Row | None:
    recorded = counts.pair(Share(Kind.OFFENCES, Kind.OFFENCES, is_yearly=True), year)
    if recorded is None:
        return None
    return {
        "year": str(year.year),
        "offences": _number(recorded["denominator"]),
        "cleared": _share_text(counts.pair(SHARES["EFF-20"], year)),
    }


def _groups(counts: Counts, years: list[Period]) -> Row | None:
    """Offences and clearance by group in the last whole year: only like is compared with like."""
    for year in years:
        if counts.pair(SHARES["EFF-20"], year) is None:
            continue
        rows = []
        for category in sorted(filter(None, counts.categories(Kind.OFFENCES))):
            parts = [
                sum(counts.quarter(kind, category, Period(year.year, quarter)) or 0 for quarter in range(1, 5))
                for kind in (Kind.OFFENCES_CLEARED, Kind.OFFENCES)
            ]
            pair = {"numerator": float(parts[0]), "denominator": float(parts[1])}
            label = offences.label_of("group", category)
            rows.append({"group": label, "offences": _number(parts[1]), "cleared": _share_text(pair)})
        return {"year": str(year.year), "rows": rows} if rows else None
    return None


def _number(value: float | None) -> str:
    return "" if value is None else numbers.number_text(value)


def _share_text(pair: Row | None) -> str:
    """A share with its 95 % limits; empty where nothing was counted."""
    if not pair or not pair["denominator"]:
        return ""
    limits = wilson_interval(pair["numerator"], pair["denominator"])
    interval = numbers.interval_text(float(limits.lower), float(limits.upper), "%")
    return f"{numbers.value_text(pair['numerator'] / pair['denominator'], '%')} ({interval})"


def _between(lower: float, upper: float) -> str:
    words = {"low": numbers.number_text(lower, 1), "high": numbers.number_text(upper, 1)}
    return _("%(low)s to %(high)s") % words
