"""Claim: hiding and proving a family of linked tables costs far less than a programme over the country per small cell.

185 fictional corps x 2 sexes x 5 grades with all sums per corps, province and country, one year and two: choosing and
proving, against one bare linear programme over all counts of the family for each end of each small cell (the attack
without components, neighbourhoods and shared moves; timed on a sample). In turn, in seconds of processor time.
"""

import sys
import time
from pathlib import Path

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, coo_array, csr_array

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.result import Ratio
from legitimacy.indicators.suppression.attack import is_safe
from legitimacy.indicators.suppression.choice import choose
from legitimacy.indicators.suppression.linked import LinkedTables, sensitive

CORPS, PROVINCES, MINIMUM = 185, 11, 5
SHARES = np.outer((0.3, 0.7), (0.08, 0.45, 0.25, 0.12, 0.10))
BOUND, SAMPLE = 0.4, 6


def simulated_staff(years: int, corps: int = CORPS, seed: int = 2026) -> LinkedTables:
    """Staff of fictional corps: atoms year x corps x sex x grade, and every sum of them over a table."""
    generator = np.random.default_rng(seed)
    size = np.clip(np.exp(generator.normal(4.7, 0.9, corps)), 30, 3000)
    counts = [generator.poisson(size[:, None, None] * SHARES)]
    while len(counts) < years:
        moved = generator.integers(-2, 3, counts[0].shape) * (generator.random(counts[0].shape) < 0.5)
        counts.append(np.maximum(counts[-1] + moved, 0))
    atoms = np.arange(np.size(counts)).reshape(years, corps, *SHARES.shape)
    province = np.arange(corps) % PROVINCES
    areas = [*np.eye(corps, dtype=bool), *(province == one for one in range(PROVINCES)), np.ones(corps, dtype=bool)]
    groups = [atoms[year][area] for year in range(years) for area in areas]
    sums = [
        part.ravel()
        for group in groups
        for part in (
            *np.moveaxis(group.reshape(len(group), -1), 1, 0),
            *np.moveaxis(group, 1, 0),
            *np.moveaxis(group, 2, 0),
            group,
        )
    ]
    rows = np.repeat(np.arange(len(sums)), [len(one) for one in sums])
    shape = (len(sums), atoms.size)
    forms = csr_array(coo_array((np.ones(len(rows)), (rows, np.concatenate(sums))), shape=shape))
    values = forms @ np.ravel(counts).astype(np.float64)
    return LinkedTables(
        forms=forms,
        values=values,
        minimum=np.full(len(sums), float(MINIMUM)),
        cost=1 + np.sqrt(values),
        publishable=np.ones(len(sums), dtype=np.bool_),
        known=np.zeros(len(sums), dtype=np.bool_),
    )


def bare_seconds(tables: LinkedTables, published: np.ndarray) -> float:
    """Seconds of both ends of one hidden cell over the whole family, the mean of a sample."""
    targets = np.flatnonzero(~published)[:: max(1, int((~published).sum()) // SAMPLE)][:SAMPLE]
    known = np.asarray(tables.values[published], dtype=np.float64)
    sparse = block_diag([tables.forms[published]], format="csr")
    start = time.process_time()
    for target in targets:
        aim = tables.forms[[int(target)]].toarray().ravel()
        for sign in (1.0, -1.0):
            linprog(sign * aim, A_eq=sparse, b_eq=known, method="highs")
    return (time.process_time() - start) / len(targets)


def run(years: tuple[int, ...] = (1, 2)) -> list[Ratio]:
    """One claim per number of years."""
    return [_claim(one) for one in years]


def _claim(years: int) -> Ratio:
    tables = simulated_staff(years)
    start = time.process_time()
    choice = choose(tables)
    chosen = time.process_time()
    safe = is_safe(tables, choice.published)
    proven = time.process_time()
    small = int(sensitive(tables).sum())
    bare = bare_seconds(tables, choice.published) * small
    ratio = (proven - start) / bare if safe else float("inf")
    hidden = int((~choice.published).sum())
    size = (
        f"{len(tables.values)} numbers of {years} years, {small} small, {hidden} hidden, "
        f"{chosen - start:.1f} s to choose, {proven - chosen:.1f} s to prove, {bare:.0f} s bare"
    )
    return Ratio("linked tables / bare programmes", ratio, BOUND, size)


if __name__ == "__main__":
    for one in run():
        print(one.row())
