"""Passports of the indicators that evaluation owns: policy and learning, citizens' surveys, operational counts."""

from evaluation.indicators.operations import OPERATIONS
from evaluation.indicators.perception import PERCEPTION
from evaluation.indicators.policy import POLICY
from evaluation.indicators.surveys import SURVEYS
from legitimacy.indicators.definitions import Indicator

INDICATORS: tuple[Indicator, ...] = (*POLICY, *OPERATIONS, *SURVEYS, *PERCEPTION)

__all__ = ["INDICATORS"]
