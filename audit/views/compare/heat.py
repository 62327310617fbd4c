"""Which colour a cell has. Only a score against fixed goalposts has one, and only where chance does not explain it."""

from legitimacy.disclosure.visible import VisiblePart, VisibleValue

MIDDLE = 50.0
STEPS = (70.0, 85.0)
"""Scores from which the blue gets deeper; the brown of low scores mirrors them. Half-open, on unrounded scores."""
PALE = "p"
NO_FIGURE = "n"
CONTEXT = "x"
LEGEND = ("a", "b", "c", PALE, "d", "e", "f")
"""Styles from far below the middle to far above it."""


def heat(score: float | None, lower: float | None, upper: float | None) -> str:
    """The style of a score of 0-100 with its range: pale where the range spans the middle, none without a score."""
    if score is None:
        return ""
    low = score if lower is None else lower
    high = score if upper is None else upper
    if low < MIDDLE < high:
        return PALE
    if score >= MIDDLE:
        return "d" if score < STEPS[0] else "e" if score < STEPS[1] else "f"
    mirrored = 2 * MIDDLE - score
    return "c" if mirrored <= STEPS[0] else "b" if mirrored <= STEPS[1] else "a"


def heat_of_value(value: VisibleValue) -> str:
    return heat(value.score, value.score_lower, value.score_upper)


def heat_of_part(part: VisiblePart) -> str:
    """A band has the colour of its middle where it lies wholly on one side."""
    if part.score is None and part.lower is not None and part.upper is not None:
        return heat((part.lower + part.upper) / 2, part.lower, part.upper)
    return heat(part.score, part.lower, part.upper)
