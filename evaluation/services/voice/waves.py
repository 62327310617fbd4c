"""Storing one wave of a survey in a corps: what may be kept of its sums, and the figures that rest on it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import SurveyWave, WaveGap, WaveResult
from evaluation.workflow.wave_scoring import Gap, Told, WaveSums, gap_of
from evaluation.workflow.waves import FAIR, IN_DRV_02, TRUST, Figure, constructs, number
from legitimacy.imports.recounts import SOURCE
from legitimacy.models import Corps, DeliveredFigure, Delivery, Municipality, User
from legitimacy.models.marks import stale_marks_add

GAP_INDICATOR = "DRV-02"
LONG_SCALE = 7
EMPTY = {"value": None, "lower": None, "upper": None, "n": None, "deviation": None, "design_effect": None}


class WaveRefusedError(ValueError):
    """A wave that cannot be stored; the text is a translated sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveFacts:
    """Who was asked, when and how. `scales` by item, as they are stored."""

    survey: str
    wave: str
    mode: str
    wording: str
    asked: int | None
    answered: int
    is_microdata: bool
    is_weighted: bool
    scales: dict[str, Any]
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class WaveNumbers:
    """By construct, and by construct and split the groups."""

    everybody: dict[str, Told]
    groups: dict[tuple[str, str], dict[str, Told]]


@dataclass(frozen=True, slots=True)
class Stored:
    """`kept_out`: indicators for which a figure of another source stands, with the name of that source."""

    wave: SurveyWave
    is_new: bool
    is_changed: bool
    is_few: bool
    kept_out: tuple[tuple[str, str], ...]


def numbers_of(sums: WaveSums, stated: float | None) -> WaveNumbers:
    """The sums of a corps as numbers; `stated` is the design effect of the codebook."""
    everybody, groups = {}, dict[tuple[str, str], dict[str, Told]]()
    for (construct, split, group), one in sums.sums.items():
        if split:
            groups.setdefault((construct, split), {})[group] = one.told(stated)
        else:
            everybody[construct] = one.told(stated)
    return WaveNumbers(everybody, groups)


@transaction.atomic
def wave_store(*, corps: Corps, facts: WaveFacts, numbers: WaveNumbers) -> Stored:
    """Store a wave, or put it in the place of the same wave of the same survey. The same numbers change nothing.

    What is under its minimum is not kept: not the score of a corps with hardly any respondents, not a gap with a group
    that is too small. An indicator for which another source gave a figure of that year keeps it. WaveRefusedError where
    fewer people were asked than answered.
    """
    if facts.asked is not None and facts.asked < facts.answered:
        reason = _("%(answered)d people answered, but only %(asked)d were asked: correct the number asked.")
        raise WaveRefusedError(reason % {"answered": facts.answered, "asked": facts.asked})
    if not numbers.everybody:
        raise WaveRefusedError(_("no respondent has enough valid answers for any construct."))
    results, gaps = _results(numbers), _gaps(numbers)
    known = SurveyWave.objects.select_for_update().filter(corps=corps, survey=facts.survey, wave=facts.wave).first()
    wave = known or SurveyWave(corps=corps, survey=facts.survey, wave=facts.wave, origin=facts.delivery.origin)
    told = {name: value for name, value in _columns(facts).items() if getattr(wave, name, None) != value}
    is_changed = known is None or bool(told) or _stood(wave) != _told(results, gaps)
    is_few = all(one.mean is None and one.share is None for one in results)
    if not is_changed:
        return Stored(wave, False, False, is_few, ())
    if facts.delivery.pk is None:
        facts.delivery.save()
    for name, value in told.items():
        setattr(wave, name, value)
    earlier = wave.delivery_id
    wave.delivery, wave.stored_on = facts.delivery, timezone.localdate()
    wave.revision = wave.revision + 1 if known else 1
    wave.save()
    kept_out = _figures_store(wave, results, gaps, earlier)
    WaveResult.objects.filter(wave=wave).delete()
    WaveGap.objects.filter(wave=wave).delete()
    for result in results:
        result.wave = wave
    for gap in gaps:
        gap.wave = wave
    WaveResult.objects.bulk_create(results)
    WaveGap.objects.bulk_create(gaps)
    return Stored(wave, known is None, is_changed, is_few, tuple(kept_out))


def wave_sign(*, wave: SurveyWave, actor: User) -> None:
    """Keep who handed a wave in on the pages."""
    wave.stored_by = actor
    wave.save(update_fields=["stored_by"])


