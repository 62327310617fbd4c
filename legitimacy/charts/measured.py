"""What a chart needs to know of a figure, and words for one that has no number to draw."""

from typing import Protocol

from legitimacy.indicators.definitions import State, Visibility
from legitimacy.standings import STANDINGS, Standing


class Measured(Protocol):
    """A figure as the read path hands it out: numbers are None where this reader may not see them."""

    @property
    def period(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def visibility(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def lower(self) -> float | None: ...
    @property
    def upper(self) -> float | None: ...
    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...
    @property
    def is_shown(self) -> bool: ...


def state_words(value: Measured | None) -> str:
    """Why there is no number; empty when there is one."""
    if value is None or value.state == State.NOT_DELIVERED:
        return str(STANDINGS[Standing.NOT_DELIVERED])
    if value.state != State.OK:
        return str(STANDINGS[Standing(value.state)])
    return "" if value.visibility == Visibility.SHOWN else str(STANDINGS[Standing.SUPPRESSED])
