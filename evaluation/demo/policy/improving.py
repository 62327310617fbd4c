"""Simulated improvement actions from simulated evaluations: what was promised, by when, and whether it was kept."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np

from evaluation.demo.policy.words import IMPROVED, TEXTS, language_of
from evaluation.models import PolicyEvaluation
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, ImprovementAction
from legitimacy.simulations import Example

CODE = "EFF-03"
A_QUARTER, RESIDENTS = 1.5, 20_000
"""So many are due each quarter, and one more for so many residents: an order of size without meaning."""
LATEST = 180
"""Days after which the last of those that came late was done."""
STILL_OPEN = 0.5
"""Of those missed in the last quarter, the share that nobody finished yet."""


def actions_of(
    example: Example, row: int, corps: Corps, evaluations: Sequence[PolicyEvaluation]
) -> Iterator[ImprovementAction]:
    """Actions of one corps, quarter after quarter, from evaluations that were approved before they were due."""
    rng = example.generator("policy", "actions", corps.code)
    kept, language = example.expected(CODE)[row], language_of(corps.languages)
    due = rng.poisson(A_QUARTER + example.residents[row] / RESIDENTS)
    for column, quarter in enumerate(example.quarters):
        known = [each for each in evaluations if each.approved_on and each.approved_on < quarter.start]
        if not example.alive[row, column] or not known:
            continue
        for _ in range(due[column]):
            day = quarter.start + timedelta(days=int(rng.integers(0, 90)))
            is_kept, moves = rng.random() < kept[column], int(rng.integers(1, LATEST))
            is_open = not is_kept and column == len(example.quarters) - 1 and rng.random() < STILL_OPEN
            done = day - timedelta(days=moves % 30) if is_kept else day + timedelta(days=moves)
            words = IMPROVED[language]
            yield ImprovementAction(
                corps=corps, source=ImprovementAction.Source.EVALUATION,
                reference=str(known[int(rng.integers(max(0, len(known) - 4), len(known)))].pk),
                what=words[int(rng.integers(len(words)))], owner=TEXTS[language]["owner"], original_due_on=day,
                due_on=day if is_kept else day + timedelta(days=moves), done_on=None if is_open else done,
                effect=_effect(rng) if not is_open else ImprovementAction.Effect.UNKNOWN, origin=Origin.SIMULATED,
            )  # fmt: skip


def _effect(rng: np.random.Generator) -> str:
    effect = ImprovementAction.Effect
    return (effect.UNKNOWN, effect.WORKED, effect.PARTLY, effect.FAILED)[int(rng.integers(0, 4))].value
