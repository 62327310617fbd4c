"""Colour only for scores, and only where chance does not explain them."""

import pytest

from audit.views.compare.heat import LEGEND, heat


@pytest.mark.parametrize(
    ("score", "lower", "upper", "style"),
    [
        (None, None, None, ""),
        (60, 40, 80, "p"),
        (95, 49.9, 100, "p"),
        (5, 0, 50.1, "p"),
        (60, 50, 70, "d"),
        (69.99, None, None, "d"),
        (70, None, None, "e"),
        (84.99, 60, 100, "e"),
        (85, None, None, "f"),
        (50, None, None, "d"),
        (49.9, None, None, "c"),
        (30, 10, 50, "c"),
        (29.9, None, None, "b"),
        (15, None, None, "b"),
        (14.9, 0, 30, "a"),
        (0, None, None, "a"),
    ],
)
def test_style_of_a_score(score: float | None, lower: float | None, upper: float | None, style: str) -> None:
    assert heat(score, lower, upper) == style
    assert style in ("", *LEGEND)


def test_better_scores_never_look_worse() -> None:
    places = [LEGEND.index(heat(score / 10, None, None)) for score in range(1001)]
    assert places == sorted(places)
    assert set(places) == set(range(len(LEGEND))) - {LEGEND.index("p")}
