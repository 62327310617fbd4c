"""What the pages of this part share: totals and periods in words, groups of criteria, who is asking."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest

from audit.models import Assessment, Criterion, Sample
from audit.workflow.standards.codes import Counts
from legitimacy.indicators.periods import Period
from legitimacy.models import User
from legitimacy.numbers import period_short


def person_of(request: HttpRequest) -> User:
    """Who is signed in; views that use it let in nobody else."""
    return cast(User, request.user)


def span_text(record: Assessment | Sample) -> str:
    """The quarters of an assessment or sample in few letters."""
    first, last = (str(Period.containing(day)) for day in (record.period_from, record.period_to))
    return period_short(first) if first == last else f"{period_short(first)} \N{EN DASH} {period_short(last)}"


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of the most, as a reader sees them."""

    points: int
    most: int

    @property
    def of_hundred(self) -> int:
        return round(100 * self.points / self.most) if self.most else 0


def self_score(assessment: Assessment) -> Score | None:
    if assessment.self_points is None or not assessment.self_most:
        return None
    return Score(assessment.self_points, assessment.self_most)


def validated_score(assessment: Assessment) -> Score | None:
    if assessment.points is None or not assessment.most:
        return None
    return Score(assessment.points, assessment.most)


def counts_whole(assessment: Assessment) -> bool:
    """Whether the indicator asks if all criteria are met, and not how many points were scored."""
    return assessment.standard.counts == Counts.ALL_MET


def grouped(rows: Iterable[Any], criterion_of: Any = lambda row: row) -> list[tuple[str, list[Any]]]:
    """Rows under the heading of their criteria, in order."""
    groups: list[tuple[str, list[Any]]] = []
    for row in rows:
        criterion: Criterion = criterion_of(row)
        if not groups or groups[-1][0] != criterion.group_shown:
            groups.append((criterion.group_shown, []))
        groups[-1][1].append(row)
    return groups
