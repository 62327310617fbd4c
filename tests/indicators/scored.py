"""A small framework and simulated measurements: three indicators in each of eight facets, goalposts 0 and 1."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from legitimacy.indicators.definitions import Direction, Kind, MeasuredBy, Pillar, State
from legitimacy.indicators.frameworks import FrameworkFacet, FrameworkItem, FrameworkSpec, weights_to_one
from legitimacy.indicators.uncertainty import PeriodScores, score_period

PERIOD = "2025-Q4"
FEW = 400
NAN = float("nan")

FACETS = tuple(FrameworkFacet(pillar=pillar, code=code, weight=0.5) for pillar in Pillar for code in ("a", "b"))
PLAIN = FrameworkItem(
    code="", pillar=Pillar.EFFICIENCY, facet="a", weight=1.0, direction=Direction.HIGHER,
    measured_by=MeasuredBy.SELF, floor=0.0, target=1.0,
)  # fmt: skip
ITEMS = tuple(
    replace(PLAIN, code=f"{facet.pillar.value}-0{number}{facet.code}", pillar=facet.pillar, facet=facet.code)
    for facet in FACETS
    for number in (1, 2, 3)
)


def framework(items: tuple[FrameworkItem, ...] = ITEMS) -> FrameworkSpec:
    return FrameworkSpec(
        code="2026", items=weights_to_one(items), facets=FACETS, pillar_weights=dict.fromkeys(Pillar, 0.25)
    )


def cell(corps: str, indicator: str, **known: object) -> dict[str, object]:
    unknown = {"numerator": NAN, "denominator": NAN, "value": NAN, "lower": NAN, "upper": NAN, "per": 1.0}
    states = {"state": State.OK, "kind": Kind.PROPORTION, "sampled": True}
    return {"corps": corps, "indicator": indicator, **unknown, **states, **known}


def shares(corps: str, share: float | Mapping[str, float] = 0.5, size: int = 80) -> list[dict[str, object]]:
    """One proportion per item, of `share` in `size`, all equal or per pillar."""
    by_pillar = share if isinstance(share, Mapping) else dict.fromkeys([pillar.value for pillar in Pillar], share)
    return [cell(corps, item.code, numerator=by_pillar[item.pillar] * size, denominator=size) for item in ITEMS]


def score(*rows: list[dict[str, object]], spec: FrameworkSpec | None = None, **options: object) -> PeriodScores:
    table = pd.DataFrame([row for listed in rows for row in listed])
    asked: dict[str, object] = {"period": PERIOD, "draws": FEW} | options
    return score_period(spec or framework(), table, **asked)  # type: ignore[arg-type]


def without(rows: list[dict[str, object]], state: State, *codes: str) -> list[dict[str, object]]:
    return [row | {"state": state} if row["indicator"] in codes else row for row in rows]


def number(table: pd.DataFrame, corps: str, level: str) -> float:
    return float(table[level].to_dict()[corps])
