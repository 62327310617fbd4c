"""Reading waves of surveys: those of a corps, the series one belongs to, and where a series breaks."""

from collections.abc import Sequence

from django.db.models import QuerySet

from evaluation.models import ContactRound, SurveyWave, WaveResult
from evaluation.workflow.waves import Figure, constructs
from legitimacy.indicators.intervals import mean_interval, survey_share_interval
from legitimacy.models import Corps

SERIES = 8
"""Waves of one survey shown beside each other."""


def waves_of(corps: Corps) -> QuerySet[SurveyWave]:
    """Waves of a corps, the newest first."""
    return SurveyWave.objects.filter(corps=corps).select_related("corps", "delivery")


def rounds_of(corps: Corps) -> QuerySet[ContactRound]:
    """Half-years of the survey after a contact, the newest first, with what was drawn for them."""
    return ContactRound.objects.filter(corps=corps).prefetch_related("draws")


def series_of(wave: SurveyWave) -> list[SurveyWave]:
    """The waves of this survey in this corps up to this one, the oldest first, with their results."""
    earlier = SurveyWave.objects.filter(corps=wave.corps_id, survey=wave.survey, wave__lte=wave.wave)
    return list(reversed(earlier.order_by("-wave").prefetch_related("results")[:SERIES]))


def result_limits(one: WaveResult) -> tuple[float, float, float]:
    """Value, lower and upper 95 % limit: of the mean score (0-100), or of the share (0-1)."""
    effect = one.design_effect or 1.0
    if constructs()[one.construct].figure == Figure.MEAN:
        interval = mean_interval(one.mean or 0.0, one.deviation or 0.0, one.n, effect)
        return one.mean or 0.0, max(0.0, float(interval.lower)), min(100.0, float(interval.upper))
    interval = survey_share_interval(one.share or 0.0, one.n, effect)
    return one.share or 0.0, float(interval.lower), float(interval.upper)


def breaks_between(earlier: SurveyWave, later: SurveyWave, construct: str) -> list[str]:
    """What differs between two waves so that a construct cannot be compared: mode, wording, scale."""
    found = [name for name in ("mode", "wording") if getattr(earlier, name) != getattr(later, name)]
    return found + (["scale"] if _scales_differ((earlier, later), construct) else [])


def _scales_differ(pair: Sequence[SurveyWave], construct: str) -> bool:
    """Where one of them came as aggregates its scales are not known, and nothing is said of them."""
    if not all(wave.scales for wave in pair):
        return False
    codes = [item.code for item in constructs()[construct].items]
    one, other = ({code: wave.scales.get(code) for code in codes} for wave in pair)
    return one != other