def _columns(facts: WaveFacts) -> dict[str, Any]:
    names = [each.name for each in fields(WaveFacts) if each.name not in ("survey", "wave", "delivery")]
    return {name: getattr(facts, name) for name in names}


def _results(numbers: WaveNumbers) -> list[WaveResult]:
    least = number("corps_least", timezone.localdate())
    found = []
    for code in constructs():
        told = numbers.everybody.get(code)
        if told is None:
            continue
        kept: dict[str, Any] = asdict(told) if told.n >= least else {"n": told.n}
        found.append(WaveResult(construct=code, **kept))
    return found


def _gaps(numbers: WaveNumbers) -> list[WaveGap]:
    least, all_least = (number(name, timezone.localdate()) for name in ("group_least", "corps_least"))
    found = []
    for (code, split), groups in sorted(numbers.groups.items()):
        whole = numbers.everybody.get(code)
        gap: Gap | None = gap_of(groups, constructs()[code].figure, least)
        if gap is not None and whole is not None and whole.n >= all_least:
            found.append(WaveGap(construct=code, split=split, **asdict(gap)))
    return found


def _stood(wave: SurveyWave) -> Any:
    return _told(wave.results.all(), wave.gaps.all()) if wave.pk else None


def _told(results: Iterable[WaveResult], gaps: Iterable[WaveGap]) -> Any:
    """What stands, in a form that can be compared; numbers to the ninth decimal, as sums depend on their order."""
    rows = [
        (one.construct, one.n, *map(_near, (one.mean, one.deviation, one.share, one.design_effect))) for one in results
    ]
    gapped = [(one.construct, one.split, one.high, one.low, _near(one.difference), one.least) for one in gaps]
    return sorted(rows), sorted(gapped)


def _near(value: float | None) -> float:
    return -1.0 if value is None else round(value, 9)


def _figures_store(
    wave: SurveyWave, results: list[WaveResult], gaps: list[WaveGap], earlier: int | None
) -> list[tuple[str, str]]:
    """Deliver the figures of a wave; those of its earlier version go. Another source's figure is left as it stands."""
    mine = DeliveredFigure.objects.filter(subject=wave.corps_id, period=wave.wave, delivery=earlier)
    gone = {figure.indicator for figure in mine} if earlier else set()
    if earlier:
        mine.delete()
    kept_out, touched = [], gone
    for indicator, columns, result in _figures(wave, results, gaps):
        other = _other_source(wave, indicator)
        if other:
            kept_out.append((indicator, other))
            continue
        DeliveredFigure.objects.create(
            delivery=wave.delivery, subject_id=wave.corps_id, indicator=indicator, period=wave.wave, **EMPTY | columns
        )
        touched.add(indicator)
        if result is not None:
            result.fed = True
    stale_marks_add(source=SOURCE, figures=[(wave.corps_id, code, wave.wave) for code in sorted(touched)])
    return kept_out


def _figures(
    wave: SurveyWave, results: list[WaveResult], gaps: list[WaveGap]
) -> Iterable[tuple[str, dict[str, Any], WaveResult | None]]:
    for one in results:
        construct = constructs()[one.construct]
        if not construct.indicator or (one.construct == TRUST and _is_long(wave)):
            continue
        value = one.mean if construct.figure == Figure.MEAN else one.share
        if value is not None:
            deviation = one.deviation if construct.figure == Figure.MEAN else None
            columns = {"value": value, "n": one.n, "deviation": deviation, "design_effect": one.design_effect}
            yield construct.indicator, columns, one
    fair = [gap for gap in gaps if gap.construct == FAIR and gap.split in IN_DRV_02]
    if fair:
        widest = max(fair, key=lambda gap: gap.difference)
        limits = {"lower": max(0.0, widest.lower), "upper": min(100.0, widest.upper)}
        yield GAP_INDICATOR, {"value": widest.difference, "n": widest.least, **limits}, None


def _is_long(wave: SurveyWave) -> bool:
    """Trust on a scale from 0 to 10 is a series of its own."""
    scale = wave.scales.get(TRUST, [])
    return len(scale) == 3 and scale[1] - scale[0] + 1 > LONG_SCALE


def _other_source(wave: SurveyWave, indicator: str) -> str:
    """Name of the source whose figure of that year stands for the corps, or for municipalities in it."""
    subjects = [wave.corps_id, *Municipality.objects.filter(corps=wave.corps_id).values_list("pk", flat=True)]
    standing = DeliveredFigure.objects.filter(subject__in=subjects, indicator=indicator, period=wave.wave)
    return standing.values_list("delivery__source", flat=True).first() or ""
