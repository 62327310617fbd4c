"""The figures that fictional corps would deliver: one frame with a row per corps, indicator and base period.

Columns: code, indicator, period, numerator, denominator, value, lower, upper, n, deviation, design_effect, state;
NaN where a figure has no such number.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from legitimacy.demo.levels import Goalposts, goalposts_read, rate_around, value_expected
from legitimacy.demo.recipes import COUNTS, MEASURES, QUARTERS_BEFORE, STOCKS, SURVEYS, YEARS, Count, Measure, Survey
from legitimacy.demo.streams import Streams
from legitimacy.demo.world import QUARTERS, Floats, Ints, World, generator
from legitimacy.indicators.definitions import State, Window
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators

FIRST = QUARTERS.index(Period(2021, 1))
Z95 = 1.959964
DESIGN_EFFECT = 1.5
# Nowhere does a survey find nobody.
LEAST_SHARE = 0.025
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "n", "deviation", "design_effect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Base periods of one indicator: their names, and the quarter (column of the world) with which each ends."""

    periods: list[str]
    ends: list[int]


def figures_make(world: World, streams: Streams) -> pd.DataFrame:
    """Every figure of every corps that existed, before anything goes missing."""
    goalposts = goalposts_read()
    frames = [
        *(_count(world, streams, recipe, goalposts[recipe.code]) for recipe in COUNTS),
        *(_survey(world, streams, recipe, goalposts[recipe.code]) for recipe in SURVEYS),
        *(_measure(world, streams, recipe, goalposts[recipe.code]) for recipe in MEASURES),
    ]
    return pd.concat(frames, ignore_index=True)


def _quarters(first: int) -> Columns:
    return Columns(periods=[str(quarter) for quarter in QUARTERS[first:]], ends=list(range(first, len(QUARTERS))))


def _years(years: Iterable[int]) -> Columns:
    return Columns(periods=[str(year) for year in years], ends=[QUARTERS.index(Period(year, 4)) for year in years])


def _rows(world: World, code: str, columns: Columns, **numbers: Floats | Ints | float) -> pd.DataFrame:
    """Long frame of matrices with one row per corps and one column per period; corps that did not exist drop out."""
    alive = world.alive[:, columns.ends]
    corps, place = np.nonzero(alive)
    codes = np.array([row.code for row in world.rows], dtype=object)
    frame = pd.DataFrame(
        {"code": codes[corps], "indicator": code, "period": np.array(columns.periods, dtype=object)[place]}
    )
    for name in NUMBERS:
        frame[name] = np.broadcast_to(numbers.get(name, np.nan), alive.shape)[alive].astype(float)
    frame["state"] = State.OK.value
    return frame


def _count(world: World, streams: Streams, recipe: Count, goalposts: Goalposts) -> pd.DataFrame:
    window = indicators.get(recipe.code).window
    trials = streams[recipe.of]
    hits = (streams[recipe.hits] if recipe.hits else _hits(world, recipe, goalposts, trials)).astype(float)
    exposure = trials / recipe.exposure
    if window is Window.YEAR:
        columns = _years(YEARS)
        stock = recipe.of in STOCKS
        hits, exposure = _by_year(hits, columns, stock=stock), _by_year(exposure, columns, stock=stock)
    else:
        columns = _quarters(FIRST - QUARTERS_BEFORE.get(window, 0))
        hits, exposure = hits[:, columns.ends], exposure[:, columns.ends]
    return _rows(world, recipe.code, columns, numerator=hits, denominator=exposure)


def _hits(world: World, recipe: Count, goalposts: Goalposts, trials: Ints) -> Ints:
    """Numerators drawn from the denominators `trials`."""
    passport = indicators.get(recipe.code)
    share = (
        rate_around(world, recipe.code, recipe.rate)
        if recipe.rate is not None
        else value_expected(world, recipe.code, goalposts, spread=recipe.spread, shift=recipe.shift) / passport.per
    )
    rng = generator("hits", recipe.code)
    if passport.window is Window.SNAPSHOT:
        # The same rounding every quarter, so that a stock moves only when its level does.
        rounding = rng.uniform(0, 1, (len(trials), 1))
        return np.floor(trials * share + rounding).astype(int).clip(0, trials)
    return rng.binomial(trials, share.clip(0, 1))


def _by_year(matrix: Floats, columns: Columns, *, stock: bool) -> Floats:
    """The last quarter of each year for a stock, else the sum of its four quarters."""
    return np.stack(
        [matrix[:, end] if stock else matrix[:, end - 3 : end + 1].sum(axis=1) for end in columns.ends], axis=1
    )


def _survey(world: World, streams: Streams, recipe: Survey, goalposts: Goalposts) -> pd.DataFrame:
    columns = _years(recipe.waves)
    answers = np.floor(streams["residents"][:, columns.ends] * recipe.answers / 1000).astype(int).clip(recipe.least)
    value = value_expected(world, recipe.code, goalposts)[:, columns.ends]
    rng = generator("answers", recipe.code)
    if recipe.deviation:
        measured = rng.normal(value, recipe.deviation * np.sqrt(DESIGN_EFFECT / answers)).clip(0, 100).round(1)
        return _rows(
            world,
            recipe.code,
            columns,
            value=measured,
            n=answers,
            deviation=recipe.deviation,
            design_effect=DESIGN_EFFECT,
        )
    hits = rng.binomial(answers, value.clip(LEAST_SHARE, 1))
    return _rows(world, recipe.code, columns, numerator=hits, denominator=answers, design_effect=DESIGN_EFFECT)


def _measure(world: World, streams: Streams, recipe: Measure, goalposts: Goalposts) -> pd.DataFrame:
    columns = _years(recipe.waves) if recipe.waves else _quarters(FIRST)
    n = _in_window(streams[recipe.of], recipe, columns)
    true = value_expected(world, recipe.code, goalposts)[:, columns.ends].clip(recipe.least, recipe.most)
    error = recipe.error / np.sqrt(n.clip(1))
    # The windows overlap, so the measured value strays from the true one by a part of its margin only.
    stray = generator("measure", recipe.code).normal(0, 0.4, n.shape) * error
    value = true * np.exp(stray) if recipe.relative else true + stray
    value = value.clip(recipe.least, recipe.most).round(2)
    lower, upper = _limits(value, Z95 * error, relative=recipe.relative)
    return _rows(
        world,
        recipe.code,
        columns,
        value=value,
        n=n,
        lower=lower.clip(0, recipe.most).round(3),
        upper=upper.clip(0, recipe.most).round(3),
    )


def _in_window(stream: Ints, recipe: Measure, columns: Columns) -> Ints:
    """Cases or answers behind each value: those of the last four quarters for a rolling window."""
    if indicators.get(recipe.code).window is Window.ROLLING_12_MONTHS:
        summed = np.stack([stream[:, end - 3 : end + 1].sum(axis=1) for end in columns.ends], axis=1)
    else:
        summed = stream[:, columns.ends]
    return np.floor(summed * recipe.per_case).astype(int)


def _limits(value: Floats, margin: Floats, *, relative: bool) -> tuple[Floats, Floats]:
    return (value * np.exp(-margin), value * np.exp(margin)) if relative else (value - margin, value + margin)
