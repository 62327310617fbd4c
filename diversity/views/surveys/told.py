"""The frozen result of a closed round, in words and numbers. What is not in it was too small and is stored nowhere."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from diversity.models import SurveyRound
from diversity.workflow.survey_scoring import Gap, Mean, Result, Shares
from diversity.workflow.surveys import ABOUT_SELF, Construct, items_of, number
from legitimacy import numbers
from legitimacy.indicators.intervals import wilson_interval


def result_told(one: SurveyRound) -> dict[str, Any]:
    """Response, climate, gaps and sentences of a closed round; only `too_few` where hardly anybody answered."""
    least = number("answered_least", timezone.localdate())
    if not one.result or one.answered is None:
        return {"too_few": True, "least": least}
    result = Result.read(one.result)
    return {
        "response": _response_told(one.answered, one.invited),
        "climate": _climate_told(result.climate),
        "gaps": [_gap_told(question.code, str(question.text), result.gaps) for question in ABOUT_SELF],
        "items": [_item_told(str(item.text), result.items[item.code]) for item in items_of(one.wording)],
        "group_least": number("group_least", timezone.localdate()),
    }


def _response_told(answered: int, invited: int) -> dict[str, Any]:
    """Where fewer than a cell did not answer, colleagues could name them: then only that is told."""
    least = number("cell_least", timezone.localdate())
    if invited - answered < least:
        return {"nearly_all": least}
    limits = wilson_interval(answered, invited)
    return {
        "figure": numbers.value_text(answered / invited, "%"),
        "interval": numbers.interval_text(float(limits.lower), float(limits.upper), "%"),
        "answered": numbers.number_text(answered),
    }


def _climate_told(climate: dict[str, Mean]) -> list[dict[str, Any]]:
    named = [("", _("Inclusion climate")), *((code, str(label)) for code, label in Construct.choices)]
    return [_mean_told(label, climate.get(code), is_total=not code) for code, label in named]


def _mean_told(label: str, mean: Mean | None, *, is_total: bool) -> dict[str, Any]:
    if mean is None:
        return {"label": label, "figure": "", "is_total": is_total}
    return {
        "label": label,
        "is_total": is_total,
        "figure": numbers.number_text(mean.value, 1),
        "interval": numbers.interval_text(mean.lower, mean.upper, "score"),
        # Coordinates of a drawing: never written with a decimal comma.
        "x": f"{mean.lower:.1f}",
        "width": f"{max(mean.upper - mean.lower, 0.6):.1f}",
        "at": f"{mean.value:.1f}",
    }


def _gap_told(code: str, question: str, gaps: dict[str, Gap]) -> dict[str, Any]:
    gap = gaps.get(code)
    if gap is None:
        return {"question": question, "sentence": ""}
    words = dict(next(one.choices for one in ABOUT_SELF if one.code == code))
    names = {"high": words[gap.high], "low": words[gap.low]}
    sure = _("highest: %(high)s; lowest: %(low)s") % names
    if gap.lower <= 0:
        sure = _("no clear difference: chance alone can give this gap")
    interval = f"{numbers.number_text(gap.lower, 1)}\u2013{numbers.number_text(gap.upper, 1)}"
    if gap.lower < 0:
        interval = _("%(low)s to %(high)s") % {
            "low": numbers.number_text(gap.lower, 1), "high": numbers.number_text(gap.upper, 1),
        }  # fmt: skip
    return {"question": question, "figure": numbers.number_text(gap.value, 1), "interval": interval, "sentence": sure}


def _item_told(text: str, shares: Shares) -> dict[str, Any]:
    if shares.agree is None or shares.disagree is None:
        return {"text": text, "agree": ""}
    told = {"text": text, "agree": numbers.value_text(shares.agree, "%", 0)}
    rest = numbers.value_text(shares.disagree, "%", 0)
    if shares.neither is None:
        return told | {"rest": rest}
    return told | {"neither": numbers.value_text(shares.neither, "%", 0), "disagree": rest}
