"""Decisions for the own corps, the auditor and the researcher: stored at each run, beside what it computed."""

from collections.abc import Collection, Mapping
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from legitimacy.disclosure.cells import Cell, Verdict
from legitimacy.disclosure.decisions import verdicts
from legitimacy.disclosure.reading import (
    Basis,
    Table,
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
from legitimacy.disclosure.windows import QUARTERS, is_anchored
from legitimacy.models import IndicatorValue, Publication, Run, Scorecard
from legitimacy.models.disclosure import Audience
from legitimacy.models.inserting import objects_insert

INTERNAL = (Audience.CORPS, Audience.AUDITOR, Audience.RESEARCHER)
BATCH = 2000


@transaction.atomic
def publications_decide(*, run: Run, scorecards: Collection[Scorecard]) -> int:
    """Decide what the audiences inside see of the values and scorecards of a run; return how many decisions changed.

    Set-based: a fixed number of queries per register and audience. Tables that the run touched are decided anew as a
    whole, since one new small cell can hide the others. The public sees none of it before a release.
    """
    chosen = Scorecard.objects.filter(pk__in=[card.pk for card in scorecards]).select_related("corps", "framework")
    cards = list(chosen.order_by("framework", "period", "corps__register", "corps"))
    basis = basis_read(cards[0].framework if cards else framework_in_force())
    tables = tables_of(IndicatorValue.objects.filter(run=run))
    tables |= tables_of(IndicatorValue.objects.filter(scores__scorecard__in=[card.pk for card in cards]))
    cells = {cell.value_id: cell for cell in cells_read(current_in(tables))}
    decided = {a: verdicts(cells.values(), audience=a, measures=basis.measures) for a in INTERNAL}
    changed = sum(_verdicts_store(audience, decided[audience], tables) for audience in INTERNAL)
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
        group = Group(audience, cards)
        spent = spent_read(group)
        readable = [
            card_parts(
                parts[card.pk], scored[card.pk], audience=audience, basis=basis, cells=cells,
                decided=decided[audience], spent=spent[card.corps_id], told=_told(audience, basis),
            )
            for card in cards
        ]  # fmt: skip
        if audience != Audience.CORPS:
            readable = ranks_hidden(readable, group.hidden_elsewhere())
        changed += parts_store(group, readable)
    return changed


def _verdicts_store(audience: Audience, decided: Mapping[int, Verdict], tables: Collection[Table]) -> int:
    stored = _publications_of(audience, tables).values_list("value_id", "pk", "visibility", "reason")
    known = {value_id: (pk, (visibility, reason)) for value_id, pk, visibility, reason in stored}
    fresh = [
        Publication(value_id=value_id, audience=audience, visibility=verdict.visibility, reason=verdict.reason)
        for value_id, verdict in decided.items()
        if value_id not in known or known[value_id][1] != (verdict.visibility, verdict.reason)
    ]
    replaced = [known[row.value_id][0] for row in fresh if row.value_id in known]
    for start in range(0, len(replaced), BATCH):
        Publication.objects.filter(pk__in=replaced[start : start + BATCH]).delete()
    objects_insert(fresh)
    return len(fresh)


def _publications_of(audience: Audience, tables: Collection[Table]) -> QuerySet[Publication]:
    return Publication.objects.filter(audience=audience, release=None, value__in=current_in(tables).values("pk"))


def _told(audience: Audience, basis: Basis) -> Told:
    """The researcher may be told of rolling windows only through those that tile the calendar, in bands too."""

    def told(cell: Cell) -> tuple[bool, bool]:
        measure = basis.measures[cell.indicator]
        is_free = audience != Audience.RESEARCHER or measure.window not in QUARTERS or is_anchored(cell, measure)
        return is_free, False

    return told
