"""What the rules read before they decide: cells, frameworks, the parts and inputs of scorecards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from legitimacy.disclosure.cells import Cell
from legitimacy.disclosure.frameworks import FrameworkRows, framework_rows
from legitimacy.disclosure.parts import PartNumbers, Tree
from legitimacy.disclosure.policy import Measure, measures_read
from legitimacy.indicators.periods import Period
from legitimacy.models import (
    Framework,
    IndicatorScore,
    IndicatorValue,
    Scorecard,
    ScorePart,
)
from legitimacy.models.framework import framework_for

CELL = (
    *("pk", "subject_id", "subject__register", "indicator", "period", "state"),
    *("numerator", "denominator", "value", "n", "subject__kind"),
)
WITHIN = (
    *("subject__as_corps__region", "subject__as_corps__province"),
    *("subject__as_region__parent", "subject__as_region__parent__parent"),
    "subject__as_municipality__corps",
    *("subject__as_municipality__corps__region", "subject__as_municipality__corps__province"),
)
PART = (
    *("key", "level", "score", "lower", "upper", "bound_low", "bound_high", "coverage", "verified"),
    *("rank", "rank_low", "rank_high", "group_size"),
)

Table = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ScoredInput:
    """One indicator as it entered one scorecard. `lower` and `upper` are those of the score."""

    scorecard_id: int
    indicator: str
    value_id: int
    period: str
    score: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Basis:
    """A framework as disclosure needs it. Without one, only the passports speak."""

    framework: Framework | None
    measures: Mapping[str, Measure]
    tree: Tree
    items: tuple[str, ...] = ()

    @cached_property
    def effective_weights(self) -> dict[str, float]:
        """Weight of each item in the overall score, by code: the product of the shares down the tree."""
        totals: dict[str, float] = defaultdict(float)
        for code in self.items:
            totals[self.measures[code].facet] += self.measures[code].weight
        shares = {
            key: self.tree.pillars[pillar] * weight
            for pillar, facets in self.tree.facets.items()
            for key, weight in facets.items()
        }
        return {
            code: shares.get(measure.facet, 0.0) * measure.weight / (totals[measure.facet] or 1.0)
            for code, measure in ((code, self.measures[code]) for code in self.items)
        }


def basis_read(framework: Framework | None) -> Basis:
    """Two queries, none where the rows of the framework are kept."""
    rows = framework_rows(framework) if framework else FrameworkRows({}, ())
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    pillars: dict[str, float] = {}
    for facet in rows.facets:
        weights[facet.pillar][f"{facet.pillar}.{facet.code}"] = facet.weight
        pillars[facet.pillar] = facet.pillar_weight
    tree = Tree(framework.code if framework else "", dict(weights), pillars)
    return Basis(framework, measures_read(rows.items), tree, tuple(sorted(rows.items)))


def framework_in_force() -> Framework | None:
    """The framework that judges today."""
    return framework_for(Period.containing(localdate()), Framework.objects.all())


def cells_read(values: QuerySet[IndicatorValue]) -> list[Cell]:
    return [
        Cell(
            value_id=pk, subject_id=subject_id, register=register, indicator=indicator, period=period, state=state,
            numerator=numerator, denominator=denominator, value=value, n=n, kind=kind,
            within=tuple(one for one in within if one),
        )
        for pk, subject_id, register, indicator, period, state, numerator, denominator, value, n, kind, *within
        in values.values_list(*CELL, *WITHIN)
    ]  # fmt: skip


def tables_of(values: QuerySet[IndicatorValue]) -> set[Table]:
    return set(values.order_by().values_list("indicator", "period", "subject__register").distinct())


def current_in(tables: Iterable[Table]) -> QuerySet[IndicatorValue]:
    """The figures in force of whole tables."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for indicator, period, register in tables:
        groups[period, register].append(indicator)
    condition = Q(pk__in=[])
    for (period, register), codes in groups.items():
        condition |= Q(period=period, subject__register=register, indicator__in=codes)
    return IndicatorValue.objects.filter(condition, current__isnull=False)


def scored_inputs(scorecards: Sequence[Scorecard]) -> dict[int, list[ScoredInput]]:
    """What each scorecard was scored from, by scorecard id. One query."""
    inputs: dict[int, list[ScoredInput]] = defaultdict(list)
    rows = IndicatorScore.objects.filter(scorecard__in=[card.pk for card in scorecards])
    fields = ("scorecard_id", "indicator", "value_id", "value__period", "score", "lower", "upper")
    for row in rows.values_list(*fields):
        inputs[row[0]].append(ScoredInput(*row))
    return inputs


def part_numbers(scorecards: Sequence[Scorecard]) -> dict[int, dict[str, PartNumbers]]:
    """The computed parts of each scorecard, by scorecard id and key. One query."""
    parts: dict[int, dict[str, PartNumbers]] = defaultdict(dict)
    rows: QuerySet[Any, tuple[Any, ...]] = ScorePart.objects.filter(
        scorecard__in=[card.pk for card in scorecards]
    ).values_list("scorecard_id", *PART)
    for scorecard_id, *numbers in rows:
        part = PartNumbers(**dict(zip(PART, numbers, strict=True)))
        parts[scorecard_id][part.key] = part
    return parts


def scorecards_of(*, register: str, periods: Sequence[str], corps: int | None = None) -> list[Scorecard]:
    """One scorecard per corps and period: by the framework in force in it. By corps code, one query."""
    rows = Scorecard.objects.filter(corps__register=register, period__in=periods).select_related("corps", "framework")
    if corps is not None:
        rows = rows.filter(corps=corps)
    found: dict[tuple[str, str], list[Scorecard]] = defaultdict(list)
    for card in rows:
        found[card.corps.code, card.period].append(card)
    return [_judged(found[place]) for place in sorted(found)]


def _judged(cards: list[Scorecard]) -> Scorecard:
    """Around the change of a framework there are two, by the old one and by the new one."""
    if len(cards) == 1:
        return cards[0]
    judge = framework_for(Period.parse(cards[0].period), [card.framework for card in cards])
    return next((card for card in cards if card.framework == judge), cards[0])
