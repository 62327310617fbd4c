"""Lists to draw samples from: packages that keep registers give the numbers of their records, and nothing else.

The registry stands below every package that fills it, so that who draws need not know who keeps the records.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from legitimacy.indicators.registry import Registry

Listed = list[tuple[str, date]]
"""Number and day of each record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingRegister:
    """`list_items` gives, by corps id, number and day of every record from `first` to `last`, both included.

    All records, never a choice of them: a list that somebody chose from is not a list to draw from. Corps without a
    record are absent. `kind` is the word by which a standard asks for the list.
    """

    kind: str
    list_items: Callable[[Collection[int], date, date], dict[int, Listed]]


sampling_registers: Registry[SamplingRegister] = Registry("sampling register", key=lambda register: register.kind)
