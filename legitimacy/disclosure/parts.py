"""What may be read of facets, pillars and the overall score. A score is a disclosure too (methods, part 13).

A facet over shown values is shown as it is. A facet over hidden ones is a 5-point band where `bands` proves it safe,
else nothing. Pillars and the overall score over such facets are put together from the published bands only, so that
they tell nothing new; their range, bounds and rank are left out.
"""

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from legitimacy.disclosure.bands import Band, FacetInput, band_is_safe, band_of
from legitimacy.indicators.definitions import Visibility

GEOMETRIC_FLOOR = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartNumbers:
    """A computed part, or what is left of it: field for field what `PartPublication` freezes.

    `is_exact` is False once anything under it is hidden, also where too little was delivered for a score.
    """

    key: str
    level: str
    visibility: str = Visibility.SHOWN
    score: float | None = None
    lower: float | None = None
    upper: float | None = None
    bound_low: float | None = None
    bound_high: float | None = None
    coverage: float = 0.0
    verified: float = 0.0
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    group_size: int | None = None
    spent: dict[str, str] = field(default_factory=dict)
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """Weights of one framework: facets of each pillar, pillars of the whole."""

    code: str
    facets: Mapping[str, Mapping[str, float]]
    pillars: Mapping[str, float]


def parts_decide(
    parts: Mapping[str, PartNumbers],
    inputs: Mapping[str, Sequence[FacetInput]],
    tree: Tree,
    spent: Mapping[int, str],
) -> dict[str, PartNumbers]:
    """The parts of one scorecard as one audience may read them, by key.

    `inputs`: the scored indicators under each facet; `spent`: hidden values already behind a band, with its digest.
    """
    decided: dict[str, PartNumbers] = {}
    for pillar, facets in tree.facets.items():
        for key in facets:
            decided[key] = facet_decide(parts[key], inputs.get(key, ()), tree.code, spent)
        decided[pillar] = _combined(parts[pillar], [(decided[key], facets[key]) for key in facets], _arithmetic)
    whole = [(decided[pillar], weight) for pillar, weight in tree.pillars.items()]
    decided["overall"] = _combined(parts["overall"], whole, _geometric)
    return decided


def facet_decide(
    part: PartNumbers, inputs: Sequence[FacetInput], framework: str, spent: Mapping[int, str]
) -> PartNumbers:
    hidden = [one for one in inputs if one.is_hidden]
    if not hidden:
        return part
    digest = inputs_digest(framework, inputs)
    if part.score is None:
        return _stripped(part, Visibility.SHOWN)
    freed = [replace(one, is_free=one.is_free and spent.get(one.value_id, digest) == digest) for one in inputs]
    if not band_is_safe(freed):
        return _stripped(part, Visibility.SUPPRESSED)
    behind = {str(one.value_id): digest for one in hidden if not one.is_known}
    return replace(_banded(part, band_of(part.score)), spent=behind)


def inputs_digest(framework: str, inputs: Sequence[FacetInput]) -> str:
    """The same values under the same framework give the same facet, and so the same band."""
    ids = ",".join(str(one.value_id) for one in sorted(inputs, key=lambda one: one.value_id))
    return hashlib.sha256(f"{framework}:{ids}".encode()).hexdigest()[:16]


def _stripped(part: PartNumbers, visibility: Visibility) -> PartNumbers:
    """The part without any number of its score; coverage and verified weight speak of states, which are public."""
    return PartNumbers(
        key=part.key,
        level=part.level,
        visibility=visibility,
        coverage=part.coverage,
        verified=part.verified,
        is_exact=False,
    )


def _banded(part: PartNumbers, band: Band) -> PartNumbers:
    return replace(_stripped(part, Visibility.BAND), lower=band.lower, upper=band.upper)


def _combined(
    part: PartNumbers,
    below: Sequence[tuple[PartNumbers, float]],
    mean: Callable[[Sequence[tuple[float, float]]], float],
) -> PartNumbers:
    """`part` as it is when all below is exact; else what `mean` makes of the limits below, or nothing."""
    if all(child.is_exact for child, _ in below):
        return part
    if part.score is None:
        return _stripped(part, Visibility.SHOWN)
    if any(child.visibility == Visibility.SUPPRESSED for child, _ in below):
        return _stripped(part, Visibility.SUPPRESSED)
    lower, upper = (mean([(_limit(child, side), weight) for child, weight in below]) for side in ("lower", "upper"))
    return _banded(part, Band(lower, upper))


def _limit(child: PartNumbers, side: str) -> float:
    limit = child.score if child.is_exact else getattr(child, side)
    return float(limit if limit is not None else math.nan)


def _arithmetic(limits: Sequence[tuple[float, float]]) -> float:
    return sum(limit * weight for limit, weight in limits) / sum(weight for _, weight in limits)


def _geometric(limits: Sequence[tuple[float, float]]) -> float:
    """As `legitimacy.indicators.composite.geometric_mean`, which a test holds beside it."""
    total = sum(weight for _, weight in limits)
    return math.exp(sum(weight * math.log(max(limit, GEOMETRIC_FLOOR)) for limit, weight in limits) / total)
