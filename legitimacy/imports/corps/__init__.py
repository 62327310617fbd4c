"""The register of corps: regions, zones, municipalities, mergers and names, each recognised by its columns."""

from legitimacy.imports.corps.services import register_import

__all__ = ["register_import"]
