"""Scores of the inclusion survey against numbers worked out by hand (docs/methods/inclusion.md)."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from diversity.services.surveys.closing import limits_on
from diversity.workflow.survey_scoring import Limits, points_of, result_of, scores_of
from diversity.workflow.surveys import AGREEMENT, Construct, Item, items_of, parameter
from legitimacy.codes import Label

WORDS = Label("", "", "", "")
ITEMS = (
    Item("a", "respect", False, WORDS),
    Item("b", "respect", False, WORDS),
    Item("c", "voice", True, WORDS),
    Item("d", "voice", False, WORDS),
)
SMALL = Limits(answered=2, group=2, cell=1, valid_share=0.75, construct_share=0.66)
Given = list[dict[str, Any]]


def people(number: int, **answers: str) -> Given:
    return [dict(answers)] * number


def test_points_become_scores_and_turned_sentences_are_turned_back() -> None:
    points = points_of([{"a": "5", "b": "1", "c": "5", "d": "3"}, {"c": "1"}], ITEMS)
    expected = [[100.0, 0.0, 0.0, 50.0], [np.nan, np.nan, 100.0, np.nan]]
    np.testing.assert_array_equal(scores_of(points, ITEMS), expected)


def test_the_mean_of_means_and_its_margin_by_hand() -> None:
    """Scores 100, 75 and 0; mean 58.333, deviation 52.042, half width 1.95996 * 52.042 / sqrt(3) = 58.890."""
    answers = [
        {"a": "5", "b": "5", "c": "1", "d": "5"},
        {"a": "4", "b": "4", "c": "2"},  # three of four valid: counts
        {"a": "1", "b": "1", "c": "5", "d": "1"},
        {"a": "5", "b": "5"},  # two of four: does not
    ]
    result = result_of(answers, ITEMS, SMALL)
    assert result is not None
    total = result.climate[""]
    assert total.n == 3
    assert total.value == pytest.approx(58.3333, abs=1e-4)
    assert total.deviation == pytest.approx(52.0416, abs=1e-4)
    assert (total.lower, total.upper) == (0.0, 100.0)
    assert result.climate["respect"].value == pytest.approx((100 + 75 + 0 + 100) / 4)
    assert result.climate["voice"].n == 2  # one of two valid is not enough


def test_the_gap_and_its_margin_by_hand() -> None:
    """Women 75 and 100, men 25 and 50: gap 50, each variance 312.5, half width 1.95996 * sqrt(312.5) = 34.648."""
    every = {"a", "b", "d"}
    given = [
        dict.fromkeys(every, points) | {"c": str(6 - int(points)), "sex": sex, "framework": "civilian"}
        for sex, points in (("f", "4"), ("f", "5"), ("m", "2"), ("m", "3"), ("x", "1"))
    ]
    result = result_of(given, ITEMS, SMALL)
    assert result is not None
    gap = result.gaps["sex"]
    assert (gap.high, gap.low, gap.value) == ("f", "m", 50.0)
    assert gap.upper - gap.value == pytest.approx(34.648, abs=1e-3)
    assert "framework" not in result.gaps  # one group has nothing to be compared with
    larger = result_of(given, ITEMS, replace(SMALL, group=3))
    assert larger is not None
    assert larger.gaps == {}


@pytest.mark.parametrize(
    ("agree", "neither", "disagree", "told"),
    [
        (10, 5, 5, (0.5, 0.25, 0.25)),
        (15, 1, 4, (0.75, None, 0.25)),  # one neither: joined
        (19, 0, 1, (None, None, None)),  # hardly anybody disagrees
        (20, 0, 0, (None, None, None)),  # everybody agrees
        (1, 0, 19, (None, None, None)),
        (5, 0, 4, (None, None, None)),  # fewer than ten
    ],
)
def test_no_cell_of_a_sentence_is_small(
    agree: int, neither: int, disagree: int, told: tuple[float | None, ...]
) -> None:
    rest = {"b": "3", "c": "3", "d": "3"}
    given = people(agree, a="5", **rest) + people(neither, a="3", **rest) + people(disagree, a="2", **rest)
    result = result_of([*given, *people(10, **rest)], ITEMS, replace(SMALL, answered=10, cell=5))
    assert result is not None
    assert (result.items["a"].agree, result.items["a"].neither, result.items["a"].disagree) == told


def test_a_part_on_which_everybody_thinks_alike_is_not_told() -> None:
    given = people(12, a="3", b="3", c="5", d="1") + people(4, a="3", b="3", c="3", d="3")
    result = result_of(given, ITEMS, replace(SMALL, answered=10, cell=5))
    assert result is not None
    assert list(result.climate) == ["", "respect"]


def test_nobody_and_too_few_give_no_result() -> None:
    assert result_of([], ITEMS, SMALL) is None
    assert result_of(people(40), ITEMS, SMALL) is None
    assert result_of(people(9, a="1", b="1", c="1", d="1"), ITEMS, replace(SMALL, answered=10)) is None


def test_shipped_questions_are_whole_and_ask_nothing_forbidden() -> None:
    today = timezone.localdate()
    items = items_of(parameter("wording", today))
    for construct in Construct.values:
        assert 2 <= sum(item.construct == construct for item in items) <= 3
    for item in items:
        assert len({item.text.nl, item.text.fr, item.text.de, item.text.en}) == 4
        assert len(item.code) <= 40
    assert sum(item.is_reversed for item in items) >= 3
    assert [code for code, _words in AGREEMENT] == ["5", "4", "3", "2", "1"]
    assert (limits_on(today).answered, limits_on(today).group) == (10, 30)
