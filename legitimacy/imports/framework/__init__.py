"""Frameworks: how each indicator is judged, loaded whole or not at all."""

from legitimacy.imports.framework.services import framework_import

__all__ = ["framework_import"]
