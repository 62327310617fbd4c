"""Surveys as open data: constructs of waves among citizens, each as a mean or share with its interval."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.models import SurveyWave, WaveResult
from evaluation.selectors.voice.waves import result_limits
from evaluation.workflow.waves import Figure, Mode, constructs, number
from legitimacy.disclosure.policy import minimum_of_class
from legitimacy.disclosure.selectors import values_stream
from legitimacy.exports.datasets import Dataset, Field, FieldType, Rhythm, Row
from legitimacy.indicators.definitions import Disclosure, Origin, State, Visibility
from legitimacy.indicators.periods import Period
from legitimacy.models import Release
from legitimacy.models.disclosure import Audience

BANDS = (100, 200, 500, 1000)
"""Lower ends of the bands in which the number of respondents is told."""
MEAN, SHARE = "mean", "share"
STATES = (State.OK, State.TOO_FEW, Visibility.SUPPRESSED)


def construct_rows(release: Release) -> Iterator[Row]:
    """Constructs of the waves of corps up to the last year of a release; 4 queries.

    One that feeds an indicator goes out only where the figure of that wave was released, and hidden where that is.
    """
    last = max(Period.parse(period).year for period in release.periods)
    waves = SurveyWave.objects.filter(corps__register=release.register, wave__lte=str(last)).prefetch_related("results")
    listed = list(waves.select_related("corps").order_by("corps__code", "survey", "wave"))
    years = sorted({wave.wave for wave in listed})
    told = values_stream(register=release.register, periods=years)
    shown = {(one.subject_id, one.indicator, one.period): one.is_shown for one in told}
    released = Release.objects.filter(register=release.register, status=Release.Status.APPROVED)
    first = released.aggregate(first=Min("approved_at__date"))["first"]
    order = list(constructs())
    for wave in listed:
        for result in sorted(wave.results.all(), key=lambda one: order.index(one.construct)):
            construct = constructs()[result.construct]
            is_shown: bool | None = True
            if result.fed and construct.indicator:
                is_shown = shown.get((wave.corps_id, construct.indicator, wave.wave))
            if is_shown is not None:
                yield _row(wave, result, _state(wave, result, first, is_shown=is_shown))


def _state(wave: SurveyWave, result: WaveResult, first: date | None, *, is_shown: bool) -> str:
    """Too few respondents; hidden where its figure is, where few answered so or few did not, and where the wave was
    corrected after the first release: two means that differ tell what the corrected answers were.
    """
    if result.n < number("public_least", timezone.localdate()) or (result.mean is None and result.share is None):
        return State.TOO_FEW.value
    least = minimum_of_class(Disclosure.ORDINARY, Audience.PUBLIC).count
    value = result.share if constructs()[result.construct].figure != Figure.MEAN else None
    is_small = value is not None and min(value, 1 - value) * result.n < least
    was_shown = wave.revision > 1 and first is not None and first <= wave.stored_on
    return State.OK.value if is_shown and not is_small and not was_shown else Visibility.SUPPRESSED.value


def _row(wave: SurveyWave, result: WaveResult, state: str) -> Row:
    construct = constructs()[result.construct]
    is_mean = construct.figure == Figure.MEAN
    limits: tuple[float | None, ...] = (None, None, None)
    band = None
    if state == State.OK:
        limits = tuple(round(one, 1 if is_mean else 3) for one in result_limits(result))
        band = next(
            f"{low}-{high - 1}" if high else f"{low}+"
            for low, high in reversed(list(zip(BANDS, (*BANDS[1:], 0), strict=True)))
            if result.n >= low
        )
    return (
        *(wave.corps.code, wave.survey, wave.wave, construct.code, MEAN if is_mean else SHARE, state),
        *(*limits, band, wave.mode, wave.wording, wave.is_weighted, construct.indicator if result.fed else None),
        *(wave.revision, wave.origin),
    )


DATASETS = (
    Dataset(
        key="surveys",
        title=_("Surveys among citizens, by construct"),
        about=_(
            "What respondents of each wave of a survey told of a corps, brought together in constructs such as trust "
            "and fair treatment, with the way of asking and the interval."
        ),
        rows=construct_rows,
        rhythm=Rhythm.ANNUAL,
        chart=("construct", ""),
        fields=(
            Field("corps", _("Code of the corps, as in the dataset of corps"), key=True),
            Field("survey", _("Name of the survey"), key=True),
            Field("wave", _("Year of the wave"), key=True),
            Field("construct", _("What the questions ask about together"), key=True, codes=lambda: list(constructs())),
            Field(
                "figure",
                _("mean: 0 to 100, high is favourable; share: of respondents, 0 to 1"),
                filled=True,
                codes=lambda: [MEAN, SHARE],
            ),
            Field(
                "state",
                _("ok, too_few (fewer than 100 respondents) or suppressed (hidden to protect people)"),
                filled=True,
                codes=lambda: [str(one) for one in STATES],
            ),
            Field("value", _("The mean or share; empty where the state is not ok"), FieldType.NUMBER),
            Field("lower", _("Lower limit of the 95 % interval"), FieldType.NUMBER),
            Field("upper", _("Upper limit of the 95 % interval"), FieldType.NUMBER),
            Field("respondents", _("Band of the number with enough valid answers, such as 200-499")),
            Field("mode", _("How people were asked"), filled=True, codes=lambda: list(Mode.values)),
            Field("wording", _("Version of the wording of the questions"), filled=True),
            Field("weighted", _("Whether respondents were weighted to the population"), FieldType.BOOLEAN, filled=True),
            Field("indicator", _("Code of the indicator that rests on it; empty where none does")),
            Field("revision", _("How often the wave was delivered, from 1"), FieldType.INTEGER, filled=True),
            Field("origin", _("real, simulated (a fictional corps) or test"), filled=True, codes=lambda: list(Origin)),
        ),
        limits=(
            _("Nothing is told of groups of respondents, nor of a construct with fewer than 100 of them."),
            _("A wave that was corrected after a release is hidden, where no indicator rests on the construct."),
            _("Surveys with other questions or another way of asking do not compare: see survey, mode and wording."),
        ),
        breaks=(_("Where mode or wording differ between two waves of a survey, a series begins anew."),),
    ),
)
