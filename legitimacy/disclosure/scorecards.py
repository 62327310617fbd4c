"""Whole scorecards as one audience may read them: as computed for those inside, as frozen for the public."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q

from legitimacy.disclosure.carried import standing_filter, standing_order, value_periods
from legitimacy.disclosure.conditions import figure_filter
from legitimacy.disclosure.reading import Basis, ScoredInput, basis_read, scorecards_of, scored_inputs
from legitimacy.disclosure.rows import (
    INDICATOR,
    NO_SCORE,
    SUBJECT,
    VALUE_ID,
    Row,
    Score,
    inside_standing,
    inside_values,
    part_rows,
    publication_rows_by_release,
    visible_value,
)
from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.models import Corps, Framework, PartPublication, Publication, Scorecard, ScorecardPublication
from legitimacy.models.disclosure import public_releases

Parts = dict[int, dict[str, VisiblePart]]


def inside_scorecards(
    *,
    audience: str,
    register: str,
    period: str,
    corps_ids: Sequence[int] | None = None,
    with_parts: bool = True,
    with_items: bool = True,
) -> list[VisibleScorecard]:
    """Five queries: scorecards, framework (two), figures (only `with_items`), parts (only `with_parts`)."""
    only = corps_ids[0] if corps_ids is not None and len(corps_ids) == 1 else None
    cards = scorecards_of(register=register, periods=[period], corps=only)
    cards = [card for card in cards if corps_ids is None or card.corps_id in corps_ids]
    if not cards:
        return []
    basis = _basis_of([card.framework for card in cards])
    ids = [card.corps_id for card in cards]
    items = _inside_items(audience, period, basis, cards) if with_items else {}
    rows = PartPublication.objects.filter(
        audience=audience,
        release=None,
        period=period,
        corps__in=ids,
        framework__in={card.framework_id for card in cards},
    )
    parts = _by_corps(part_rows(rows) if with_parts else ())
    return [_inside(card, items.get(card.corps_id, []), parts[card.corps_id]) for card in cards]


def _inside_items(
    audience: str, period: str, basis: Basis, cards: Sequence[Scorecard]
) -> dict[int, list[VisibleValue]]:
    """The figures on each scorecard, by corps. One query."""
    own = figure_filter(subject_ids=[card.corps_id for card in cards])
    values = inside_values(audience).filter(standing_filter(period, basis.measures), own)
    standing: dict[int, dict[str, tuple[Row, Score]]] = defaultdict(dict)
    for found in inside_standing(values, [card.pk for card in cards]):
        standing[found[0][SUBJECT]][found[0][INDICATOR]] = found
    return {card.corps_id: _items(card, basis, standing[card.corps_id]) for card in cards}


def inside_scorecard_of(
    *, corps: Corps, period: str, figures: Iterable[VisibleValue], parts: Iterable[VisiblePart]
) -> VisibleScorecard | None:
    """The scorecard of one corps from what was read before: all its figures, and its parts by every framework.

    Four queries: scorecard, framework (two), scores.
    """
    cards = scorecards_of(register=corps.register, periods=[period], corps=corps.pk)
    if not cards:
        return None
    card = cards[0]
    basis = _basis_of([card.framework])
    standing = _standing(value for value in figures if _may_stand(value, period, basis))[corps.pk]
    own = {part.key: part for part in parts if (part.period, part.framework) == (period, card.framework.code)}
    items = _items_of_values(card, basis, standing, scored_inputs([card])[card.pk])
    return _inside(card, items, own)


def _may_stand(value: VisibleValue, period: str, basis: Basis) -> bool:
    measure = basis.measures.get(value.indicator)
    return measure is not None and value.period in value_periods(period, measure.window, measure.valid_months)


def _basis_of(frameworks: Iterable[Framework]) -> Basis:
    return basis_read(max(frameworks, key=lambda framework: (framework.valid_from, framework.pk)))


def _standing(values: Iterable[VisibleValue]) -> dict[int, dict[str, VisibleValue]]:
    """The newest by corps and indicator, of figures that are valid."""
    figures: dict[int, dict[str, VisibleValue]] = defaultdict(dict)
    for value in sorted(values, key=lambda one: standing_order(one.state, one.period)):
        figures[value.subject_id][value.indicator] = value
    return figures


def _inside(card: Scorecard, items: list[VisibleValue], parts: dict[str, VisiblePart]) -> VisibleScorecard:
    exact = bool(parts) and all(part.visibility == Visibility.SHOWN for part in parts.values())
    return VisibleScorecard(
        corps_id=card.corps_id,
        corps_code=card.corps.code,
        period=card.period,
        framework=card.framework.code,
        origin=card.origin,
        delivered=card.delivered,
        due=card.due,
        parts=parts,
        items=items,
        compensation_loss=card.compensation_loss if exact else None,
        computed_at=card.computed_at,
        run_id=card.run_id,
    )


def released_scorecards(
    *,
    register: str,
    period: str,
    corps_ids: Sequence[int] | None = None,
    with_parts: bool = True,
    with_items: bool = True,
) -> list[VisibleScorecard]:
    """Five queries: heads, framework (two), figures (only `with_items`), parts (only `with_parts`)."""
    heads = _heads(register, period, corps_ids)
    if not heads:
        return []
    basis = _basis_of([head.framework for head in heads])
    figures = _released_figures(heads) if with_items else {}
    rows = PartPublication.objects.filter(_of_heads(heads), period=period)
    parts = _by_corps(part_rows(rows) if with_parts else ())
    return [
        _released(
            head, _released_items(head, basis, figures[head.release_id]) if with_items else [], parts[head.corps_id]
        )
        for head in heads
    ]


def _heads(register: str, period: str, corps_ids: Sequence[int] | None) -> list[ScorecardPublication]:
    """The newest approved head of each corps, by corps code."""
    found = ScorecardPublication.objects.filter(corps__register=register, period=period, **public_releases("release__"))
    if corps_ids is not None:
        found = found.filter(corps__in=corps_ids)
    ordered = found.select_related("corps", "framework", "release").order_by("release__approved_at", "pk")
    newest = {head.corps_id: head for head in ordered}
    return sorted(newest.values(), key=lambda head: head.corps.code)


def _of_heads(heads: Iterable[ScorecardPublication]) -> Q:
    groups: dict[int, list[int]] = defaultdict(list)
    for head in heads:
        groups[head.release_id].append(head.corps_id)
    condition = Q(pk__in=[])
    for release_id, ids in groups.items():
        condition |= Q(release=release_id, corps__in=ids)
    return condition


def _released_figures(heads: Sequence[ScorecardPublication]) -> dict[int, dict[int, Row]]:
    """Rows of figures by release and value id. Periods narrow the search to about what stands on the scorecards."""
    periods = {item["period"] for head in heads for item in head.items.values()}
    decisions = Publication.objects.filter(
        release__in={head.release_id for head in heads},
        value__subject__in=[head.corps_id for head in heads],
        value__period__in=periods,
    )
    figures: dict[int, dict[int, Row]] = defaultdict(dict)
    for release_id, row in publication_rows_by_release(decisions):
        figures[release_id][row[VALUE_ID]] = row
    return figures


def _released_items(head: ScorecardPublication, basis: Basis, figures: Mapping[int, Row]) -> list[VisibleValue]:
    standing = {
        code: (
            figures[item["value"]],
            Score(item["score"], item["lower"], item["upper"]) if "score" in item else NO_SCORE,
        )
        for code, item in head.items.items()
        if item["value"] in figures
    }
    return _items(head, basis, standing)


def _released(head: ScorecardPublication, items: list[VisibleValue], parts: dict[str, VisiblePart]) -> VisibleScorecard:
    return VisibleScorecard(
        corps_id=head.corps_id,
        corps_code=head.corps.code,
        period=head.period,
        framework=head.framework.code,
        origin=head.origin,
        delivered=head.delivered,
        due=head.due,
        parts=parts,
        items=items,
        compensation_loss=head.compensation_loss,
        computed_at=head.computed_at,
        run_id=head.run_id,
        release=head.release.code,
    )


def _by_corps(parts: Iterable[VisiblePart]) -> Parts:
    grouped: Parts = defaultdict(dict)
    for part in parts:
        grouped[part.corps_id][part.key] = part
    return grouped


Card = Scorecard | ScorecardPublication


def _items(card: Card, basis: Basis, standing: Mapping[str, tuple[Row, Score]]) -> list[VisibleValue]:
    """One figure per item of the framework, in code order; a score only beside a figure that is shown."""
    return [
        visible_value(standing[code][0], weight, standing[code][1])
        if code in standing
        else _not_delivered(card, basis, code, weight)
        for code, weight in basis.effective_weights.items()
    ]


def _items_of_values(
    card: Card, basis: Basis, figures: Mapping[str, VisibleValue], scored: Iterable[ScoredInput]
) -> list[VisibleValue]:
    """The same, from figures that were read before."""
    scores = {
        one.indicator: Score(one.score, one.lower, one.upper)
        for one in scored
        if one.indicator in figures
        and figures[one.indicator].value_id == one.value_id
        and figures[one.indicator].is_shown
    }
    items = []
    for code, weight in basis.effective_weights.items():
        if code not in figures:
            items.append(_not_delivered(card, basis, code, weight))
            continue
        score, lower, upper = scores.get(code, NO_SCORE)
        items.append(replace(figures[code], effective_weight=weight, score=score, score_lower=lower, score_upper=upper))
    return items


def _not_delivered(card: Card, basis: Basis, code: str, weight: float) -> VisibleValue:
    return VisibleValue(
        subject_id=card.corps_id,
        corps_code=card.corps.code,
        indicator=code,
        period=card.period,
        window=basis.measures[code].window,
        state=State.NOT_DELIVERED,
        visibility=Visibility.SHOWN,
        effective_weight=weight,
    )
