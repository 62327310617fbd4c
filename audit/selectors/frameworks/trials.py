"""What a framework makes of the figures of a period, as far as an auditor may read it. Nothing of it is stored here.

A score that rests on a figure which auditors may not see is left out, and so is its corps from the ranks at that key:
the place of a corps that nobody sees could be told from the gap.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from legitimacy.disclosure import selectors as disclosed
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.robustness import Robustness, robustness
from legitimacy.indicators.uncertainty import PeriodScores, score_period, seed_for
from legitimacy.indicators.uncertainty.aggregation import item_score
from legitimacy.models import Framework, PeerLink
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards.scoring import measurements_of
from legitimacy.scorecards.standing import Basis, basis_read

OVERALL = "overall"
LeftOut = dict[str, frozenset[str]]
"""Per pillar and `overall`: codes of the corps whose score rests on a figure that auditors may not see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One framework on the figures of one register."""

    basis: Basis
    scores: PeriodScores
    left_out: LeftOut


def tried(framework: Framework, period: Period, register: str, also: LeftOut | None = None) -> Tried | None:
    """Scores with ranges and ranks; `also`: who is left out besides. None where the register has no figures."""
    basis = basis_read(period, framework, frozenset({register}))
    if basis.corps.empty:
        return None
    left_out = left_out_of(basis)
    for key, codes in (also or {}).items():
        left_out[key] = left_out.get(key, frozenset()) | codes
    scores = score_period(
        basis.spec, measurements_of(basis), period=str(period), corps=list(basis.corps["code"]), left_out=left_out
    )
    return Tried(basis=basis, scores=scores, left_out=left_out)


def left_out_of(basis: Basis) -> LeftOut:
    """By the decisions about the figures for auditors. One query."""
    pairs = hidden_figures(basis)
    facet = {item.code: item for item in basis.spec.weighted_items}
    codes = basis.corps["code"]
    hidden: dict[str, set[str]] = {key: set() for key in (*(p.value for p in basis.spec.pillars), OVERALL)}
    for subject, indicator in pairs:
        if indicator in facet:
            hidden[facet[indicator].pillar.value].add(codes[subject])
            hidden[OVERALL].add(codes[subject])
    return {key: frozenset(found) for key, found in hidden.items()}


def hidden_figures(basis: Basis) -> set[tuple[int, str]]:
    """(subject id, indicator) of measured figures that an auditor may not read. One query."""
    standing = disclosed.values_standing(
        audience=Audience.AUDITOR, subject_ids=list(basis.corps.index), period=str(basis.period)
    )
    shown = {(one.subject_id, one.indicator) for one in standing if one.visibility == "shown"}
    measured = basis.values[basis.values["state"].isin([State.OK, State.TOO_FEW])]
    return set(zip(measured["subject_id"], measured["indicator"], strict=True)) - shown


def effects_of(old: Basis, new: Basis) -> list[dict[str, Any]]:
    """Per indicator how many corps reach its target, and have a value at all, before and after; hidden ones apart.

    `reached`, `counted`: pairs (old, new) of numbers of corps. Only indicators where either differs.
    """
    hidden = hidden_figures(new)
    found = []
    for code in sorted({*old.items, *new.items}):
        before, after = _effect(old, code, hidden), _effect(new, code, hidden)
        if before != after:
            found.append({"indicator": code, "reached": [before[0], after[0]], "counted": [before[1], after[1]]})
    return found


def _effect(basis: Basis, code: str, hidden: set[tuple[int, str]]) -> tuple[int, int]:
    item = basis.items.get(code)
    rows = basis.values[(basis.values["indicator"] == code) & (basis.values["state"] == State.OK)]
    known = [(subject, code) not in hidden for subject in rows["subject_id"]]
    values = rows["value"].to_numpy(dtype=np.float64)[known]
    if item is None or item.weight <= 0:
        return 0, len(values)
    return int((item_score(item, values) >= 100).sum()), len(values)


def robustness_tried(framework: Framework, period: Period, register: str) -> tuple[Tried, Robustness] | None:
    """The runs of methods part 14, seeded by period, framework and register, beside the draws of the figures.

    None where the register has no figures.
    """
    alone = tried(framework, period, register)
    if alone is None:
        return None
    found = robustness(
        alone.basis.spec,
        measurements_of(alone.basis),
        seed=robustness_seed(framework, period, register),
        corps=list(alone.basis.corps["code"]),
        peers=_peers(framework, alone.basis),
        left_out=alone.left_out,
    )
    return alone, found


def robustness_seed(framework: Framework, period: Period, register: str) -> int:
    return seed_for(str(period), framework.code, "robustness", register)


def _peers(framework: Framework, basis: Basis) -> pd.DataFrame:
    """Those frozen for this framework; for a draft, which has none yet, those of the one it began with."""
    draft = getattr(framework, "draft", None) if framework.is_draft else None
    source = draft.base_id if draft is not None else framework.pk
    links = PeerLink.objects.filter(framework=source, corps__in=list(basis.corps.index))
    rows = links.values_list("corps__code", "peer__code", "weight")
    return pd.DataFrame(list(rows), columns=["corps", "peer", "weight"])


def number_or_none(value: float) -> float | None:
    return None if not np.isfinite(value) else float(value)


def counts_of(left_out: LeftOut) -> dict[str, int]:
    return {key: len(codes) for key, codes in left_out.items() if codes}
