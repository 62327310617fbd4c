"""Disparity between two groups against a named benchmark (methods, part 11).

A disparity is a question, not proof of discrimination: the benchmark decides much of it. So every ratio names its
benchmark, at least two stand beside each other, and the share of unknown group carries its bounds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, nan

from legitimacy.indicators.intervals import counts, risk_ratio, risk_ratio_interval

MINIMUM_BENCHMARKS = 2


@dataclass(frozen=True, slots=True)
class Disparity:
    """`ratio` between `lower` and `upper` by chance; between `lowest` and `highest` by who the unknown may be."""

    benchmark: str
    ratio: float
    lower: float
    upper: float
    unknown_share: float
    lowest: float
    highest: float


def disparity_ratio(
    events_a: float,
    size_a: float,
    events_b: float,
    size_b: float,
    *,
    benchmark: str,
    unknown_events: float = 0,
    level: float = 0.95,
) -> Disparity:
    """(a/A) / (b/B): how often group or area a meets an event, against b, given their sizes in the benchmark.

    `events_a`, `events_b` counts of events; `size_a`, `size_b` the size of each group in the benchmark named;
    `unknown_events` events whose group is unknown. The bounds give all unknown events to b (`lowest`) and all to a
    (`highest`). Range: from 0 upwards; 1 is parity. Edges: with no events in a or in b, the ratio and its interval
    use 1/2 as in `risk_ratio_interval`, while the bounds keep the plain ratio, infinity included; a benchmark size of
    0 gives NaN; no events at all gives an unknown share of NaN. Errors: ValueError for negative counts, more events
    than the benchmark holds (count persons, or use exposure), an unnamed benchmark, a level outside (0, 1).
    Source: Ridgeway and MacDonald (2010), Methods for assessing racially biased policing; Manski (2003) for the bounds.
    """
    if not benchmark.strip():
        raise ValueError("A disparity must name its benchmark.")
    unknown = float(counts(unknown_events, "number of unknown events"))
    ratio = risk_ratio(events_a, size_a, events_b, size_b)
    lower, upper = risk_ratio_interval(events_a, size_a, events_b, size_b, level)
    total = events_a + events_b + unknown
    return Disparity(
        benchmark=benchmark,
        ratio=float(ratio),
        lower=float(lower),
        upper=float(upper),
        unknown_share=unknown / total if total > 0 else nan,
        lowest=_plain_ratio(events_a, size_a, events_b + unknown, size_b),
        highest=_plain_ratio(events_a + unknown, size_a, events_b, size_b),
    )


def disparity_ratios(
    events_a: float,
    events_b: float,
    benchmarks: Mapping[str, tuple[float, float]],
    *,
    unknown_events: float = 0,
    level: float = 0.95,
) -> tuple[Disparity, ...]:
    """`disparity_ratio` against each of at least two benchmarks, in the order given.

    `benchmarks`: the sizes of a and b by name, such as {"residents": (A, B), "calls for service": (A', B')}.
    Errors: ValueError for fewer than two benchmarks, and as `disparity_ratio`. Source: methods, part 11.
    """
    if len(benchmarks) < MINIMUM_BENCHMARKS:
        raise ValueError("A disparity needs at least two benchmarks, because the benchmark decides much of it.")
    return tuple(
        disparity_ratio(events_a, a, events_b, b, benchmark=name, unknown_events=unknown_events, level=level)
        for name, (a, b) in benchmarks.items()
    )


def _plain_ratio(events_a: float, size_a: float, events_b: float, size_b: float) -> float:
    if not (size_a > 0 and size_b > 0) or events_a == events_b == 0:
        return nan
    return events_a * size_b / (size_a * events_b) if events_b > 0 else inf
