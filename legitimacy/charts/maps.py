"""Which registers have a map."""

from legitimacy.models import Register

MAPS = {Register.BELGIUM: "maps/belgium.geojson", Register.EXAMPLE: "maps/example.geojson"}
"""Borders by register; the foreign test register has no map."""
