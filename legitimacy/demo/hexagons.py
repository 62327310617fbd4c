"""The hexagon map of Voorbeeldland: one hexagon for each corps, made from the cells in data/example/corps.csv.

`python -m legitimacy.demo.hexagons` writes data/maps/example.geojson anew. Needs no Django.
"""

import json
from math import cos, pi, sin, sqrt
from typing import Any

from legitimacy.demo.files import EXAMPLE_MAP, CorpsRow, corps_read

# Degrees from centre to corner. The country lies around 0° north, 0° east, where no Belgian map can hold it and
# where one degree is as long east as north, so that hexagons are regular in every projection.
RADIUS = 0.2
MIDDLE = (5.0, 5.5)


def cell_centre(column: int, row: int) -> tuple[float, float]:
    """(longitude, latitude) of a cell; odd rows lie half a hexagon to the east, row 0 lies north."""
    east = (column + (row % 2) / 2 - MIDDLE[0]) * RADIUS * sqrt(3)
    north = (MIDDLE[1] - row) * RADIUS * 1.5
    return east, north


def cell_ring(column: int, row: int) -> list[list[float]]:
    """Closed ring of seven corners, clockwise as the map library wants, shared exactly by neighbours."""
    east, north = cell_centre(column, row)
    corners = [
        [round(east + RADIUS * sin(pi / 3 * step), 5), round(north + RADIUS * cos(pi / 3 * step), 5)]
        for step in range(6)
    ]
    return [*corners, corners[0]]


def example_map(rows: list[CorpsRow]) -> dict[str, Any]:
    """GeoJSON of the corps that have a cell; the feature's id is the code of the corps."""
    features = [
        {
            "type": "Feature",
            "id": row.code,
            "properties": {"zone_code": row.code},
            "geometry": {"type": "Polygon", "coordinates": [cell_ring(*row.cell)]},
        }
        for row in rows
        if row.cell is not None
    ]
    return {"type": "FeatureCollection", "features": features}


def example_map_text(rows: list[CorpsRow]) -> str:
    return json.dumps(example_map(rows), separators=(",", ":")) + "\n"


if __name__ == "__main__":
    EXAMPLE_MAP.write_text(example_map_text(corps_read()), encoding="utf-8")
