"""What apps make of counts of operations. Each registers its own at start-up; nothing here knows them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from legitimacy.indicators.registry import Registry

if TYPE_CHECKING:
    from legitimacy.models import Corps


@dataclass(frozen=True, slots=True, kw_only=True)
class CountUse:
    """`codes` are the indicators that the value source `source` counts from these kinds of counts.

    `categories` gives the codes by which such a count must be split; None where it need not be. `stored` is called in
    the transaction that stored such counts, with the corps and the first days of months that are new or different.
    """

    key: str
    source: str
    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    categories: Callable[[], Collection[str]] | None = None
    stored: Callable[["Corps", Collection[date]], None] | None = None


count_uses: Registry[CountUse] = Registry("use of counts", key=lambda use: use.key)


def categories_of(kind: str) -> frozenset[str] | None:
    """The codes by which counts of a kind are split; None where any word or none will do."""
    for use in count_uses:
        if kind in use.kinds and use.categories is not None:
            return frozenset(use.categories())
    return None
