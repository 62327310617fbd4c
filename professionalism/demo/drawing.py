"""Draws simulated force reports and monthly counts: frames with one row per report, or per count.

Quarter by quarter, each with a generator of its own, so that a later quarter leaves the earlier ones as they were.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from legitimacy.indicators.periods import Period
from legitimacy.simulations import Example, Floats
from professionalism.demo import shares

Ints = npt.NDArray[np.int64]
Objects = npt.NDArray[np.object_]
Bools = npt.NDArray[np.bool_]
FIRST, PLANTED_FROM = Period(2020, 2), Period(2024, 1)


@dataclass(frozen=True)
class Volumes:
    """Interventions, conflicts and checks of every corps (row) in every quarter from FIRST on (column)."""

    quarters: list[Period]
    interventions: Ints
    conflicts: Ints
    checks: Ints


def volumes_draw(example: Example, today: date) -> Volumes:
    """The quarters that began by today."""
    quarters, quarter = [], FIRST
    while quarter.start <= today:
        quarters.append(quarter)
        quarter = quarter.next
    columns = [column_of(example, each) for each in quarters]
    living = example.residents[:, columns] * example.alive[:, columns] / 40_000
    rng = example.generator("operations", "spread")
    spread = {name: rng.normal(0, 1, (len(example.codes), 1)) for name in ("interventions", "conflicts", "checks")}
    rates = (shares.INTERVENTIONS_A_YEAR, shares.INTERVENTIONS_SPREAD), (shares.CHECKS_A_YEAR, shares.CHECKS_SPREAD)
    interventions = _by_quarter(example, "interventions", quarters, living, *rates[0], spread["interventions"])
    checks = _by_quarter(example, "checks", quarters, living, *rates[1], spread["checks"])
    share = shares.CONFLICTS * np.exp(shares.CONFLICTS_SPREAD * spread["conflicts"])
    conflicts = np.stack(
        [
            example.generator("operations", "conflicts", str(each)).binomial(interventions[:, place], share[:, 0])
            for place, each in enumerate(quarters)
        ],
        axis=1,
    )
    return Volumes(quarters, interventions, conflicts, checks)


def _by_quarter(
    example: Example, name: str, quarters: list[Period], living: Floats, rate: float, spread: float, own: Floats
) -> Ints:
    expected = living * rate * np.exp(spread * own)
    drawn = [
        example.generator("operations", name, str(each)).poisson(expected[:, place])
        for place, each in enumerate(quarters)
    ]
    return np.stack(drawn, axis=1)


def column_of(example: Example, quarter: Period) -> int:
    """Column of a quarter in the example; quarters after its last have the last one's."""
    place = (quarter.year - example.quarters[0].year) * 4 + quarter.quarter - example.quarters[0].quarter
    return min(place, len(example.quarters) - 1)


def missing_draw(example: Example, name: str, chance: float) -> Bools:
    """Corps that never deliver something."""
    drawn = example.generator("operations", "missing", name).random(len(example.codes)) < chance
    codes = np.array(example.codes)
    return (drawn & ~np.isin(codes, shares.COMPLETE)) | np.isin(codes, shares.SILENT)


def reports_draw(example: Example, volumes: Volumes, today: date) -> pd.DataFrame:
    """Every report of force used until today."""
    levels = {code: example.expected(code) for code in shares.EXPECTED}
    unjustified = example.rate("LEG-06", shares.UNJUSTIFIED)
    rng = example.generator("force", "spread")
    share = shares.FORCE * np.exp(rng.normal(0, shares.FORCE_SPREAD, len(example.codes)))
    keeps = ~missing_draw(example, "force", shares.NO_REGISTER)
    frames = []
    for place, quarter in enumerate(volumes.quarters):
        column = column_of(example, quarter)
        now = {code: values[:, column] for code, values in levels.items()}
        now["LEG-06"] = np.where(np.array(example.codes) == shares.NEVER_FOUND, 0, unjustified[:, column])
        if quarter >= PLANTED_FROM:
            for (code, corps), planted in shares.PLANTED.items():
                now[code] = np.where(np.array(example.codes) == corps, planted, now[code])
        rng = example.generator("force", str(quarter))
        each = rng.binomial(volumes.interventions[:, place], share) * keeps
        frames.append(_reports(rng, quarter, each, now))
    reports = pd.concat(frames, ignore_index=True)
    reports = reports.assign(code=np.array(example.codes, dtype=object)[reports["corps"]])
    return reports[reports["on"] <= np.datetime64(today)].reset_index(drop=True)


