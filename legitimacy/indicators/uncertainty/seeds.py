"""One random stream per cell, so that any part of a scorecard can be recomputed alone."""

import hashlib

import numpy as np
from numpy.random import SFC64, Generator

SEED_BYTES = 24


def seed_for(period: str, framework: str, indicator: str, corps: str) -> int:
    """The seed of one cell: a whole number of 192 bits, the same on every machine and in every run.

    BLAKE2b (RFC 7693) over the four texts in this order, so that neighbouring cells have unrelated streams. Group
    draws (`shared_draw`) use `shared:` and the group's name as indicator.
    """
    text = f"{period}\x1f{framework}\x1f{indicator}\x1f{corps}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=SEED_BYTES).digest(), "little")


class CellStream:
    """A generator that is set to the start of one cell's stream after another.

    SFC64 (O'Neill's variant of Doty-Humphrey's generator, as in numpy) is the fastest of numpy's; its three words of
    state are the 192 bits of the seed, its counter starts at 1. Setting the state of one generator costs a fifth of
    making a new one, and a period has some 13,000 cells.
    """

    def __init__(self) -> None:
        self._bits = SFC64(0)
        self._generator = Generator(self._bits)

    def at(self, seed: int) -> Generator:
        """The generator at the start of the stream of `seed`; valid until the next call."""
        words = np.empty(4, dtype=np.uint64)
        words[:3] = np.frombuffer(seed.to_bytes(SEED_BYTES, "little"), dtype="<u8")
        words[3] = 1
        self._bits.state = {"bit_generator": "SFC64", "state": {"state": words}, "has_uint32": 0, "uinteger": 0}
        return self._generator
