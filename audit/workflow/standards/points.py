"""From levels to points: full points where a criterion is met, half where it is partly, none where it is not.

A criterion that does not apply leaves the maximum.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.workflow.standards.codes import Level


@dataclass(frozen=True, slots=True)
class Total:
    """`points` of at most `most`; `all_met` says that every criterion that applies is met."""

    points: int
    most: int
    all_met: bool


def total_of(judged: Iterable[tuple[int, str]]) -> Total:
    """The total of pairs of a criterion's points (even) and its level; criteria without a level count as not met."""
    points = most = 0
    all_met, some = True, False
    for worth, level in judged:
        if level == Level.NOT_APPLICABLE:
            continue
        some = True
        most += worth
        points += worth if level == Level.MET else worth // 2 if level == Level.PARTLY else 0
        all_met = all_met and level == Level.MET
    return Total(points, most, all_met and some)


def item_passes(levels: Iterable[str]) -> bool:
    """Whether a drawn item meets every criterion that applies to it. An item to which none applies passes none."""
    given = [level for level in levels if level != Level.NOT_APPLICABLE]
    return bool(given) and all(level == Level.MET for level in given)
