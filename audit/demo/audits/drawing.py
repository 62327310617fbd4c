"""Draws the simulated audits: numbers and days only, in the world behind all figures of the example.

Coverage in six years rises from about a fifth of the corps at the start of 2021 to about six sevenths at the end of
2025; a merged corps inherits. A corps that does well in the world carries out more of what was recommended on time.
V038 Tannenried was never audited; V017 Demervallei has planted audits (see `planted`).
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from audit.workflow.audits import Answer, Verdict
from legitimacy.simulations import Example, Floats

NEVER = ("V038", "V017")
COVERED_FIRST, COVERED_A_YEAR, FIRST_COLUMN = 0.22, 0.133, 12
"""Share of corps audited in 2018-2020 (the first columns), and the share more in each year from 2021 on."""
AGAIN_AFTER = 22
"""Quarters from one audit of a corps to the next."""
FIELDWORK, REPLY, ANSWERED, VERIFIED = 150, 26, 20, 30
"""Days from opening to the final report, from draft to reply, from report to answers, from due to verified."""
REJECTED = 0.05


@dataclass(frozen=True, slots=True)
class DrawnRecommendation:
    """`text` and `finding` are places in the pools of texts and of the audit's findings."""

    text: int
    finding: int
    due_on: date
    urgent: bool
    answer: str
    confirmed: bool = False
    done_on: date | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class DrawnAudit:
    code: str
    final_on: date
    findings: list[tuple[int, str]]
    recommendations: list[DrawnRecommendation] = field(default_factory=list)

    @property
    def opened_on(self) -> date:
        return self.final_on - timedelta(days=FIELDWORK)

    @property
    def draft_sent_on(self) -> date:
        return self.final_on - timedelta(days=REPLY + 14)


def audits_draw(example: Example, today: date) -> list[DrawnAudit]:
    """Every completed audit, by corps and day; the same ones each time."""
    share = example.expected("EFF-13")
    order = example.generator("audits", "order").permutation(len(example.codes))
    drawn = []
    for row, code in enumerate(example.codes):
        if code in NEVER:
            continue
        rng = example.generator("audits", code)
        for column in _columns(order[row] / len(example.codes)):
            if column >= len(example.quarters) or not example.alive[row, column]:
                continue
            drawn.append(audit_draw(rng, code, example.quarters[column].start, share[row], example, today))
    return drawn


def audit_draw(
    rng: np.random.Generator, code: str, quarter: date, share: Floats, example: Example, today: date
) -> DrawnAudit:
    """One audit that was completed in a quarter."""
    final_on = quarter + timedelta(days=int(rng.integers(5, 85)))
    grades = ("strength", "point", "point", "weakness", "weakness", "serious")
    places = rng.choice(6, size=int(rng.integers(3, 6)), replace=False)
    findings = [(int(place), str(rng.choice(grades))) for place in places]
    audit = DrawnAudit(code, final_on, findings)
    for number in range(4 + int(rng.poisson(7))):
        due_on = final_on + timedelta(days=int(rng.integers(100, 900)))
        column = min(max(0, (due_on.year - example.quarters[0].year) * 4 + (due_on.month - 1) // 3), len(share) - 1)
        chance = float(np.clip(share[column], 0.02, 0.98))
        audit.recommendations.append(_recommendation(rng, number, due_on, chance, len(findings), today))
    return audit


def _columns(place: float) -> list[int]:
    """Quarters in which a corps was audited. `place` is its turn, 0-1."""
    if place < COVERED_FIRST:
        first = int(place / COVERED_FIRST * FIRST_COLUMN)
        return [first, first + AGAIN_AFTER]
    return [FIRST_COLUMN + int((place - COVERED_FIRST) / COVERED_A_YEAR * 4)]


def _recommendation(
    rng: np.random.Generator, number: int, due_on: date, chance: float, findings: int, today: date
) -> DrawnRecommendation:
    on_time, fate, late = rng.random() < chance, rng.random(), int(rng.integers(10, 200))
    finding, urgent = int(rng.integers(0, findings)), bool(rng.random() < 0.25)
    text = int(rng.integers(0, 8))
    if rng.random() < REJECTED and not on_time:
        rejected = DrawnRecommendation(text, finding, due_on, urgent, Answer.REJECTED, confirmed=fate < 0.6)
        is_over = not rejected.confirmed and due_on + timedelta(days=VERIFIED) <= today
        return replace(rejected, verdict=Verdict.NOT_DONE) if is_over else rejected
    accepted = DrawnRecommendation(text, finding, due_on, urgent, Answer.ACCEPTED)
    if due_on + timedelta(days=VERIFIED) > today:
        return accepted
    if on_time:
        return replace(accepted, done_on=due_on - timedelta(days=int(rng.integers(0, 60))), verdict=Verdict.ON_TIME)
    done_on = due_on + timedelta(days=late)
    if fate < 0.7 and done_on + timedelta(days=VERIFIED) <= today:
        return DrawnRecommendation(
            text, finding, due_on, urgent, Answer.ACCEPTED, done_on=done_on, verdict=Verdict.LATE
        )
    return replace(accepted, verdict=Verdict.NOT_DONE)
