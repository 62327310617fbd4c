"""The four pillars on one axis, and the overall score, in words and positions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.micro import PillarBar, pillar_bar
from legitimacy.disclosure.visible import VisiblePart
from legitimacy.indicators.definitions import Pillar, Visibility
from legitimacy.judgement import Change, part_change
from legitimacy.models import FrameworkFacet
from legitimacy.standings import (
    PILLAR_QUESTIONS,
    PILLARS,
    Movement,
    Sign,
    Standing,
    movement_sign,
    standing_sign,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetScore:
    name: str
    text: str
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarRow:
    """`hidden` is the sign of a score that this reader may not see; `why_not` says why there is none."""

    key: str
    name: str
    question: str
    score: str
    range: str
    why_not: str
    hidden: Sign | None
    bar: PillarBar
    bar_text: str
    change: Change
    change_text: str
    movement: Sign | None
    facets: tuple[FacetScore, ...]
    coverage: str
    verified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverallScore:
    score: str
    range: str
    why_not: str
    bar: PillarBar
    bar_text: str
    bounds: str
    loss: str
    distinguishable: bool | None
    coverage: str
    verified: str


def pillar_rows(
    parts: Mapping[str, VisiblePart], earlier: Mapping[str, VisiblePart], facets: Sequence[FrameworkFacet]
) -> list[PillarRow]:
    """`earlier`: the parts of the period that the change is counted from."""
    return [_row(pillar.value, parts, earlier, facets) for pillar in Pillar]


def _row(
    key: str, parts: Mapping[str, VisiblePart], earlier: Mapping[str, VisiblePart], facets: Sequence[FrameworkFacet]
) -> PillarRow:
    part = parts.get(key)
    change = part_change(part, earlier.get(key)) if part else Change(Movement.UNKNOWN)
    scores = tuple(_facet(facet, parts.get(f"{key}.{facet.code}")) for facet in facets if facet.pillar == key)
    return PillarRow(
        key=key,
        name=str(PILLARS[key]),
        question=str(PILLAR_QUESTIONS[key]),
        score=numbers.score_text(part.score) if part and part.score is not None else "",
        range=range_text(part),
        why_not=why_no_score(part),
        hidden=standing_sign(Standing.SUPPRESSED) if _is_hidden(part) else None,
        bar=bar_of(part, [facet.score for facet in scores]),
        bar_text=bar_text(str(PILLARS[key]), part),
        change=change,
        change_text=change_words(change),
        movement=movement_sign(change.movement) if change.is_clear else None,
        facets=scores,
        coverage=numbers.share_text(part.coverage) if part else "",
        verified=numbers.share_text(part.verified) if part and part.coverage > 0 else "",
    )


def _facet(facet: FrameworkFacet, part: VisiblePart | None) -> FacetScore:
    score = part.score if part and part.is_shown else None
    missing = _("not shown") if _is_hidden(part) else _("no score")
    text = numbers.score_text(score) if score is not None else range_text(part) or missing
    return FacetScore(name=str(facet), text=text, score=score)


def _is_hidden(part: VisiblePart | None) -> bool:
    return part is not None and part.visibility == Visibility.SUPPRESSED


def overall_score(part: VisiblePart | None, loss: float | None) -> OverallScore:
    return OverallScore(
        score=numbers.score_text(part.score) if part and part.score is not None else "",
        range=range_text(part),
        why_not=why_no_score(part),
        bar=bar_of(part, []),
        bar_text=bar_text(_("Overall"), part),
        bounds=_bounds_text(part),
        loss=numbers.number_text(loss, 1) if loss is not None else "",
        distinguishable=_distinguishable(part),
        coverage=numbers.share_text(part.coverage) if part else "",
        verified=numbers.share_text(part.verified) if part and part.coverage > 0 else "",
    )


def range_text(part: VisiblePart | None) -> str:
    """The 5-95 % range, or the band where only that may be shown; empty where it has no width to speak of."""
    if part is None or part.lower is None or part.upper is None:
        return ""
    low, high = numbers.score_text(part.lower), numbers.score_text(part.upper)
    if low == high:
        return "" if part.score is not None else low
    return f"{low}\u2013{high}"


def why_no_score(part: VisiblePart | None) -> str:
    """Why there is no score; empty when there is one."""
    if part is None:
        return _("no score: too little delivered")
    if part.visibility == Visibility.SUPPRESSED:
        return _("not shown: it would reveal too much about few people")
    if part.visibility == Visibility.BAND:
        return _("shown as a band, because few people are behind it")
    return "" if part.score is not None else _("no score: too little delivered")


def bar_of(part: VisiblePart | None, facets: Sequence[float | None]) -> PillarBar:
    if part is None:
        return pillar_bar(score=None)
    scored = part.score is not None
    wide = (
        scored and part.bound_low is not None and part.bound_high is not None and part.bound_high - part.bound_low > 0.5
    )
    return pillar_bar(
        score=part.score,
        lower=part.lower,
        upper=part.upper,
        bound_low=part.bound_low if wide else None,
        bound_high=part.bound_high if wide else None,
        facets=facets,
    )


def bar_text(name: str, part: VisiblePart | None) -> str:
    """The bar in words, as its title."""
    if part is None or (part.score is None and part.lower is None):
        return _("%(name)s: no score") % {"name": name}
    if part.score is None:
        return _("%(name)s: between %(range)s") % {"name": name, "range": range_text(part)}
    words = {"name": name, "score": numbers.score_text(part.score), "range": range_text(part)}
    if not words["range"]:
        return _("%(name)s: %(score)s of 100") % words
    return _("%(name)s: %(score)s of 100, range %(range)s") % words


def change_words(change: Change) -> str:
    """`+4 since Q4 2024`; empty when there is no earlier score."""
    if change.difference is None or not change.earlier:
        return ""
    return _("%(change)s since %(period)s") % {
        "change": numbers.change_text(change.difference, "score"),
        "period": numbers.period_short(change.earlier),
    }


def _bounds_text(part: VisiblePart | None) -> str:
    if part is None or part.bound_low is None or part.bound_high is None or part.bound_high - part.bound_low < 1:
        return ""
    return f"{numbers.score_text(part.bound_low)}\u2013{numbers.score_text(part.bound_high)}"


def _distinguishable(part: VisiblePart | None) -> bool | None:
    """Whether the score differs from those of the group: its rank's range covers at most a third of it."""
    if part is None or part.rank_low is None or part.rank_high is None or not part.group_size:
        return None
    return (part.rank_high - part.rank_low + 1) * 3 <= part.group_size
