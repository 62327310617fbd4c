"""A country of fictional corps publishes its staff twice; somebody copies everything and solves for the rest."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from legitimacy.indicators.suppression.choice import choose
from legitimacy.indicators.suppression.linked import Fact, LinkedTables
from tests.disclosure.nation_attacker import ALL, NationAttacker, Place

SEXES, GRADES, MINIMUM = ("women", "men"), ("officers", "others"), 5
CORPS = [f"F{number:03}" for number in range(185)]
AREAS = {code: [code] for code in CORPS} | {f"P{n}": CORPS[n::11] for n in range(11)} | {"nation": CORPS}
SHARES = np.outer((0.3, 0.7), (0.15, 0.85))
GROUPS = list(product((*SEXES, ALL), (*GRADES, ALL)))


def staff(generator: np.random.Generator) -> npt.NDArray[np.int64]:
    """Counts by year, corps, sex and grade; in the second year one woman joined every seventh corps."""
    size = np.clip(np.exp(generator.normal(5.1, 0.7, len(CORPS))), 40, 3000)
    first = generator.poisson(size[:, None, None] * SHARES)
    second = np.maximum(first + generator.integers(-9, 10, first.shape) * (generator.random(first.shape) < 0.3), 0)
    second[::7] = first[::7]
    second[::7, 0, 1] += 1
    return np.array([first, second])


def tables_of(
    counts: npt.NDArray[np.int64], known: dict[Place, int], attacker: NationAttacker
) -> tuple[LinkedTables, list[Place]]:
    """All numbers of both years, and of the women of each corps the difference between them."""
    places = [(year, area, *group) for year in range(len(counts)) for area in AREAS for group in GROUPS]
    number = {cell: at for at, cell in enumerate(product(range(len(counts)), CORPS, SEXES, GRADES))}
    rows = [[number[cell] for cell in attacker.cells(place)] for place in places]
    forms = [(row, [1.0] * len(row)) for row in rows]
    if len(counts) > 1:
        for code in CORPS:
            new, old = ([number[cell] for cell in attacker.cells((year, code, "women", ALL))] for year in (1, 0))
            forms.append((new + old, [1.0] * len(new) + [-1.0] * len(old)))
    ends = np.cumsum([0, *(len(row) for row, _ in forms)])
    matrix = csr_array(
        (np.concatenate([data for _, data in forms]), np.concatenate([row for row, _ in forms]), ends),
        shape=(len(forms), len(number)),
    )
    values = matrix @ counts.ravel().astype(np.float64)
    size = len(forms) - len(places)
    return LinkedTables(
        forms=matrix,
        values=values,
        minimum=np.full(len(forms), float(MINIMUM)),
        cost=1 + np.sqrt(np.abs(values)),
        publishable=np.arange(len(forms)) < len(places),
        known=np.array([*(place in known for place in places), *([False] * size)]),
    ), places


def bands_of(counts: npt.NDArray[np.int64]) -> dict[Place, tuple[float, float]]:
    """Bands of 5 points of the share of women among all, between a floor of 10 % and a target of 50 %."""
    bands = {}
    for at in np.flatnonzero(counts[-1].sum(axis=(1, 2)) > 350):
        everybody, women = counts[-1, at].sum(), counts[-1, at, 0].sum()
        step = np.floor((women / everybody - 0.1) / 0.4 * 20)
        low, high = ((0.1 + 0.4 * one / 20) * everybody for one in (step, step + 1))
        bands[len(counts) - 1, CORPS[at], "women", ALL] = (float(low), float(high) - 1e-6)
    return bands


def facts_of(bands: Mapping[Place, tuple[float, float]], attacker: NationAttacker, shape: Sequence[int]) -> list[Fact]:
    number = {cell: at for at, cell in enumerate(product(range(shape[0]), CORPS, SEXES, GRADES))}
    facts = []
    for place, (low, high) in bands.items():
        coefficients = np.zeros(int(np.prod(shape)))
        coefficients[[number[cell] for cell in attacker.cells(place)]] = 1
        facts.append(Fact(coefficients, low, high))
    return facts


def test_nobody_solves_a_small_number_of_a_country() -> None:
    counts = staff(np.random.default_rng(20261127))
    attacker = NationAttacker({}, {}, AREAS, SEXES, GRADES)
    known: dict[Place, int] = {}
    small: set[Place] = set()
    for year in (1, 2):
        attacker.bands = {**attacker.bands, **bands_of(counts[:year])}
        tables, places = tables_of(counts[:year], known, attacker)
        choice = choose(tables, facts_of(attacker.bands, attacker, counts[:year].shape))
        assert not choice.unprotected.any()
        shown = choice.published[: len(places)]
        known = {place: int(tables.values[at]) for at, place in enumerate(places) if shown[at]}
        small |= {place for at, place in enumerate(places) if 0 < tables.values[at] < MINIMUM}
    assert small
    assert not small & known.keys()
    attacker.published = known
    attacker.subtract()
    found = attacker.narrow(sorted(small))
    assert min(high - low for low, high in found.values()) >= MINIMUM
    for code in CORPS[::7]:
        assert not {(year, code, "women", ALL) for year in (0, 1)} <= known.keys()


def test_leaving_out_the_small_numbers_alone_hides_none_of_them() -> None:
    counts = staff(np.random.default_rng(20261127))[:1]
    attacker = NationAttacker({}, {}, AREAS, SEXES, GRADES)
    tables, places = tables_of(counts, {}, attacker)
    numbers = {place: int(tables.values[at]) for at, place in enumerate(places)}
    attacker.published = {place: number for place, number in numbers.items() if not 0 < number < MINIMUM}
    attacker.subtract()
    small = sorted(numbers.keys() - attacker.published.keys())
    assert attacker.narrow(small) == {place: (numbers[place], numbers[place]) for place in small}
