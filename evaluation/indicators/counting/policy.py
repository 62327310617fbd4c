"""The value source `evaluation_policy`: EFF-01, how many running objectives were evaluated in the past twelve months.

A snapshot of the last day of a quarter. A corps delivers from its first approved objective on; on a day without a
running objective there is nothing to divide, so nothing is delivered. After a merger objectives count for the corps
that carries them on. Worked out in docs/methods/policy.md.
"""

from datetime import date

import pandas as pd
from django.db.models import F, Max, Min, Q, QuerySet
from django.db.models.functions import Greatest

from evaluation.models import PolicyEvaluation, PolicyObjective
from evaluation.services.policy.stale import EVALUATED, SOURCE
from evaluation.workflow.policy import EVALUATED_MONTHS, EvaluationState, months_later
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.delivering import (
    Delivering,
    before_windows,
    figures_described,
    quarter_number,
)
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Plans and evaluations of the corps"


def policy_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of a quarter as a frame (see `sources.COLUMNS`). Three queries, and those of geography."""
    if period.is_year or (indicators is not None and EVALUATED not in indicators):
        return values_frame()
    geography, last = Geography.read(period), quarter_number(period)
    delivering = _delivering(geography)
    running = pd.DataFrame(
        _running(period.end).values_list("plan__corps_id", "pk"), columns=["corps", "objective"]
    ).astype({"corps": "int64"})
    running["quarter"] = last
    evaluated = set(_evaluated(period.end).values_list("objective_id", flat=True))
    running["done"] = running["objective"].isin(evaluated).astype("int64")
    moved = delivering.moved(running)
    sums = moved.groupby("corps").agg(numerator=("done", "sum"), denominator=("done", "size"))
    rows = delivering.grid(last, last).merge(sums, left_on="corps", right_index=True).assign(indicator=EVALUATED)
    if rows.empty:
        return values_frame()
    figures = figures_described(rows, [passports.get(EVALUATED)], CREDIT)
    before = before_windows({EVALUATED: last}, delivering)
    return values_finished(figures_valued(figures, before, geography, subject_ids), period)


def _delivering(geography: Geography) -> Delivering:
    rows = PolicyObjective.objects.exclude(approved_on=None).order_by().values_list("plan__corps_id")
    known = rows.annotate(
        begins=F("plan__corps__valid_from"),
        first=Min(Greatest("approved_on", "plan__begins_on")),
        least=Min("plan__origin"),
        most=Max("plan__origin"),
    )
    return Delivering.of(known.values_list("plan__corps_id", "begins", "first", "least", "most"), geography)


def _running(on: date) -> QuerySet[PolicyObjective]:
    """Objectives that ran on a day."""
    return PolicyObjective.objects.filter(
        Q(stopped_on=None) | Q(stopped_on__gt=on), approved_on__lte=on, plan__begins_on__lte=on, plan__ends_on__gte=on
    ).order_by()


def _evaluated(on: date) -> QuerySet[PolicyEvaluation]:
    """Evaluations that were approved by a day and dated within the twelve months up to it."""
    since = months_later(on, -EVALUATED_MONTHS)
    return PolicyEvaluation.objects.filter(
        state=EvaluationState.APPROVED, approved_on__lte=on, evaluated_on__gt=since, evaluated_on__lte=on
    ).order_by()


POLICY = ValueSource(name=SOURCE, indicators=(EVALUATED,), compute=policy_compute)
