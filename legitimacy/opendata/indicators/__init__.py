"""The indicator that open data owns: what it means (passports) and how it is counted from releases (counting)."""

from legitimacy.opendata.indicators.passports import INDICATORS

__all__ = ["INDICATORS"]
