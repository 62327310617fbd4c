"""When a facet over hidden values may be published as a 5-point band."""

import math

import pandas as pd
import pytest

from legitimacy.disclosure.bands import Band, FacetInput, band_is_safe, band_of, numerator_span
from legitimacy.disclosure.parts import PartNumbers, Tree, facet_decide, parts_decide
from legitimacy.disclosure.policy import Measure
from legitimacy.indicators.composite import geometric_mean
from legitimacy.indicators.definitions import Counted, Disclosure, Feed, Kind, Window


def scored(
    value_id: int,
    score: float,
    *,
    base: float | None = 1000,
    hidden: bool = False,
    minimum: int = 5,
    kind: Kind = Kind.PROPORTION,
    floor: float = 0.2,
    target: float = 0.8,
    is_free: bool = True,
) -> FacetInput:
    measure = Measure(
        indicator=f"EFF-{value_id:02}", disclosure=Disclosure.SENSITIVE, counted=Counted.CASE, kind=kind,
        window=Window.YEAR, feed=Feed.RECORDS, floor=floor, target=target, facet="EFF.results", weight=1.0,
    )  # fmt: skip
    return FacetInput(
        value_id=value_id, weight=1.0, score=score, is_hidden=hidden, measure=measure, base=base, minimum=minimum,
        is_free=is_free,
    )  # fmt: skip


FACET = PartNumbers(key="EFF.results", level="facet", score=63.2, lower=60.0, upper=66.0, bound_low=63.2, rank=3)


@pytest.mark.parametrize(
    ("score", "band"),
    [(0, (0, 5)), (59.99, (55, 60)), (60, (60, 65)), (64.999, (60, 65)), (99, (95, 100)), (100, (95, 100))],
)
def test_bands_are_half_open_and_the_last_holds_a_hundred(score: float, band: tuple[float, float]) -> None:
    assert band_of(score) == Band(*band)


def test_rounding_noise_does_not_move_a_score_into_the_band_below() -> None:
    assert band_of(math.nextafter(60.0, 0.0)) == Band(60.0, 65.0)


def test_a_large_base_leaves_room_inside_a_band() -> None:
    assert band_is_safe([scored(1, 50), scored(2, 60, hidden=True)])


def test_a_small_base_leaves_no_room() -> None:
    assert not band_is_safe([scored(1, 50), scored(2, 60, hidden=True, base=60)])


def test_the_answer_does_not_depend_on_the_hidden_score() -> None:
    answers = {band_is_safe([scored(1, 12.5), scored(2, s / 10, hidden=True, base=140)]) for s in range(1001)}
    assert len(answers) == 1


def test_a_thin_slice_at_the_end_of_the_scale_closes_all_bands() -> None:
    whole_scale = scored(2, 60, hidden=True, floor=0.0, target=1.0, base=400)
    assert band_is_safe([scored(1, 56), whole_scale])
    assert not band_is_safe([scored(1, 49.9), whole_scale])


def test_means_medians_and_unknown_bases_leave_no_band() -> None:
    assert not band_is_safe([scored(1, 50, hidden=True, kind=Kind.MEAN_SCORE)])
    assert not band_is_safe([scored(1, 50, hidden=True, base=None)])


def test_a_value_behind_another_band_leaves_no_band() -> None:
    assert not band_is_safe([scored(1, 50), scored(2, 60, hidden=True, is_free=False)])


def test_hidden_counts_of_things_do_not_close_a_band() -> None:
    assert band_is_safe([scored(1, 50), scored(2, 60, hidden=True, base=3, minimum=0)])


@pytest.mark.parametrize(("floor", "target"), [(0.2, 0.8), (0.8, 0.2), (0.0, 1.0), (1.0, 0.0)])
def test_span_of_numerators_equals_counting_them(floor: float, target: float) -> None:
    one = scored(1, 0, base=97, floor=floor, target=target)
    for low, high in [(-10.0, 5.0), (0.5, 12.0), (33.3, 41.2), (88.0, 101.0), (40.0, 40.1)]:
        inside = [x for x in range(98) if low <= 100 * min(max((x / 97 - floor) / (target - floor), 0), 1) < high]
        counted = inside[-1] - inside[0] if inside else -1
        assert counted - 1 <= numerator_span(one, low, high) <= counted


def test_a_facet_over_shown_values_stays_exact() -> None:
    assert facet_decide(FACET, [scored(1, 60), scored(2, 66.4)], "2026", {}) is FACET


def test_a_facet_over_hidden_values_loses_score_range_bounds_and_rank() -> None:
    banded = facet_decide(FACET, [scored(1, 50), scored(2, 76.4, hidden=True)], "2026", {})
    assert (banded.visibility, banded.score, banded.lower, banded.upper) == ("band", None, 60.0, 65.0)
    assert (banded.bound_low, banded.rank) == (None, None)


def test_a_hidden_value_stands_behind_one_band_only() -> None:
    inputs = [scored(1, 50), scored(2, 76.4, hidden=True)]
    first = facet_decide(FACET, inputs, "2026", {})
    spent = {int(value_id): digest for value_id, digest in first.spent.items()}
    assert facet_decide(FACET, inputs, "2026", spent) == first
    assert facet_decide(FACET, [scored(3, 51), inputs[1]], "2026", spent).visibility == "suppressed"


def test_pillars_and_overall_are_put_together_from_bands_alone() -> None:
    facets = {"EFF": {"EFF.results": 0.5, "EFF.system": 0.5}, "LEG": {"LEG.force": 1.0}}
    scores = {"EFF.results": 63.2, "EFF.system": 40.0, "LEG.force": 90.0, "EFF": 51.6, "LEG": 90.0, "overall": 68.1}
    parts = {key: PartNumbers(key=key, level="", score=score, rank=1) for key, score in scores.items()}
    decided = parts_decide(
        parts,
        {"EFF.results": [scored(1, 50), scored(2, 76.4, hidden=True)]},
        Tree("2026", facets, {"EFF": 0.5, "LEG": 0.5}),
        {},
    )
    assert (decided["EFF"].visibility, decided["EFF"].lower, decided["EFF"].upper) == ("band", 50.0, 52.5)
    assert decided["LEG"].score == 90.0
    limits = pd.DataFrame({"EFF": [50.0, 52.5], "LEG": [90.0, 90.0]})
    expected = geometric_mean(limits, pd.Series({"EFF": 0.5, "LEG": 0.5}))
    assert [decided["overall"].lower, decided["overall"].upper] == pytest.approx(list(expected))


def test_one_suppressed_facet_leaves_nothing_above_it() -> None:
    tree = Tree("2026", {"EFF": {"EFF.results": 1.0}}, {"EFF": 1.0})
    parts = {key: PartNumbers(key=key, level="", score=63.2) for key in ("EFF.results", "EFF", "overall")}
    decided = parts_decide(parts, {"EFF.results": [scored(1, 60, hidden=True, base=20)]}, tree, {})
    assert {part.visibility for part in decided.values()} == {"suppressed"}
    assert {part.score for part in decided.values()} == {None}


def test_bounds_of_an_incomplete_facet_are_hidden_with_its_values() -> None:
    incomplete = PartNumbers(key="EFF.results", level="facet", score=None, bound_low=12.0, bound_high=80.0)
    decided = facet_decide(incomplete, [scored(1, 60, hidden=True)], "2026", {})
    assert (decided.visibility, decided.bound_low, decided.is_exact) == ("shown", None, False)
