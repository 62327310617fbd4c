"""Deciding for the public: everything of a release at once, beside everything that earlier releases published."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from legitimacy.disclosure.carried import newest_first, newest_standing, standing_filter, value_periods
from legitimacy.disclosure.cells import Cell, Verdict
from legitimacy.disclosure.decisions import verdicts
from legitimacy.disclosure.parts import PartNumbers
from legitimacy.disclosure.policy import minima_for
from legitimacy.disclosure.reading import (
    Basis,
    ScoredInput,
    basis_read,
    cells_read,
    framework_in_force,
    part_numbers,
    scorecards_of,
    scored_inputs,
)
from legitimacy.disclosure.services.ledger import ledger_read
from legitimacy.disclosure.services.parts import Spent, parts_insert
from legitimacy.disclosure.services.scorecards import card_parts, ranks_hidden
from legitimacy.disclosure.services.tables import DecidedTable, tables_decide, tables_insert
from legitimacy.disclosure.services.verdicts import stocks_open, verdicts_insert
from legitimacy.disclosure.windows import Ledger
from legitimacy.models import IndicatorValue, Release, Scorecard, ScorecardPublication
from legitimacy.models.disclosure import Audience
from legitimacy.models.inserting import objects_insert

Standing = dict[int, dict[str, int]]


@dataclass(slots=True)
class Contents:
    """A release in the making.

    `basis` is the newest framework, `bases` are all by id; `standing`: value id by subject and indicator, per period.
    """

    release: Release
    basis: Basis
    bases: dict[int, Basis]
    cards: list[Scorecard]
    cells: dict[int, Cell]
    standing: dict[str, Standing]
    ledger: Ledger
    decided: dict[int, Verdict] = field(default_factory=dict)
    tables: list[DecidedTable] = field(default_factory=list)

    @property
    def value_ids(self) -> set[int]:
        """The figures of its periods, and earlier ones that still stand on their scorecards."""
        ids = {cell.value_id for cell in self.cells.values() if cell.period in self.release.periods}
        for standing in self.standing.values():
            ids.update(value_id for items in standing.values() for value_id in items.values())
        return ids


def release_decide(release: Release) -> Contents:
    """What the public would see of every value and table of the release. Nothing is written."""
    contents = _contents_read(release)
    contents.decided = verdicts(
        contents.cells.values(),
        audience=Audience.PUBLIC,
        measures=contents.basis.measures,
        ledger=contents.ledger,
        releasing=contents.value_ids,
    )
    contents.tables = tables_decide(release, contents.cells.values(), contents.decided)
    return contents


def release_freeze(contents: Contents) -> None:
    """Write what was decided. Numbers of scores and tables are copied."""
    release = contents.release
    verdicts_insert(contents.decided, sorted(contents.value_ids), audience=Audience.PUBLIC, release=release)
    stocks_open(contents.cells, contents.decided, contents.basis.measures, contents.value_ids)
    _scorecards_freeze(contents)
    tables_insert(release, contents.tables)


def _contents_read(release: Release) -> Contents:
    cards = scorecards_of(register=release.register, periods=release.periods)
    frameworks = {card.framework_id: card.framework for card in cards}
    bases = {pk: basis_read(framework) for pk, framework in frameworks.items()}
    basis = (
        bases[max(frameworks, key=lambda pk: frameworks[pk].valid_from)] if bases else basis_read(framework_in_force())
    )
    condition = Q(period__in=release.periods)
    for period in release.periods:
        condition |= standing_filter(period, basis.measures)
    current = IndicatorValue.objects.filter(condition, current__isnull=False, subject__register=release.register)
    cells = {cell.value_id: cell for cell in cells_read(current)}
    standing = {period: _standing_on(period, cells, basis) for period in release.periods}
    ledger = ledger_read(release.register, basis.measures)
    return Contents(release, basis, bases, cards, cells, standing, ledger)


def _standing_on(period: str, cells: Mapping[int, Cell], basis: Basis) -> Standing:
    rows = (
        (cell.subject_id, cell.indicator, cell.state, cell.period, cell.value_id)
        for cell in cells.values()
        if cell.period in _periods_of(period, basis, cell.indicator)
    )
    return newest_standing(rows, period)


def _periods_of(period: str, basis: Basis, indicator: str) -> tuple[str, ...]:
    measure = basis.measures[indicator]
    return value_periods(period, measure.window, measure.valid_months)


def _scorecards_freeze(contents: Contents) -> None:
    """Newest period first, as with windows: a hidden value stands behind one band only."""
    scored, computed = scored_inputs(contents.cards), part_numbers(contents.cards)
    heads: list[ScorecardPublication] = []
    parts: list[tuple[Scorecard, PartNumbers, Spent]] = []
    for period in sorted(contents.release.periods, key=newest_first, reverse=True):
        cards = [card for card in contents.cards if card.period == period]
        readable = ranks_hidden([_parts_of(card, contents, scored[card.pk], computed[card.pk]) for card in cards])
        for card, visible in zip(cards, readable, strict=True):
            heads.append(_head(card, contents, scored[card.pk], visible))
            parts += [(card, part, part.spent) for part in visible.values()]
    objects_insert(heads)
    parts_insert(parts, audience=Audience.PUBLIC, release=contents.release)


def _parts_of(
    card: Scorecard, contents: Contents, scored: list[ScoredInput], parts: Mapping[str, PartNumbers]
) -> dict[str, PartNumbers]:
    measures, ledger = contents.basis.measures, contents.ledger
    visible = card_parts(
        parts,
        scored,
        minima=minima_for(contents.bases[card.framework_id].measures, Audience.PUBLIC),
        basis=contents.bases[card.framework_id],
        cells=contents.cells,
        decided=contents.decided,
        spent=ledger.spent,
        told=lambda cell: (ledger.is_free(cell, measures[cell.indicator]), ledger.knows(cell)),
    )
    for part in visible.values():
        for value_id, digest in part.spent.items():
            cell = contents.cells[int(value_id)]
            ledger.band(cell, measures[cell.indicator], digest)
    return visible


def _head(
    card: Scorecard, contents: Contents, scored: list[ScoredInput], visible: Mapping[str, PartNumbers]
) -> ScorecardPublication:
    is_exact = all(part.is_exact for part in visible.values())
    return ScorecardPublication(
        release=contents.release,
        corps_id=card.corps_id,
        period=card.period,
        framework_id=card.framework_id,
        origin=card.origin,
        delivered=card.delivered,
        due=card.due,
        compensation_loss=card.compensation_loss if is_exact else None,
        computed_at=card.computed_at,
        run_id=card.run_id,
        items=_items(card, contents, {one.indicator: one for one in scored}),
    )


def _items(card: Scorecard, contents: Contents, scored: Mapping[str, ScoredInput]) -> dict[str, dict[str, object]]:
    items: dict[str, dict[str, object]] = {}
    for indicator, value_id in contents.standing[card.period].get(card.corps_id, {}).items():
        item: dict[str, object] = {"value": value_id, "period": contents.cells[value_id].period}
        one = scored.get(indicator)
        if one is not None and one.value_id == value_id and contents.decided[value_id].is_shown:
            item |= {"score": one.score, "lower": one.lower, "upper": one.upper}
        items[indicator] = item
    return items
