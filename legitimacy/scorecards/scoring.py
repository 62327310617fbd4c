"""Scores of a period, for all corps at once: the tree of parts with ranges and ranks, and each indicator's score."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from legitimacy.indicators.definitions import Feed, Origin, State
from legitimacy.indicators.intervals import FloatArray
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.indicators.uncertainty import DRAWS, PeriodScores, score_period
from legitimacy.models import Framework, Register, ScorePart
from legitimacy.scorecards.judging import items_judged
from legitimacy.scorecards.selectors import framework_of
from legitimacy.scorecards.standing import Basis, basis_read

NOT_COUNTED = (State.NOT_DUE, State.NOT_APPLICABLE, State.TOO_FEW)
"""States that leave numerator and denominator of the coverage."""
LEAST_REAL_LAST = (Origin.REAL, Origin.TEST, Origin.SIMULATED)
OVERALL = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What is written for a period; NaN where there is no score.

    `cards`: delivered, due, compensation_loss and origin, by corps id. `parts`: the columns of ScorePart, one row per
    corps (`subject_id`) and key. `items`: the columns of IndicatorScore, one row per corps and indicator that stands on
    the scorecard.
    """

    framework: Framework
    period: Period
    registers: frozenset[str] | None
    cards: pd.DataFrame
    parts: pd.DataFrame
    items: pd.DataFrame
    draws: int


def scores_computed(period: Period, registers: frozenset[str] | None = None, draws: int = DRAWS) -> Scores | None:
    """Score `period` for the corps of `registers` (None: of all); None while there is no framework.

    Registers are ranked apart. Equal values give equal scores, since every draw is seeded by period, framework,
    indicator and corps.
    """
    framework = framework_of(period)
    return None if framework is None else scores_by(framework, period, registers, draws)


def scores_by(
    framework: Framework, period: Period, registers: frozenset[str] | None = None, draws: int = DRAWS
) -> Scores:
    """The same, by any framework; for a draft by its own minima, as if it were in force."""
    basis = basis_read(period, framework, registers)
    scored = score_period(
        basis.spec,
        measurements_of(basis),
        period=str(period),
        draws=draws,
        corps=list(basis.corps["code"]),
        groups=dict(zip(basis.corps["code"], basis.corps["register"], strict=True)),
    )
    return Scores(
        framework=framework,
        period=period,
        registers=registers,
        cards=_cards(basis, scored),
        parts=_parts(basis, scored),
        items=items_judged(basis),
        draws=draws,
    )


def measurements_of(basis: Basis) -> pd.DataFrame:
    """The table that `score_period` reads. Survey figures go by their interval, which holds their design effect."""
    passports = {code: indicators.get(code) for code in basis.values["indicator"].unique()}
    code = basis.values["indicator"]
    surveyed = code.map({key: passport.feed is Feed.SURVEY_IMPORT for key, passport in passports.items()}).astype(bool)
    return basis.values.assign(
        corps=basis.values["subject_id"].map(basis.corps["code"]),
        kind=code.map({key: passport.kind.value for key, passport in passports.items()}),
        per=code.map({key: passport.per for key, passport in passports.items()}).astype("float64"),
        sampled=code.map({key: passport.sampled for key, passport in passports.items()}).astype(bool),
        numerator=basis.values["numerator"].where(~surveyed),
        denominator=basis.values["denominator"].where(~surveyed),
    )


def _states(basis: Basis) -> pd.DataFrame:
    """State of every item of the framework (columns) for every corps (rows)."""
    codes = list(basis.items)
    table = np.full((len(basis.corps), len(codes)), State.NOT_DELIVERED.value, dtype=object)
    row = basis.corps.index.get_indexer(pd.Index(basis.values["subject_id"]))
    table[row, pd.Index(codes).get_indexer(pd.Index(basis.values["indicator"]))] = basis.values["state"]
    return pd.DataFrame(table, index=basis.corps.index, columns=codes)


def _cards(basis: Basis, scored: PeriodScores) -> pd.DataFrame:
    states = _states(basis)
    register = basis.corps["register"].map({one: one.origin for one in Register}).map(LEAST_REAL_LAST.index)
    least_real = basis.values["origin"].map(LEAST_REAL_LAST.index).groupby(basis.values["subject_id"]).max()
    worst = np.fmax(register, least_real.reindex(basis.corps.index)).astype("int64")
    return pd.DataFrame(
        {
            "delivered": (states == State.OK).sum(axis=1),
            "due": (~states.isin(NOT_COUNTED)).sum(axis=1),
            "compensation_loss": scored.point["compensation_loss"].to_numpy(),
            "origin": [LEAST_REAL_LAST[place].value for place in worst],
        },
        index=basis.corps.index,
    )


def _parts(basis: Basis, scored: PeriodScores) -> pd.DataFrame:
    levels = [
        *((ScorePart.Level.FACET, facet.key) for facet in basis.spec.facets),
        *((ScorePart.Level.PILLAR, pillar.value) for pillar in basis.spec.pillars),
        (ScorePart.Level.OVERALL, OVERALL),
    ]
    states = _states(basis)
    return pd.concat([_part(basis, scored, states, level, key) for level, key in levels], ignore_index=True)


def _part(basis: Basis, scored: PeriodScores, states: pd.DataFrame, level: str, key: str) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "subject_id": basis.corps.index,
            "level": str(level),
            "key": key,
            "score": scored.point[key].to_numpy(),
            "lower": scored.lower[key].to_numpy(),
            "upper": scored.upper[key].to_numpy(),
            "bound_low": scored.worst[key].to_numpy(),
            "bound_high": scored.best[key].to_numpy(),
        }
    )
    weight = _weights_under(basis, key)
    present = (states == State.OK).to_numpy() @ weight
    due = (~states.isin(NOT_COUNTED)).to_numpy() @ weight
    verified = (states == State.OK).to_numpy() @ (weight * [item.is_verified for item in basis.items.values()])
    frame["coverage"] = np.divide(present, due, out=np.zeros_like(due), where=due > 0)
    frame["verified"] = np.divide(verified, present, out=np.zeros_like(due), where=present > 0)
    return frame.assign(**_ranks(basis, scored, key))


def _weights_under(basis: Basis, key: str) -> FloatArray:
    """Effective weight of each item that lies under the part `key`, 0 for the others."""
    effective = basis.spec.effective_weights
    return np.array(
        [
            effective[item.code] if key in (OVERALL, item.pillar.value, f"{item.pillar.value}.{item.facet}") else 0.0
            for item in basis.items.values()
        ]
    )


def _ranks(basis: Basis, scored: PeriodScores, key: str) -> dict[str, FloatArray]:
    """Rank in the register, its range and the number ranked; no rank where its range tells nobody apart."""
    if key not in scored.rank:
        return dict.fromkeys(("rank", "rank_low", "rank_high", "group_size"), np.full(len(basis.corps), np.nan))
    rank = scored.rank[key].to_numpy()
    ranked = pd.Series(np.isfinite(rank), index=basis.corps.index)
    size = ranked.groupby(basis.corps["register"]).transform("sum").where(ranked)
    return {
        "rank": np.where(scored.distinguishable[key], rank, np.nan),
        "rank_low": scored.rank_lower[key].to_numpy(),
        "rank_high": scored.rank_upper[key].to_numpy(),
        "group_size": size.to_numpy(dtype=np.float64),
    }
