"""Codes that a register counts from its own records, so that no file of figures may bring them.

What counts records stands above imports, so it says so here at start-up.
"""

from collections.abc import Callable

_claims: list[Callable[[], frozenset[str]]] = []


def claims_register(codes: Callable[[], frozenset[str]]) -> None:
    """Have the codes of `codes` refused; it is asked at each import."""
    _claims.append(codes)


def codes_claimed() -> frozenset[str]:
    return frozenset().union(*(codes() for codes in _claims))
