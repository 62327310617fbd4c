"""Official statistics and survey results: one figure per area, indicator and base period."""

from legitimacy.imports.values.services import figures_import

__all__ = ["figures_import"]
