"""Counts of corps that merged, for the corps that go on."""

from legitimacy.indicators.periods import Period
from legitimacy.models import CorpsLink

Counts = dict[tuple[int, str], tuple[int, int]]
"""(numerator, denominator) by corps and quarter."""


def counts_moved(counts: Counts) -> Counts:
    """What falls to a corps after it merged counts for the one that took the largest part, from then on. One query."""
    heirs: dict[int, tuple[int, Period]] = {}
    for old, new, on in CorpsLink.objects.order_by("share").values_list("predecessor_id", "successor_id", "on"):
        heirs[old] = new, Period.containing(on)
    moved: Counts = {}
    for (corps, quarter), (in_time, settled) in counts.items():
        while corps in heirs and heirs[corps][1] <= Period.parse(quarter):
            corps = heirs[corps][0]
        before = moved.get((corps, quarter), (0, 0))
        moved[corps, quarter] = before[0] + in_time, before[1] + settled
    return moved
