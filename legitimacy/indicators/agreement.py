"""How far two readers agree: in percent, and beyond what chance alone would give (Cohen 1960)."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """`n` things that both judged, the share (0-1) on which they agreed, and kappa.

    `kappa` is None where it says nothing: nothing was judged, or both gave one and the same answer throughout.
    """

    n: int
    share: float
    kappa: float | None


def agreement_of(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Agreement over pairs of answers (first reader, second reader) of any number of kinds."""
    n = len(pairs)
    if not n:
        return Agreement(0, 0.0, None)
    same = sum(first == second for first, second in pairs)
    first_of, second_of = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    # Whole numbers until the last division, so that two readers who agree as often as chance get exactly 0.
    by_chance = sum(first_of[answer] * second_of[answer] for answer in first_of)
    kappa = (same * n - by_chance) / (n * n - by_chance) if by_chance < n * n else None
    return Agreement(n, same / n, kappa)
