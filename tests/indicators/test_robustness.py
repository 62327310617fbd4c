"""Robustness of ranks. The first example is worked out by hand in docs/methods/frameworks.md."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legitimacy.indicators.definitions import Direction, Kind, MeasuredBy, Pillar, State
from legitimacy.indicators.frameworks import FrameworkFacet, FrameworkItem, FrameworkSpec, weights_to_one
from legitimacy.indicators.robustness import robustness
from legitimacy.indicators.uncertainty import score_period

quick = settings(deadline=None, max_examples=15)
PILLARS = (Pillar.EFFICIENCY, Pillar.LEGALITY)


def item_of(code: str) -> FrameworkItem:
    return FrameworkItem(
        code=code, pillar=Pillar(code[:3]), facet="a", weight=1.0, direction=Direction.HIGHER,
        measured_by=MeasuredBy.SELF, floor=0.0, target=100.0,
    )  # fmt: skip


def spec_of(*items: FrameworkItem) -> FrameworkSpec:
    pillars = sorted({item.pillar for item in items})
    return FrameworkSpec(
        code="T",
        items=weights_to_one(items),
        facets=tuple(FrameworkFacet(pillar=pillar, code="a", weight=1.0) for pillar in pillars),
        pillar_weights=dict.fromkeys(pillars, 1 / len(pillars)),
    )


def table_of(values: dict[str, dict[str, float | None]]) -> pd.DataFrame:
    """Values by corps and indicator; None for what was due and not delivered."""
    rows = [
        {
            "corps": corps, "indicator": code, "kind": Kind.CHECKLIST.value, "value": value, "sampled": False,
            "state": State.NOT_DELIVERED.value if value is None else State.OK.value,
            **dict.fromkeys(("numerator", "denominator", "lower", "upper", "per"), np.nan),
        }
        for corps, cells in values.items()
        for code, value in cells.items()
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"value": "float64"})


TWO = spec_of(item_of("EFF-01"), item_of("LEG-01"))
THREE_CORPS = table_of(
    {
        "A": {"EFF-01": 90, "LEG-01": 10},
        "B": {"EFF-01": 50, "LEG-01": 50},
        "C": {"EFF-01": 40, "LEG-01": 40},
    }
)


def overall(spec: FrameworkSpec, table: pd.DataFrame, **options: object) -> pd.DataFrame:
    rows = robustness(spec, table, seed=1, **options).rows  # type: ignore[arg-type]
    return rows[rows["key"] == "overall"].set_index("corps")


def test_the_worked_example() -> None:
    """Geometric: A 30, B 50, C 40. Arithmetic: A 50, B 50, C 40. Without LEG-01: A 90, B 50, C 40."""
    rows = overall(TWO, THREE_CORPS)
    assert rows["nominal"].to_dict() == {"A": 3, "B": 1, "C": 2}
    assert rows["choice"].to_dict() == {"A": "aggregation", "B": "without LEG-01", "C": "aggregation"}
    assert rows["choice_shift"].to_dict() == {"A": 2, "B": 1, "C": 1}
    assert set(rows["group_size"]) == {3}


def test_a_corps_that_leads_everywhere_never_moves() -> None:
    table = table_of({name: {"EFF-01": top, "LEG-01": top} for name, top in (("A", 95), ("B", 55), ("C", 15))})
    rows = overall(TWO, table)
    assert (rows[["nominal", "median", "lower", "upper"]].nunique(axis=1) == 1).all()
    assert (rows["shift"] == 0).all()
    assert set(rows["choice"]) == {""}


def test_what_peers_have_stands_in_for_what_is_missing() -> None:
    """C lacks one of three indicators of its pillar; its peers do badly there, everybody else well."""
    spec = spec_of(*(item_of(f"EFF-0{number}") for number in (1, 2, 3)))
    codes = ("EFF-01", "EFF-02", "EFF-03")
    levels = {"A": 60.0, "B": 50.0, "P": 5.0}
    cells: dict[str, dict[str, float | None]] = {name: dict.fromkeys(codes, level) for name, level in levels.items()}
    cells["C"] = {"EFF-01": 61.0, "EFF-02": 61.0, "EFF-03": None}
    peers = pd.DataFrame({"corps": ["C"], "peer": ["P"], "weight": [1.0]})
    alone = overall(spec, table_of(cells), peers=peers)
    assert alone["nominal"].to_dict() == {"C": 1, "A": 2, "B": 3, "P": 4}
    assert alone.loc["C", "choice"] == "missing"  # (61 + 61 + 5) / 3 = 42.3: third
    assert alone.loc["C", "choice_shift"] == 2


def test_a_corps_without_a_score_has_no_rank_and_takes_no_place() -> None:
    table = pd.concat([THREE_CORPS, table_of({"D": {"EFF-01": 99, "LEG-01": None}})])
    rows = robustness(TWO, table, seed=1).rows
    assert "D" not in set(rows.loc[rows["key"] != "EFF", "corps"])
    assert overall(TWO, table)["nominal"].to_dict() == {"A": 3, "B": 1, "C": 2}


def test_who_is_left_out_takes_no_place_at_that_key_only() -> None:
    rows = robustness(TWO, THREE_CORPS, seed=1, left_out={"overall": {"B"}}).rows
    by_key = {key: set(part["corps"]) for key, part in rows.groupby("key")}
    assert by_key == {"EFF": {"A", "B", "C"}, "LEG": {"A", "B", "C"}, "overall": {"A", "C"}}
    assert set(rows.loc[rows["key"] == "overall", "group_size"]) == {2}


def test_a_band_is_scored_on_both_sides() -> None:
    banded = FrameworkItem(
        code="EFF-01", pillar=Pillar.EFFICIENCY, facet="a", weight=1.0, direction=Direction.BAND,
        measured_by=MeasuredBy.SELF, band_low=0.8, band_high=1.25, outer_low=0.5, outer_high=2.0,
    )  # fmt: skip
    table = table_of({"in": {"EFF-01": 1.0}, "over": {"EFF-01": 1.9}, "under": {"EFF-01": 0.7}})
    assert overall(spec_of(banded), table)["nominal"].to_dict() == {"in": 1, "over": 3, "under": 2}


def test_the_only_indicator_of_a_pillar_can_be_left_out() -> None:
    rows = overall(TWO, THREE_CORPS)
    assert rows[["median", "lower", "upper", "shift"]].notna().all(axis=None)


@st.composite
def worlds(draw: st.DrawFn) -> pd.DataFrame:
    codes = [item.code for item in FOUR.items]
    scores = st.one_of(st.none(), st.floats(0, 100))
    return table_of({name: {code: draw(scores) for code in codes} for name in "ABCDEF"})


FOUR = spec_of(*(item_of(code) for code in ("EFF-01", "EFF-02", "LEG-01", "LEG-02")))


@quick
@given(worlds(), st.integers(0, 2**32))
def test_nominal_ranks_are_those_of_the_scorecards(table: pd.DataFrame, seed: int) -> None:
    rows = robustness(FOUR, table, seed=seed, runs=20).rows
    scored = score_period(FOUR, table, period="2025-Q4", draws=1)
    for key in ("EFF", "LEG", "overall"):
        known = scored.rank[key].dropna()
        assert rows[rows["key"] == key].set_index("corps")["nominal"].to_dict() == known.to_dict()
    assert (rows["lower"] <= rows["median"]).all()
    assert (rows["median"] <= rows["upper"]).all()
    assert rows[["lower", "upper"]].isin(range(1, 7)).all(axis=None)
    assert (rows["shift"] < rows["group_size"]).all()


@quick
@given(worlds())
def test_the_same_seed_gives_the_same_answer(table: pd.DataFrame) -> None:
    first, again = (robustness(FOUR, table, seed=7, runs=20).rows for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_no_run_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one run"):
        robustness(TWO, THREE_CORPS, seed=1, runs=0)
