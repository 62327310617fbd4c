"""Draws simulated files: one frame, one row per file, everything that will be written but the keys.

Quarter by quarter, each with a generator of its own, so that a later quarter leaves the earlier files as they were.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from complaints.demo import shares
from complaints.demo.planted import SILENT, files_plant, shares_plant
from legitimacy.indicators.periods import Period
from legitimacy.simulations import Example, Floats

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
FIRST = Period(2018, 1)


def files_draw(example: Example, today: date) -> pd.DataFrame:
    """Every file received from 2018 until today, of corps and of external bodies."""
    levels = {code: example.expected(code, **given) for code, given in shares.TRUE_LEVELS.items()}
    levels["DRV-03"] = example.rate("DRV-03", shares.BIAS_RATE)
    spread = np.exp(example.generator("complaints", "spread").normal(0, shares.OWN_SPREAD, len(example.codes)))
    frames, quarter = [], FIRST
    while quarter.start <= today:
        column = min(quarter_place(example, quarter), len(example.quarters) - 1)
        now = {code: values[:, column] for code, values in levels.items()}
        shares_plant(now, example.codes, quarter)
        rng = example.generator("complaints", str(quarter))
        living = example.residents[:, column] * example.alive[:, column] / 40_000
        living = living * ~np.isin(example.codes, SILENT)
        own = _files(rng, quarter, rng.poisson(living * shares.OWN_A_YEAR * spread), now)
        own = own.assign(code=np.array(example.codes, dtype=object)[own["corps"]])
        outside = rng.poisson(living * shares.EXTERNAL_A_YEAR)
        frames += [files_plant(own, quarter), _external(example, quarter, outside)]
        quarter = quarter.next
    files = pd.concat(frames, ignore_index=True)
    return files[files["received"] <= np.datetime64(today)].reset_index(drop=True)


def quarter_place(example: Example, quarter: Period) -> int:
    """Column of a quarter; quarters after the last have the last one's."""
    return (quarter.year - example.quarters[0].year) * 4 + quarter.quarter - example.quarters[0].quarter


def _files(rng: np.random.Generator, quarter: Period, each: Ints, level: Mapping[str, Floats]) -> pd.DataFrame:
    corps = np.repeat(np.arange(len(each)), each)
    n = len(corps)

    def happens(code: str, most: float = 1.0) -> Bools:
        return np.asarray(rng.random(n) < level[code][corps].clip(0.02, most))

    length = (quarter.end - quarter.start).days + 1
    days = level["EFF-06"][corps].clip(9) * np.exp(rng.normal(0, shares.DAYS_SPREAD, n))
    in_time = happens("EFF-07")
    frame = pd.DataFrame(
        {
            "corps": corps,
            "received": np.datetime64(quarter.start) + rng.integers(0, length, n),
            "days": np.rint(days).astype(int).clip(shares.LEAST_DAYS),
            "paused": np.where(rng.random(n) < shares.PAUSED, rng.integers(30, 240, n), 0),
            "acknowledged": np.where(in_time, rng.integers(0, 8, n), rng.integers(8, 22, n)),
            "holder": "corps",
            "anonymous": rng.random(n) < shares.ANONYMOUS,
            "channel": _chosen(rng, shares.CHANNELS, n),
            "category": np.where(happens("DRV-03"), shares.BIAS, _chosen(rng, shares.CATEGORIES, n)),
            "second": np.where(rng.random(n) < shares.MORE_FAILINGS, _chosen(rng, shares.CATEGORIES, n), ""),
            "disposition": _chosen(rng, shares.DISPOSITIONS, n),
            "outcome": _chosen(rng, shares.OUTCOMES, n),
            "notified": happens("EFF-09"),
            "one_window": happens("PRV-09"),
            "flagged": rng.random(n) < shares.OFFENCE,
            "passed": np.where(happens("LEG-11"), rng.integers(0, 4, n), rng.integers(12, 40, n)),
            "independent": happens("PRV-08"),
            "offered": happens("PRV-04"),
            "accepted": rng.random(n) < shares.ACCEPTED,
            "agreed": happens("PRV-05"),
            "learnt": happens("EFF-05"),
            "answers": rng.random(n) < shares.ANSWERS,
            "satisfied": happens("PRV-06"),
            "closing": rng.integers(8, 45, n),
            "number": rng.integers(0, 31**8, n),
        }
    )
    return _consistent(frame)


def _consistent(frame: pd.DataFrame) -> pd.DataFrame:
    """Mediation only where it may be offered, an agreement ends the file, and a second failing differs."""
    force = (frame["category"] == "T4") | (frame["second"] == "T4")
    offered = frame["offered"] & ~(force | frame["flagged"] | frame["anonymous"])
    accepted = offered & frame["accepted"] & ~frame["disposition"].isin(["withdrawn", "no_response", "judicial"])
    mediated = accepted & frame["agreed"]
    disposition = frame["disposition"].where(~mediated, "mediated")
    second = frame["second"].where(frame["second"] != frame["category"], "")
    return frame.assign(
        second=second,
        offered=offered,
        accepted=accepted,
        disposition=disposition,
        outcome=frame["outcome"].where(disposition == "decided", ""),
    )


def _external(example: Example, quarter: Period, each: Ints) -> pd.DataFrame:
    """Files that Committee P or the General Inspectorate holds."""
    rng = example.generator("complaints", "external", str(quarter))
    level = {code: np.full(len(each), 0.9) for code in (*shares.TRUE_LEVELS, "DRV-03")}
    level["EFF-06"] = np.full(len(each), shares.EXTERNAL_DAYS)
    frame = _files(rng, quarter, each, level)
    n = len(frame)
    disposition = _chosen(rng, shares.EXTERNAL_DISPOSITIONS, n)
    return frame.assign(
        code=np.array(example.codes, dtype=object)[frame["corps"]],
        holder=np.where(rng.random(n) < 0.88, "committee_p", "general_inspectorate"),
        category=_chosen(rng, shares.EXTERNAL_CATEGORIES, n),
        second="",
        disposition=disposition,
        outcome=np.where(disposition == "decided", _chosen(rng, shares.EXTERNAL_OUTCOMES, n), ""),
        offered=False,
        accepted=False,
        learnt=False,
        answers=False,
        one_window=True,
    )


def _chosen(rng: np.random.Generator, weights: Mapping[str, float], n: int) -> Objects:
    chances = np.array(list(weights.values()), dtype=float)
    return rng.choice(np.array(list(weights), dtype=object), n, p=chances / chances.sum())
