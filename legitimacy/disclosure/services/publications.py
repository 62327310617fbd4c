"""Decisions for the own corps, the auditor and the researcher: stored at each run, beside what it computed."""

from collections.abc import Collection, Mapping
from itertools import groupby

from django.db import transaction

from legitimacy.disclosure.cells import Cell, Verdict
from legitimacy.disclosure.decisions import verdicts
from legitimacy.disclosure.policy import minima_for
from legitimacy.disclosure.reading import (
    Basis,
    basis_read,
    cells_read,
    current_in,
    framework_in_force,
    part_numbers,
    scored_inputs,
    tables_of,
)
from legitimacy.disclosure.services.parts import Group, parts_store, spent_read
from legitimacy.disclosure.services.scorecards import Told, card_parts, ranks_hidden
from legitimacy.disclosure.services.verdicts import stocks_public, verdicts_store
from legitimacy.disclosure.windows import QUARTERS, is_anchored
from legitimacy.indicators.periods import Period
from legitimacy.models import IndicatorValue, Run, Scorecard
from legitimacy.models.disclosure import Audience
from legitimacy.models.framework import framework_for

INTERNAL = (Audience.CORPS, Audience.AUDITOR, Audience.RESEARCHER)


@transaction.atomic
def publications_decide(*, run: Run, scorecards: Collection[Scorecard]) -> int:
    """Decide what the audiences inside see of the values and scorecards of a run; return how many decisions changed.

    Set-based: a fixed number of queries per register and audience. Tables that the run touched are decided anew as a
    whole, since one new small cell can hide the others. The public sees none of it before a release.
    """
    chosen = Scorecard.objects.filter(pk__in=[card.pk for card in scorecards]).select_related("corps", "framework")
    cards = list(chosen.order_by("framework", "period", "corps__register", "corps"))
    judge = framework_for(Period.parse(run.period), {card.framework for card in cards})
    # The framework in force speaks first: what stands behind a band of its scores stands behind no other.
    cards.sort(key=lambda card: card.framework != judge)
    basis = basis_read(judge or framework_in_force())
    tables = tables_of(IndicatorValue.objects.filter(run=run))
    tables |= tables_of(IndicatorValue.objects.filter(scores__scorecard__in=[card.pk for card in cards]))
    cells = {cell.value_id: cell for cell in cells_read(current_in(tables))}
    public = stocks_public(cells.values(), basis.measures)
    decided = {a: verdicts(cells.values(), audience=a, measures=basis.measures, public=public) for a in INTERNAL}
    changed = sum(verdicts_store(audience, decided[audience], tables) for audience in INTERNAL)
    for _, members in groupby(cards, key=lambda card: (card.framework_id, card.period, card.corps.register)):
        changed += _group_decide(list(members), basis, cells, decided)
    return changed


def _group_decide(
    cards: list[Scorecard], basis: Basis, cells: Mapping[int, Cell], decided: Mapping[Audience, Mapping[int, Verdict]]
) -> int:
    """The parts of the cards of one framework, period and register, for every audience inside."""
    if cards[0].framework != basis.framework:
        basis = basis_read(cards[0].framework)
    scored, parts = scored_inputs(cards), part_numbers(cards)
    changed = 0
    for audience in INTERNAL:
        group, minima = Group(audience, cards), minima_for(basis.measures, audience)
        spent = spent_read(group)
        readable = [
            card_parts(
                parts[card.pk], scored[card.pk], minima=minima, basis=basis, cells=cells,
                decided=decided[audience], spent=spent[card.corps_id], told=_told(audience, basis),
            )
            for card in cards
        ]  # fmt: skip
        if audience != Audience.CORPS:
            readable = ranks_hidden(readable, group.hidden_elsewhere())
        changed += parts_store(group, readable)
    return changed


def _told(audience: Audience, basis: Basis) -> Told:
    """The researcher may be told of rolling windows only through those that tile the calendar, in bands too."""

    def told(cell: Cell) -> tuple[bool, bool]:
        measure = basis.measures[cell.indicator]
        is_free = audience != Audience.RESEARCHER or measure.window not in QUARTERS or is_anchored(cell, measure)
        return is_free, False

    return told
