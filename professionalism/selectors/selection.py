"""Reading selection: pass rates of women and men, and decisions on all four competences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet, Sum

from legitimacy.indicators.intervals import risk_ratio, risk_ratio_interval
from legitimacy.indicators.periods import Period
from legitimacy.models import Subject
from professionalism.models import SelectionOutcome, SelectionProcedure
from professionalism.selectors.training import Share, is_small, share_of
from professionalism.workflow.training import Sex

FOUR_FIFTHS = 0.80
UPPER = 1.25
"""The four-fifths rule and its mirror (indicators.csv, PRV-12)."""
QUARTERS = 12


class Reading(StrEnum):
    """What a ratio of pass rates says beside the four-fifths rule."""

    INSIDE = "inside"
    BELOW = "below"
    ABOVE = "above"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Ratio:
    """Pass rate of women over that of men. `one_more` is the ratio if one woman more had passed (one man, where the
    ratio is above); None where nobody is left to pass. `is_unsure`: the interval reaches the other side of a limit.
    """

    reading: Reading
    women: Share
    men: Share
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    one_more: float | None = None
    one_more_reading: Reading = Reading.UNKNOWN

    @property
    def is_unsure(self) -> bool:
        if self.lower is None or self.upper is None:
            return False
        return any(self.lower < limit < self.upper for limit in (FOUR_FIFTHS, UPPER))

    @property
    def hangs_on_one(self) -> bool:
        return self.one_more is not None and self.one_more_reading != self.reading


@dataclass(frozen=True, slots=True)
class SelectionLine:
    grade: str
    ratio: Ratio
    on_four: Share


def ratio_of(women: tuple[int, int], men: tuple[int, int], *, protect: bool) -> Ratio:
    """(passed, tested) of each. With zero cells ratio and interval are corrected as in `risk_ratio_interval`."""
    shares = share_of("f", *women, protect=protect), share_of("m", *men, protect=protect)
    if any(each.hidden for each in shares) or (protect and any(is_small(each[1]) for each in (women, men))):
        return Ratio(Reading.HIDDEN, Share("f", hidden=True), Share("m", hidden=True))
    if not women[1] or not men[1] or not (women[0] or men[0]):
        return Ratio(Reading.UNKNOWN, *shares)
    ratio = float(risk_ratio(women[0], women[1], men[0], men[1]))
    lower, upper = risk_ratio_interval(women[0], women[1], men[0], men[1])
    moved = _one_more(women, men, ratio)
    return Ratio(
        reading_of(ratio), *shares, ratio, float(lower), float(upper), moved,
        reading_of(moved) if moved is not None else Reading.UNKNOWN,
    )  # fmt: skip


def _one_more(women: tuple[int, int], men: tuple[int, int], ratio: float) -> float | None:
    """For the sex that passes less often."""
    (a, n1), (b, n0) = women, men
    if ratio <= 1:
        return float(risk_ratio(a + 1, n1, b, n0)) if a < n1 else None
    return float(risk_ratio(a, n1, b + 1, n0)) if b < n0 else None


def reading_of(ratio: float) -> Reading:
    if ratio < FOUR_FIFTHS:
        return Reading.BELOW
    return Reading.ABOVE if ratio > UPPER else Reading.INSIDE


def procedures_of(subject: Subject) -> QuerySet[SelectionProcedure]:
    return SelectionProcedure.objects.filter(subject=subject).prefetch_related("instruments", "outcomes")


def selection_lines(subject: Subject, today: date, *, protect: bool) -> list[SelectionLine]:
    """One line per grade over the last 36 months. One query, whatever the number of procedures."""
    quarters = quarters_counted(today)
    rows = SelectionOutcome.objects.filter(procedure__subject=subject, procedure__period__in=quarters)
    sums = rows.order_by("procedure__grade", "sex").values_list("procedure__grade", "sex")
    by_grade: dict[str, dict[str, tuple[int, int, int, int]]] = {}
    for grade, sex, *numbers in sums.annotate(Sum("tested"), Sum("passed"), Sum("decisions"), Sum("decisions_on_four")):
        by_grade.setdefault(grade, {})[sex] = (numbers[0], numbers[1], numbers[2], numbers[3])
    lines = [_line(grade, counts, protect=protect) for grade, counts in by_grade.items()]
    if any(line.on_four.hidden for line in lines):
        # The share of all grades together is published (PRV-12): the others would give a hidden one away.
        lines = [replace(line, on_four=Share("on_four", hidden=True)) for line in lines]
    return lines


def quarters_counted(today: date) -> Sequence[str]:
    newest = Period.containing(today)
    return [str(newest.shift(-back)) for back in range(QUARTERS + 1)]


def _line(grade: str, counts: dict[str, tuple[int, int, int, int]], *, protect: bool) -> SelectionLine:
    nothing = (0, 0, 0, 0)
    women, men = counts.get(Sex.WOMAN, nothing), counts.get(Sex.MAN, nothing)
    decisions = sum(each[2] for each in counts.values())
    on_four = sum(each[3] for each in counts.values())
    ratio = ratio_of((women[1], women[0]), (men[1], men[0]), protect=protect)
    return SelectionLine(grade, ratio, share_of("on_four", on_four, decisions, protect=protect))
