"""Streams of simulated events and stocks per corps and quarter. Indicators counted on the same records share one.

Volumes are orders of magnitude that make a page look like real work; they are nobody's figures.
"""

import numpy as np

from legitimacy.demo.world import Floats, Ints, World, generator

Streams = dict[str, Ints]

# Events a year for each 10,000 residents, and how far corps differ from one another (standard deviation of the log).
EVENTS_A_YEAR = {
    "interventions": (1600.0, 0.15),
    "urgent_calls": (220.0, 0.20),
    "official_reports": (500.0, 0.20),
    "offences": (700.0, 0.25),
}
STAFF_PER_RESIDENT, STAFF_SPREAD = 0.0029, 0.12


def streams_draw(world: World) -> Streams:
    """Every stream by name: whole numbers, one row per corps and one column per quarter."""
    streams: Streams = {"residents": world.residents.astype(int)}
    for name, (rate, spread) in EVENTS_A_YEAR.items():
        streams[name] = _events(world, name, rate / 40_000, spread)
    streams |= _staff(world)
    return streams


def _spread(rng: np.random.Generator, corps: int, spread: float) -> Floats:
    """Lasting factor of each corps, around 1, as a column."""
    return np.asarray(np.exp(rng.normal(0, spread, (corps, 1))), dtype=float)


def _events(world: World, name: str, rate: float, spread: float) -> Ints:
    rng = generator("stream", name)
    return rng.poisson(world.residents * rate * _spread(rng, world.shape[0], spread))


def _staff(world: World) -> Streams:
    rng = generator("stream", "staff")
    staff = np.rint(world.residents * STAFF_PER_RESIDENT * _spread(rng, world.shape[0], STAFF_SPREAD)).astype(int)
    return {
        "staff": staff,
        "all_staff": np.rint(staff * 1.28).astype(int),
    }
