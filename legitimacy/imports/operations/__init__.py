"""Counts of what corps did, by month: from files of `records_import operations`, and from the forms of apps."""

from legitimacy.imports.operations.fields import OPERATIONS

__all__ = ["OPERATIONS"]