def _reports(rng: np.random.Generator, quarter: Period, each: Ints, level: Mapping[str, Floats]) -> pd.DataFrame:
    corps = np.repeat(np.arange(len(each)), each)
    n = len(corps)

    def happens(code: str) -> Bools:
        return np.asarray(rng.random(n) < level[code][corps].clip(0, 1))

    weights = np.array([weight for _level, _means, weight in shares.GRAVEST], dtype=float)
    in_time, complete = happens("LEG-07"), happens("LEG-03")
    found = np.where(happens("LEG-06"), np.where(rng.random(n) < 0.6, "partly", "not"), "justified")
    vague = (rng.random(n) < shares.INSUFFICIENT) & (found == "justified")
    return pd.DataFrame(
        {
            "corps": corps,
            "on": np.datetime64(quarter.start) + rng.integers(0, (quarter.end - quarter.start).days + 1, n),
            "hour": rng.choice(24, n, p=np.array(shares.HOURS) / sum(shares.HOURS)),
            "complete": np.where(complete, rng.integers(0, 3, n), rng.integers(4, 12, n)),
            "reasoned": happens("LEG-04"),
            "review": np.where(in_time, rng.integers(1, 15, n), rng.integers(15, 45, n)),
            "never": ~in_time & (rng.random(n) < shares.NEVER_REVIEWED),
            "finding": np.where(vague, "insufficient", found),
            "force": rng.choice(len(weights), n, p=weights / weights.sum()),
            "before": rng.random(n) < shares.BEFORE,
            "place": chosen(rng, shares.PLACES, n),
            "call": chosen(rng, shares.CALLS, n),
            "threat": chosen(rng, shares.THREATS, n),
            "tried": chosen(rng, shares.ALTERNATIVES, n),
            "conflict": np.where(rng.random(n) < shares.CONFLICT, chosen(rng, shares.CONFLICT_KINDS, n), ""),
            "harm": chosen(rng, shares.INJURED, n),
            "age": chosen(rng, shares.AGES, n),
            "sex": np.where(rng.random(n) < shares.MEN, "m", "f"),
            "bodycam": np.where(rng.random(n) < shares.BODYCAM, "yes", "no"),
            "reported": np.where(rng.random(n) < shares.REPORTED, "yes", "no"),
            "warned": np.where(rng.random(n) < shares.WARNED, "given", "not_possible"),
            "present": rng.integers(2, 5, n),
            "member": rng.integers(0, 1_000, n),
            "number": rng.integers(0, 31**9, n),
        }
    )


def chosen(rng: np.random.Generator, weights: Mapping[str, float], n: int) -> Objects:
    chances = np.array(list(weights.values()), dtype=float)
    return rng.choice(np.array(list(weights), dtype=object), n, p=chances / chances.sum())


def counts_draw(example: Example, volumes: Volumes, today: date) -> pd.DataFrame:
    """Every count of a quarter that is over: corps, kind, category, quarter (its place), count."""
    over = [place for place, quarter in enumerate(volumes.quarters) if quarter.end < today]
    settled = {place for place in over if volumes.quarters[place].end + timedelta(days=90) < today}
    no_conflicts = missing_draw(example, "conflicts", shares.NO_COUNTS)
    no_checks = missing_draw(example, "checks", shares.NO_COUNTS)
    silent = np.isin(np.array(example.codes), shares.SILENT)
    reasoned, mediated = example.expected("PRV-15"), example.expected("PRV-18")
    calm = example.rate("PRV-10", shares.WITHOUT_FORCE)
    frames = []
    for place in over:
        column = column_of(example, volumes.quarters[place])
        rng = example.generator("operations", "counts", str(volumes.quarters[place]))
        there = example.alive[:, column]
        frames.append(_count("interventions", "", place, volumes.interventions[:, place], there & ~silent))
        checks = volumes.checks[:, place]
        frames.append(_count("checks", "", place, checks, there & ~no_checks))
        hits = rng.binomial(checks, reasoned[:, column].clip(0, 1))
        frames.append(_count("checks_reasoned", "", place, hits, there & ~no_checks))
        kinds = list(shares.CONFLICT_KINDS)
        split = rng.multinomial(volumes.conflicts[:, place], list(shares.CONFLICT_KINDS.values()))
        for number, kind in enumerate(kinds):
            frames += _conflicts(
                rng,
                kind,
                place,
                split[:, number],
                there & ~no_conflicts,
                place in settled,
                calm[:, column],
                mediated[:, column],
            )
    return pd.concat(frames, ignore_index=True)


def _conflicts(
    rng: np.random.Generator, kind: str, place: int, each: Ints, there: Bools, is_settled: bool,
    calm: Floats, share: Floats,
) -> list[pd.DataFrame]:  # fmt: skip
    came_to_rest = rng.binomial(each, share.clip(0, 1))
    mediated = came_to_rest + rng.binomial(each - came_to_rest, shares.MEDIATED_BESIDES)
    quiet = rng.binomial(each, calm.clip(0, 1))
    found = [
        _count("conflicts", kind, place, each, there),
        _count("conflicts_without_force", kind, place, quiet, there),
        _count("conflicts_mediated", kind, place, mediated, there),
    ]
    return [*found, _count("conflicts_settled", kind, place, came_to_rest, there)] if is_settled else found


def _count(kind: str, category: str, place: int, each: Ints, there: Bools) -> pd.DataFrame:
    corps = np.flatnonzero(there)
    return pd.DataFrame({"corps": corps, "kind": kind, "category": category, "place": place, "count_": each[corps]})
