"""In which order corps stand. Whoever has few cases is drawn towards the mean first, so that chance tops no list."""

from collections.abc import Sequence

import numpy as np

from audit.selectors.compare.columns import Column
from audit.selectors.compare.goals import targets_reached
from audit.selectors.compare.reading import Comparison
from audit.selectors.compare.selection import NAME, Measure, Selection
from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.indicators.composite import band_score, goalpost_score
from legitimacy.models import Corps, FrameworkItem
from legitimacy.shrunken import shrunken_values


def ordered(comparison: Comparison, selection: Selection, columns: Sequence[Column]) -> list[Corps]:
    """By name, or by a column; corps without a number there come last, whatever the direction.

    Indicators go by their shrunken values where they are shares or rates with counts (methods, part 8).
    """
    corps = list(comparison.corps)
    column = next((one for one in columns if one.key == selection.sort), None)
    if selection.sort == NAME or column is None:
        return corps[::-1] if selection.desc and selection.sort == NAME else corps
    keys = sort_keys(comparison, corps, column, selection.measure)
    known = [(key, place) for place, key in enumerate(keys) if key is not None]
    sign = -1.0 if selection.desc else 1.0
    places = [place for _key, place in sorted(known, key=lambda one: (sign * one[0], one[1]))]
    return [corps[place] for place in places] + [one for one, key in zip(corps, keys, strict=True) if key is None]


def sort_keys(comparison: Comparison, corps: Sequence[Corps], column: Column, measure: str) -> list[float | None]:
    """The number of each corps that orders it; None where this reader sees none."""
    if column.goal:
        return [_share(comparison, one.code, column.goal) for one in corps]
    if column.passport is None:
        return [_part_number(comparison.part(one.code, column.key)) for one in corps]
    values = [comparison.figures.get(one.code, {}).get(column.key) for one in corps]
    numbers = shrunken_values(values, column.passport)
    if measure == Measure.SCORE and column.item is not None and not column.is_context:
        return _scores(numbers, values, column.item)
    return numbers


def _part_number(part: VisiblePart | None) -> float | None:
    """The score; the middle of a band, which is all that may be known of it."""
    if part is None or part.score is not None or part.lower is None or part.upper is None:
        return part.score if part else None
    return (part.lower + part.upper) / 2


def _share(comparison: Comparison, code: str, goal: int) -> float | None:
    reached = targets_reached(comparison, code, goal)
    return reached.reached / reached.judged if reached.judged else None


def _scores(
    numbers: Sequence[float | None], values: Sequence[VisibleValue | None], item: FrameworkItem
) -> list[float | None]:
    """The scores that the shrunken values would have; None where the figure itself has none."""
    found = np.array([np.nan if number is None else number for number in numbers], dtype=np.float64)
    if None not in (item.band_low, item.band_high, item.outer_low, item.outer_high):
        scores = np.asarray(
            band_score(found, item.band_low, item.band_high, item.outer_low, item.outer_high)  # type: ignore[arg-type]
        )
    elif item.floor is not None and item.target is not None and item.floor != item.target:
        scores = np.asarray(goalpost_score(found, item.floor, item.target))
    else:
        return [value.score if value else None for value in values]
    return [
        float(score) if value is not None and value.score is not None else None
        for score, value in zip(scores, values, strict=True)
    ]
