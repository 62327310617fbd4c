"""The decision about every figure for one audience: primary, whole tables, windows. Pure: rows in, verdicts out."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from legitimacy.disclosure.cells import (
    BEHIND_BAND,
    CHANGE_SMALL,
    LINKED_TO_SMALL_CELLS,
    REVISION_SMALL,
    SHOWN,
    TABLE_HAS_SMALL_CELLS,
    WINDOW_OVERLAPS,
    Cell,
    Verdict,
    is_counted,
    is_too_few_to_tell,
    primary_reason,
    suppressed,
)
from legitimacy.disclosure.linked_cells import cells_to_hide, family_of
from legitimacy.disclosure.policy import Measure, Minimum, minima_for
from legitimacy.disclosure.windows import Ledger, is_anchored, is_bound, is_stock_of_staff, revision_is_small
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models.disclosure import Audience

TABLE_AUDIENCES = frozenset({Audience.RESEARCHER, Audience.PUBLIC})


def verdicts(
    cells: Iterable[Cell],
    *,
    audience: str,
    measures: Mapping[str, Measure],
    ledger: Ledger | None = None,
    releasing: Container[int] | None = None,
    public: Container[int] = frozenset(),
) -> dict[int, Verdict]:
    """What `audience` may see of each figure, by value id.

    The cells must hold whole tables (an indicator in a period over a whole register), since what
    researchers and the public see of one cell depends on those that add up with it. `ledger`: what earlier releases
    published; the figures that are shown now are added to it. Without one, windows are those that tile the calendar.
    `releasing`: ids of the figures that are published now, where that is not all of them. `public`: ids of those that
    the public reads already.
    """
    listed = list(cells)
    minima = minima_for(measures, audience)
    decided = {cell.value_id: _primary(cell, measures[cell.indicator], minima[cell.indicator]) for cell in listed}
    if audience not in TABLE_AUDIENCES:
        return decided
    _withhold_linked(listed, decided, measures, minima, ledger)
    if ledger is None:
        _withhold_unanchored(listed, decided, measures, minima)
        _withhold_stocks(listed, decided, measures, public)
    else:
        released = [cell for cell in listed if releasing is None or cell.value_id in releasing]
        _withhold_overlapping(released, decided, measures, minima, ledger)
    return decided


def _primary(cell: Cell, measure: Measure, minimum: Minimum) -> Verdict:
    reason = primary_reason(cell, measure, minimum)
    return suppressed(reason) if reason else SHOWN


def _withhold_linked(
    cells: list[Cell],
    decided: dict[int, Verdict],
    measures: Mapping[str, Measure],
    minima: Mapping[str, Minimum],
    ledger: Ledger | None,
) -> None:
    """All that is hidden of one table gets the same reason, so that the reason does not point at the small ones."""
    tables: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        if measures[cell.indicator].counts_people and is_counted(cell):
            tables[cell.table].append(cell)
    published = ledger.tables() if ledger else {}
    for table, members in tables.items():
        measure, minimum = measures[table[0]], minima[table[0]]
        small = frozenset(
            cell.value_id
            for cell in members
            if not decided[cell.value_id].is_shown or is_too_few_to_tell(cell, measure, minimum)
        )
        if not small and ledger is None:
            continue
        told = published.get(table, ())
        hidden = cells_to_hide(family_of(members), small, measure, minimum, ledger, told)
        reason = suppressed(LINKED_TO_SMALL_CELLS if hidden.is_linked else TABLE_HAS_SMALL_CELLS)
        measured = (cell.value_id for cell in members if cell.state == State.OK)
        decided.update((value_id, reason) for value_id in measured if value_id in hidden.value_ids)


def _withhold_unanchored(
    cells: list[Cell], decided: dict[int, Verdict], measures: Mapping[str, Measure], minima: Mapping[str, Minimum]
) -> None:
    for cell in cells:
        measure = measures[cell.indicator]
        if not decided[cell.value_id].is_shown or cell.state != State.OK:
            continue
        if is_bound(cell, measure, minima[cell.indicator]) and not is_anchored(cell, measure):
            decided[cell.value_id] = suppressed(WINDOW_OVERLAPS)


def _withhold_stocks(
    cells: list[Cell], decided: dict[int, Verdict], measures: Mapping[str, Measure], public: Container[int]
) -> None:
    """Of staff no more than the public reads: beside the figures of other years that it reads, and the tables of staff,
    one more would tell how few came or went. No order of runs could be kept in which that is checked.
    """
    for cell in cells:
        is_shown = cell.state == State.OK and decided[cell.value_id].is_shown
        if is_shown and is_stock_of_staff(measures[cell.indicator]) and cell.value_id not in public:
            decided[cell.value_id] = suppressed(CHANGE_SMALL)


def _withhold_overlapping(
    cells: list[Cell],
    decided: dict[int, Verdict],
    measures: Mapping[str, Measure],
    minima: Mapping[str, Minimum],
    ledger: Ledger,
) -> None:
    """Newest first, so that of windows that overlap the latest is published."""
    for cell in sorted(cells, key=lambda one: (Period.parse(one.period).end, one.value_id), reverse=True):
        if cell.state != State.OK or not decided[cell.value_id].is_shown or ledger.knows(cell):
            continue
        reason = _overlap_reason(cell, measures[cell.indicator], minima[cell.indicator], ledger)
        if reason:
            decided[cell.value_id] = suppressed(reason)
        else:
            ledger.show(cell, measures[cell.indicator])


def _overlap_reason(cell: Cell, measure: Measure, minimum: Minimum, ledger: Ledger) -> str:
    if ledger.is_behind_band(cell):
        return BEHIND_BAND
    bound = is_bound(cell, measure, minimum)
    for known in ledger.overlapping(cell, measure):
        if known.cell.period == cell.period:
            if revision_is_small(cell, known.cell, measure, minimum):
                return REVISION_SMALL
        elif bound or is_bound(known.cell, measure, minimum):
            return WINDOW_OVERLAPS
    if is_stock_of_staff(measure) and any(
        revision_is_small(cell, known, measure, minimum) for known in ledger.beside(cell, measure)
    ):
        return CHANGE_SMALL
    return ""
