"""Passports of the indicators that professionalism owns: force, correction, street practice, training and selection."""

from legitimacy.indicators.definitions import Indicator
from professionalism.indicators.discipline import DISCIPLINE
from professionalism.indicators.education import EDUCATION
from professionalism.indicators.force import FORCE
from professionalism.indicators.practice import PRACTICE

INDICATORS: tuple[Indicator, ...] = (*FORCE, *DISCIPLINE, *PRACTICE, *EDUCATION)

__all__ = ["INDICATORS"]
