"""Where values come from: each source turns its own records into measured values of one period.

An app registers its source at start-up. Codes that a source names belong to it; `deliveries` counts all others.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from legitimacy.imports.values.claims import claims_register
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import Registry
from legitimacy.models import RunPart

COLUMNS = (
    *("subject_id", "indicator", "period", "window", "numerator", "denominator", "value", "lower", "upper", "n"),
    *("coverage", "back_cast", "state", "origin", "source", "as_of"),
)
"""Columns of a frame of values: those of IndicatorValue without its run and revision."""
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "n")

NAME = re.compile(r"[a-z][a-z0-9_]{0,58}")


class ValueSourceError(ValueError):
    """A source that cannot be registered; the message says why."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"Value source {name!r}: {reason}")


Compute = Callable[[Period, frozenset[int] | None, frozenset[str] | None], pd.DataFrame]
"""Values of one value period, as a frame with `COLUMNS`, NaN for an unknown number.

The subject ids and the indicators restrict what is counted; None means all. A restricted answer equals the rows of the
full one. Rows of other subjects may come along: equal ones are never written.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSource:
    """`indicators` are the codes that the source counts, or a function that answers them.

    `ageing` leaves stale marks for what changes on a day only because that day has come, such as the age of open
    files; it is asked before every nightly recount.
    """

    name: str
    indicators: tuple[str, ...] | Callable[[], frozenset[str]]
    compute: Compute
    ageing: Callable[[date], None] | None = None

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name) or self.name == RunPart.SCORING:
            raise ValueSourceError(self.name, "a name is small letters, digits and underscores, and not 'scoring'.")
        taken = [source for source in value_sources if set(source.named) & set(self.named)]
        if taken:
            raise ValueSourceError(self.name, f"some of its indicators are counted by {taken[0].name} already.")

    @property
    def named(self) -> tuple[str, ...]:
        """The codes that this source claims for itself."""
        return self.indicators if isinstance(self.indicators, tuple) else ()

    @property
    def codes(self) -> frozenset[str]:
        return self.indicators() if callable(self.indicators) else frozenset(self.indicators)


value_sources: Registry[ValueSource] = Registry("value source", key=lambda source: source.name)


def claimed_codes() -> frozenset[str]:
    """Codes that a source of records counts, so that delivered figures no longer do."""
    return frozenset(code for source in value_sources for code in source.named)


claims_register(claimed_codes)


def values_frame(rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """`rows` with exactly `COLUMNS`, in order; an empty frame of values when None."""
    frame = pd.DataFrame(columns=list(COLUMNS)) if rows is None else rows[list(COLUMNS)]
    numbers = dict.fromkeys((*NUMBERS, "coverage"), "float64")
    return frame.astype({"subject_id": "int64", "back_cast": "bool"} | numbers)


def plain_cells(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The cells of `frame` row by row, as a database takes them: Python's own types, None for NaN."""
    plain = frame.astype(object)
    rows: Iterator[tuple[Any, ...]] = plain.where(plain.notna(), None).itertuples(index=False, name=None)
    return rows
