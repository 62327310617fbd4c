"""A half-year of the survey after a contact in words and numbers: who was drawn, and what came out once it closed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import ContactRound
from evaluation.views.voice.told import gap_reading
from evaluation.workflow.contact import INDEX, ContactState, half_words, number, sentences_of
from evaluation.workflow.waves import Split
from legitimacy import numbers
from legitimacy.indicators.intervals import mean_interval, wilson_interval

Row = dict[str, Any]


def round_told(one: ContactRound) -> Row:
    today = timezone.localdate()
    told: Row = {
        "half": half_words(one.half),
        "invited": numbers.number_text(one.invited),
        "is_open": one.state == ContactState.OPEN and today <= one.closes_on,
        "draws": list(one.draws.all()),
        "least": {name: number(name, today) for name in ("result_least", "group_least", "listed_least")},
    }
    if one.state != ContactState.CLOSED or one.answered is None:
        return told
    told |= _response(one)
    if not one.result:
        return told | {"too_few": True}
    found = one.result["constructs"]
    labels = {sentence.code: str(sentence.text) for sentence in sentences_of(one.wording)}
    rows = [_row(_("Treatment index"), found.get(INDEX), is_total=True)]
    rows += [_row(label, found.get(code)) for code, label in labels.items()]
    gaps = [
        {"split": Split(split).label, **gap_reading(split, gap)} for split, gap in sorted(one.result["gaps"].items())
    ]
    indicative = (one.scored or 0) < number("indicative_below", today)
    return told | {"rows": rows, "gaps": gaps, "indicative": indicative}


def _response(one: ContactRound) -> Row:
    """Invited against answered. Where fewer than a cell did not answer they could be named: then only that is told."""
    answered, least = one.answered or 0, number("cell_least", timezone.localdate())
    if not one.invited:
        return {"answered": numbers.number_text(0), "silent": numbers.number_text(0)}
    if one.invited - answered < least:
        return {"nearly_all": least}
    limits = wilson_interval(answered, one.invited)
    return {
        "answered": numbers.number_text(answered),
        "silent": numbers.number_text(one.invited - answered),
        "response": numbers.value_text(answered / one.invited, "%"),
        "response_interval": numbers.interval_text(float(limits.lower), float(limits.upper), "%"),
    }


def _row(label: str, told: Row | None, *, is_total: bool = False) -> Row:
    if told is None or told["mean"] is None:
        return {"label": label, "figure": "", "is_total": is_total}
    interval = mean_interval(told["mean"], told["deviation"], told["n"], told["design_effect"])
    lower, upper = max(0.0, float(interval.lower)), min(100.0, float(interval.upper))
    return {
        "label": label,
        "is_total": is_total,
        "n": numbers.number_text(told["n"]),
        "figure": numbers.number_text(told["mean"], 1),
        "interval": numbers.interval_text(lower, upper, "score"),
        "share": numbers.value_text(told["share"], "%", 0) if told["share"] is not None else "",
        # Coordinates of a drawing: never written with a decimal comma.
        "x": f"{lower:.1f}",
        "width": f"{max(upper - lower, 0.6):.1f}",
        "at": f"{told['mean']:.1f}",
    }
