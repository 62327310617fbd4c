"""Passports of the indicators that complaints owns: how files are handled, and what comes out of them."""

from complaints.indicators.handling import HANDLING
from complaints.indicators.outcomes import OUTCOMES
from legitimacy.indicators.definitions import Indicator

INDICATORS: tuple[Indicator, ...] = (*HANDLING, *OUTCOMES)

__all__ = ["INDICATORS"]
