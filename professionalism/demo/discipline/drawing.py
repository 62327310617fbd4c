"""Draws the simulated cases: codes and days only, in the world behind all figures of the example.

About one case a year for 20,000 residents, a third of them heavy, near the last published ratio for Belgium (155 of
469 in 2018). A corps that does well in the world keeps the six-month limit more often. V038 keeps no register.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from dateutil.relativedelta import relativedelta

from legitimacy.indicators.periods import Period
from legitimacy.simulations import Example

FIRST = Period(2018, 2)
"""The window of 36 months before the first scorecard begins here."""
SILENT = ("V038",)
A_YEAR, SPREAD, HEAVY, LATE_CLOSED = 0.5, 0.25, 0.33, 0.7
"""Cases a year for each 10,000 residents; spread of corps (log); share of heavy ones; of late ones that are closed."""
KINDS = {
    "data": 0.26, "attitude": 0.16, "duty": 0.2, "force": 0.1, "integrity": 0.09, "colleagues": 0.08,
    "private": 0.08, "discrimination": 0.03,
}  # fmt: skip
OUTCOMES = {
    "light": {"": 0.16, "warning": 0.36, "reprimand": 0.48},
    "heavy": {"": 0.12, "pay_deduction": 0.48, "suspension": 0.18, "lower_scale": 0.12, "dismissal": 0.07,
              "removal": 0.03},
}  # fmt: skip
CLOSINGS = ("not_established", "no_breach", "no_sanction", "other_way")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCase:
    """`introduced_on` is None where it was closed because the limit was over. `sanction` or `closing` is a code."""

    code: str
    facts_kind: str
    level: str
    happened_on: date
    known_on: date
    settled_on: date
    in_time: bool
    introduced_on: date | None
    decided_on: date
    sanction: str
    closing: str


def cases_draw(example: Example, today: date) -> list[DrawnCase]:
    """Every case settled from 2018-Q2 until today, by quarter and corps; the same ones each time."""
    spread = np.exp(example.generator("discipline", "spread").normal(0, SPREAD, len(example.codes)))
    share = example.expected("LEG-09")
    drawn: list[DrawnCase] = []
    quarter = FIRST
    while quarter.start <= today:
        column = (quarter.year - example.quarters[0].year) * 4 + quarter.quarter - example.quarters[0].quarter
        column = min(max(column, 0), len(example.quarters) - 1)
        rng = example.generator("discipline", str(quarter))
        living = example.residents[:, column] * example.alive[:, column] * spread * A_YEAR / 40_000
        for row, n in enumerate(rng.poisson(living)):
            cases = [case_draw(rng, example.codes[row], quarter, float(share[row, column])) for _case in range(n)]
            if example.codes[row] not in SILENT:
                drawn += cases
        quarter = quarter.next
    return [case for case in drawn if case.settled_on <= today]


def case_draw(rng: np.random.Generator, code: str, quarter: Period, share: float) -> DrawnCase:
    """One case that was settled in a quarter."""
    length = (quarter.end - quarter.start).days + 1
    settled_on = quarter.start + timedelta(days=int(rng.integers(0, length)))
    in_time = bool(rng.random() < np.clip(share, 0.02, 0.995))
    level = "heavy" if rng.random() < HEAVY else "light"
    kind = str(rng.choice(list(KINDS), p=list(KINDS.values())))
    outcomes = OUTCOMES[level]
    sanction = str(rng.choice(list(outcomes), p=list(outcomes.values())))
    closing = "" if sanction else str(rng.choice(CLOSINGS))
    before, wait, late = int(rng.integers(25, 170)), int(rng.integers(35, 100)), int(rng.integers(3, 60))
    introduced_on: date | None = settled_on
    known_on = settled_on - timedelta(days=before)
    if not in_time:
        known_on = settled_on - timedelta(days=1) - relativedelta(months=6)
        introduced_on = settled_on + timedelta(days=late)
        if rng.random() < LATE_CLOSED:
            introduced_on, sanction, closing = None, "", "limit_over"
    wait = wait if level == "light" else wait * 2
    return DrawnCase(
        code=code,
        facts_kind=kind,
        level=level,
        happened_on=known_on - timedelta(days=int(rng.integers(0, 60))),
        known_on=known_on,
        settled_on=settled_on,
        in_time=in_time,
        introduced_on=introduced_on,
        decided_on=(introduced_on or settled_on) + timedelta(days=wait),
        sanction=sanction,
        closing=closing,
    )


def events_drawn(drawn: DrawnCase, today: date) -> Iterator[tuple[str, date, str]]:
    """Kind, day and actor of every event of a case until today."""
    yield "opened", drawn.known_on, "standards"
    yield "known", drawn.known_on, "standards"
    yield "inquire", min(drawn.known_on + timedelta(days=10), drawn.settled_on), "standards"
    if drawn.introduced_on is not None and drawn.introduced_on <= today:
        yield "introduce", drawn.introduced_on, "authority"
        if drawn.level == "heavy" and drawn.sanction:
            proposed_on = drawn.introduced_on + (drawn.decided_on - drawn.introduced_on) // 2
            if proposed_on <= today:
                yield "propose", proposed_on, "authority"
    if drawn.decided_on <= today:
        ended = "close" if drawn.closing else ("decide" if drawn.level == "light" else "decide_final")
        yield ended, drawn.decided_on, "authority"
