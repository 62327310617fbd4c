"""What apps make of counts of operations. Each registers its own at start-up; nothing here knows them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from legitimacy.indicators.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class CountUse:
    """`codes` are the indicators that the value source `source` counts from these kinds of counts.

    `categories` gives the codes by which such a count must be split; None where it need not be.
    """

    key: str
    source: str
    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    categories: Callable[[], Collection[str]] | None = None


count_uses: Registry[CountUse] = Registry("use of counts", key=lambda use: use.key)


def categories_of(kind: str) -> frozenset[str] | None:
    """The codes by which counts of a kind are split; None where any word or none will do."""
    for use in count_uses:
        if kind in use.kinds and use.categories is not None:
            return frozenset(use.categories())
    return None
