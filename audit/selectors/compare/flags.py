"""Who lies outside the limits on every indicator at once, and how many would by chance alone (methods, part 9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.selectors.compare.columns import columns_of
from audit.selectors.compare.funnel import ASKING, WARNING, FunnelPicture, Point, funnel_answer
from audit.selectors.compare.reader import Reader
from audit.selectors.compare.reading import Comparison, comparison_read
from audit.selectors.compare.selection import Selection, corps_selected
from legitimacy.indicators.definitions import Indicator
from legitimacy.indicators.funnel import expected_false_alarms
from legitimacy.models import Corps, FrameworkItem


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFlags:
    """One indicator with a funnel: of `corps` chosen corps with a figure, `warned` lie outside 95 %.

    `flagged` lie outside 99.8 % too, furthest first.
    """

    passport: Indicator
    item: FrameworkItem | None
    centre: float
    corps: int
    warned: int
    flagged: tuple[Point, ...]

    @property
    def expected_warned(self) -> float:
        return expected_false_alarms(self.corps, WARNING)

    @property
    def expected_flagged(self) -> float:
        return expected_false_alarms(self.corps, ASKING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`rows` in the order of the pillars; `without` have no funnel, background indicators are left out of both."""

    selection: Selection
    corps: tuple[Corps, ...]
    comparison: Comparison
    rows: tuple[IndicatorFlags, ...]
    without: tuple[Indicator, ...]

    @property
    def compared(self) -> int:
        """Figures of corps that stand in a funnel."""
        return sum(row.corps for row in self.rows)

    @property
    def warned(self) -> int:
        return sum(row.warned for row in self.rows)

    @property
    def flagged(self) -> int:
        return sum(len(row.flagged) for row in self.rows)


def overview_read(selection: Selection, reader: Reader) -> Overview:
    """The flags of all indicators that may be judged, each figure as this reader may read it.

    The limits come from all local corps of the register; filters decide which corps are counted, and `pillar` which
    indicators. Figures are those that stand on the scorecards of the period. Two queries, as `comparison_read`.
    """
    everyone = [one for one in selection.everyone if one.type == Corps.Type.LOCAL]
    chosen = [one for one in corps_selected(selection, reader) if one.type == Corps.Type.LOCAL]
    comparison = comparison_read(selection, reader, everyone, with_parts=False)
    codes = {one.code for one in chosen}
    rows, without = [], []
    for column in columns_of(selection, comparison):
        if column.passport is None or column.passport.is_context:
            continue
        code = column.passport.code
        values = {corps: figures[code] for corps, figures in comparison.figures.items() if code in figures}
        picture = funnel_answer(column.passport, everyone, values).picture
        if picture is None:
            without.append(column.passport)
        else:
            rows.append(_row(column.passport, column.item, picture, codes))
    return Overview(
        selection=selection, corps=tuple(chosen), comparison=comparison, rows=tuple(rows), without=tuple(without)
    )


def _row(passport: Indicator, item: FrameworkItem | None, picture: FunnelPicture, codes: set[str]) -> IndicatorFlags:
    outside = picture.funnel.flags(WARNING)
    counted = [at for at, point in enumerate(picture.points) if point.corps.code in codes]
    return IndicatorFlags(
        passport=passport,
        item=item,
        centre=picture.centre,
        corps=len(counted),
        warned=sum(bool(outside[at]) for at in counted),
        flagged=tuple(one for one in picture.flagged if one.corps.code in codes),
    )


def flags_by_corps(rows: Sequence[IndicatorFlags]) -> dict[Corps, list[tuple[IndicatorFlags, Point]]]:
    """The flags of each corps that has one: most flags first, then by name. No rank: it says where to begin reading."""
    found: dict[Corps, list[tuple[IndicatorFlags, Point]]] = {}
    for row in rows:
        for point in row.flagged:
            found.setdefault(point.corps, []).append((row, point))
    order = sorted(found, key=lambda one: (-len(found[one]), one.display_name, one.code))
    return {one: found[one] for one in order}
