"""From the true level of a corps to the value one would expect of an indicator."""

import csv
from dataclasses import dataclass

import numpy as np

from legitimacy.demo.files import DATA, corps_read
from legitimacy.demo.world import MEAN, QUARTERS, Floats, World, generator, world_make
from legitimacy.indicators.definitions import Window
from legitimacy.indicators.registry import indicators
from legitimacy.simulations import Example

FRAMEWORK = DATA / "framework" / "framework_2026.csv"
# Score points: how an indicator differs from its facet, everywhere, in one corps, and in one quarter. What is counted
# on a date moves less than what happens in a quarter.
BETWEEN_INDICATORS, OF_ITS_OWN, BY_QUARTER, BY_QUARTER_OF_STOCK = 6.0, 8.0, 1.5, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Goalposts:
    """Values that score 0 and 100; None for context indicators and bands."""

    facet: str
    floor: float | None
    target: float | None


def goalposts_read() -> dict[str, Goalposts]:
    """Goalposts of the shipped framework by indicator code."""
    with FRAMEWORK.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Goalposts(facet=row["facet"], floor=_number(row["floor"]), target=_number(row["target"]))
            for row in csv.DictReader(file)
        }


def _number(text: str) -> float | None:
    return float(text) if text else None


def score_expected(world: World, code: str, facet: str, *, spread: float, shift: float) -> Floats:
    """True score points of one indicator, one row per corps and one column per quarter."""
    rng = generator("score", code)
    corps, quarters = world.shape
    everywhere = rng.normal(0, BETWEEN_INDICATORS)
    own = rng.normal(0, OF_ITS_OWN, (corps, 1))
    is_stock = indicators.get(code).window is Window.SNAPSHOT
    chance = rng.normal(0, BY_QUARTER_OF_STOCK if is_stock else BY_QUARTER, (corps, quarters))
    return MEAN + shift + everywhere + spread * (world.levels[facet] - MEAN + own) + chance


def value_expected(world: World, code: str, goalposts: Goalposts, *, spread: float = 1.0, shift: float = 0.0) -> Floats:
    """True value, on the scale of the framework. Only for indicators that have a floor and a target."""
    if goalposts.floor is None or goalposts.target is None:
        raise ValueError(f"{code} has no floor and target to expect a value from.")
    score = score_expected(world, code, goalposts.facet, spread=spread, shift=shift)
    return goalposts.floor + score / 100 * (goalposts.target - goalposts.floor)


def rate_around(world: World, code: str, rate: float) -> Floats:
    """True share of a context indicator: the same in every quarter, a little different in every corps."""
    rng = generator("rate", code)
    return np.repeat(rate * np.exp(rng.normal(0, 0.12, (world.shape[0], 1))), world.shape[1], axis=1)


def example_make() -> Example:
    """The world behind the figures, as simulators of records get it."""
    world, goalposts = world_make(corps_read()), goalposts_read()

    def expected(code: str, *, spread: float = 1.0, shift: float = 0.0) -> Floats:
        return value_expected(world, code, goalposts[code], spread=spread, shift=shift)

    return Example(
        codes=tuple(row.code for row in world.rows),
        quarters=QUARTERS,
        residents=world.residents,
        alive=world.alive,
        expected=expected,
        rate=lambda code, rate: rate_around(world, code, rate),
        generator=generator,
    )
