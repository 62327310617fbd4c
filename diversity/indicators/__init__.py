"""Indicators of diversity: passports, and how values are counted from records."""

from diversity.indicators.passports import INDICATORS

__all__ = ["INDICATORS"]
