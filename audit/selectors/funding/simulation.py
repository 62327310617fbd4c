"""A scheme tried on past periods: who would gain or lose against a division by size, and what smells of gaming."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from audit.models import FundingScheme
from audit.selectors.funding.inputs import Judged, Measured, corps_judged
from legitimacy.disclosure.selectors import periods_available
from legitimacy.indicators.funding import Advice, Standing, advise
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from legitimacy.models.disclosure import Audience

NEAR = 0.05
"""How near to a target counts as just above or just below it: this share of the way from floor to target."""
FEWEST_NEAR = 10
UNLIKELY = 0.05
SHRUNK = 0.2
"""A denominator that lost this share of itself while the figure got better is looked at."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """One corps: `difference_cents` is the advice less its part, by size alone, of all that would be given."""

    corps: Corps
    points: float | None
    amount_cents: int | None
    difference_cents: int | None


@dataclass(frozen=True, slots=True)
class Crowded:
    """More corps stand just above a target than just below it than chance explains (two-sided binomial test)."""

    indicator: str
    above: int
    below: int
    p_value: float


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A figure that got better while its denominator fell."""

    corps: Corps
    indicator: str
    before: float
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    period: str
    baseline_period: str
    given_cents: int
    kept_apart_cents: int
    left_cents: int
    rows: Sequence[Simulated]
    crowded: Sequence[Crowded]
    shrunk: Sequence[Shrunk]

    def without(self, corps_ids: frozenset[int]) -> "Simulation":
        """Without the rows of corps that the reader may not judge."""
        return replace(
            self,
            rows=[row for row in self.rows if row.corps.pk not in corps_ids],
            shrunk=[row for row in self.shrunk if row.corps.pk not in corps_ids],
        )


def periods_past(scheme: FundingScheme) -> list[tuple[str, str]]:
    """Periods of the same kind that can be tried, each with its baseline as far back as the scheme's, newest first."""
    known = periods_available(audience=Audience.AUDITOR, register=scheme.register)
    judged, baseline = Period.parse(scheme.period), Period.parse(scheme.baseline_period)
    back = judged.year - baseline.year
    found = []
    for text in known:
        one = Period.parse(text)
        before = str(Period(one.year - back, one.quarter) if one.quarter else Period(one.year - back))
        if one.is_year == judged.is_year and before in known:
            found.append((text, before))
    return found


def simulate(scheme: FundingScheme, period: str, baseline_period: str) -> Simulation:
    """What the rules of the scheme would have advised for `period`. About 20 queries."""
    judged, _left_out = corps_judged(scheme, period=period, baseline_period=baseline_period)
    advice = advise(
        {one.corps.code: (one.residents, [each.input for each in one.measured]) for one in judged}, scheme.rules
    )
    given = sum(one.amount_cents or 0 for one in advice.values())
    apart = sum(one.maximum_cents for one in advice.values() if one.amount_cents is None)
    return Simulation(
        period=period,
        baseline_period=baseline_period,
        given_cents=given,
        kept_apart_cents=apart,
        left_cents=int(scheme.envelope * 100) - given - apart,
        rows=_rows(judged, advice, given),
        crowded=list(crowds_found(judged)),
        shrunk=list(shrunk_found(judged)),
    )


def _rows(judged: Sequence[Judged], advice: dict[str, Advice], given: int) -> list[Simulated]:
    """Most gained first; corps that are not assessed last."""
    sizes = {code: one.maximum_cents for code, one in advice.items() if one.amount_cents is not None}
    total = sum(sizes.values())
    rows = []
    for one in judged:
        found = advice[one.corps.code]
        part = given * sizes[one.corps.code] // total if one.corps.code in sizes and total else None
        difference = found.amount_cents - part if found.amount_cents is not None and part is not None else None
        rows.append(Simulated(one.corps, found.points, found.amount_cents, difference))
    return sorted(rows, key=lambda row: (row.difference_cents is None, -(row.difference_cents or 0), row.corps.code))


def crowds_found(judged: Iterable[Judged]) -> Iterable[Crowded]:
    """Targets with suspiciously many corps just above them."""
    from scipy.stats import binomtest

    near: dict[str, list[int]] = {}
    for one in judged:
        for each in one.measured:
            if each.pooled or each.input.standing != Standing.USABLE or each.input.value is None:
                continue
            way = each.input.target - each.input.floor
            past = (each.input.value - each.input.target) / way
            counts = near.setdefault(each.input.indicator, [0, 0])
            counts[0] += 0 <= past < NEAR
            counts[1] += -NEAR <= past < 0
    for indicator, (above, below) in sorted(near.items()):
        if above + below >= FEWEST_NEAR and above > below:
            p_value = float(binomtest(above, above + below).pvalue)
            if p_value < UNLIKELY:
                yield Crowded(indicator, above, below, p_value)


def shrunk_found(judged: Iterable[Judged]) -> Iterable[Shrunk]:
    """Figures that got better while fewer cases were counted."""
    for one in judged:
        for each in one.measured:
            if (pair := _denominators(each)) and pair[1] <= pair[0] * (1 - SHRUNK) and _is_better(each):
                yield Shrunk(one.corps, each.input.indicator, *pair)


def _denominators(each: Measured) -> tuple[float, float] | None:
    before = each.before.denominator if each.before is not None else None
    now = each.now.denominator if each.now is not None else None
    return (before, now) if before and now else None


def _is_better(each: Measured) -> bool:
    if each.input.value is None or each.input.baseline is None:
        return False
    return (each.input.value - each.input.baseline) * (each.input.target - each.input.floor) > 0
