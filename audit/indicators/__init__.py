"""Indicators that the audit body owns: what they mean (passports) and how they are counted from its records."""

from audit.indicators.passports import INDICATORS

__all__ = ["INDICATORS"]
