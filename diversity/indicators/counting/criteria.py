"""The value source `diversity_criteria`: DRV-14, criteria met of those that apply and could be assessed.

Sources of one run cannot read each other's values, so figures of the last twelve months are counted here from the same
cells. Protected figures are read as the corps itself may read them: what it may not see is not assessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
from django.utils import timezone

from diversity.indicators.counting.cells import figures_from
from diversity.indicators.counting.origin import CODES as ORIGIN_CODES
from diversity.indicators.counting.origin import origin_rows
from diversity.indicators.counting.staff import OF_A_DAY, day_counts
from diversity.models import Baseline, StaffReturn
from diversity.selectors.plans import PlanFacts, plan_facts
from diversity.services.criteria import baselines_freeze, criteria_mark
from diversity.workflow.criteria import Facts, Reading, counted, criteria_judged
from diversity.workflow.staffing import Kind
from legitimacy.disclosure.carried import value_periods
from legitimacy.disclosure.cells import Cell, primary_reason
from legitimacy.disclosure.policy import Measure, measures_read, minimum_for
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import FrameworkItem, Register
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.selectors import corps_values_current, framework_of
from legitimacy.scorecards.sources import ValueSource, values_frame

SOURCE = "diversity_criteria"
CREDIT = "Diversity records of the corps"
CRITERIA, RESPONSE = "DRV-14", "DRV-10"
FOUND = ["subject_id", "indicator", "period", "value", "numerator", "denominator", "n"]


@dataclass(frozen=True)
class Rules:
    """What figures are judged by in a period: goalposts, baselines by (corps, indicator), what the corps may see."""

    items: Mapping[str, FrameworkItem]
    baselines: Mapping[tuple[int, str], Baseline]
    measures: Mapping[str, Measure]

    @classmethod
    def read(cls, period: Period) -> "Rules":
        """Three queries at most."""
        framework = framework_of(period)
        if framework is None:
            return cls({}, {}, measures_read({}))
        items = {item.indicator: item for item in FrameworkItem.objects.filter(framework=framework)}
        frozen = Baseline.objects.filter(framework=framework)
        return cls(items, {(row.corps_id, row.indicator): row for row in frozen}, measures_read(items))

    def reading(self, corps_id: int, row: Mapping[Any, Any], indicator: str, period: str) -> Reading:
        """One figure, as its corps may see it."""
        known = {name: _known(row[name]) for name in ("numerator", "denominator", "value", "n")}
        measure, item = self.measures[indicator], self.items.get(indicator)
        minimum = minimum_for(measure, Audience.CORPS)
        cell = Cell(
            value_id=0, subject_id=corps_id, register="", indicator=indicator, period=period, state=State.OK,
            numerator=known["numerator"], denominator=known["denominator"], value=known["value"], n=known["n"],
        )  # fmt: skip
        if primary_reason(cell, measure, minimum):
            return Reading(indicator=indicator, period=period, hidden=True)
        return Reading(
            indicator=indicator, period=period, value=known["value"], numerator=known["numerator"],
            denominator=known["denominator"], target=item.target if item else None,
            baseline=self.baseline(corps_id, indicator, period), minimum=minimum.count,
        )  # fmt: skip

    def baseline(self, corps_id: int, indicator: str, period: str) -> float | None:
        """The frozen first value, once a later one is judged by it."""
        row = self.baselines.get((corps_id, indicator))
        return row.value if row and Period.parse(row.period).end < Period.parse(period).end else None


def criteria_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period`, as a frame of values (see `sources.COLUMNS`)."""
    if period.is_year or (indicators is not None and CRITERIA not in indicators):
        return values_frame()
    geography = Geography.read(period)
    day = min(period.end, timezone.localdate())
    found = _figures(period, geography)
    plans, fresh, begun = plan_facts(day), _fresh(period), _begun(period.end)
    existing = set(geography.existing) & (begun | set(plans) | set(found["subject_id"]))
    if not existing:
        return values_frame()
    rules = Rules.read(period)
    readings: dict[int, dict[str, Reading]] = {}
    for row in found.to_dict("records"):
        corps, code = int(row["subject_id"]), str(row["indicator"])
        readings.setdefault(corps, {})[code] = rules.reading(corps, row, code, str(row["period"]))
    counts = []
    for corps in sorted(existing):
        own = readings.get(corps, {})
        facts = facts_of(plans.get(corps), fresh.get(corps), answered=RESPONSE in own)
        met, assessed = counted(criteria_judged(own, facts))
        origin = Register(geography.subjects["register"][corps]).origin.value
        counts.append((corps, period.end, origin, CRITERIA, float(met), float(assessed)))
    frame = pd.DataFrame(counts, columns=["subject_id", "on", "origin", "indicator", "numerator", "denominator"])
    figures = figures_from(frame, [passports.get(CRITERIA)], CREDIT)
    none = pd.DataFrame(columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})
    return values_finished(figures_valued(figures, none, geography, subject_ids), period)


def facts_of(plan: PlanFacts | None, composition_on: date | None, *, answered: bool) -> Facts:
    known = plan or PlanFacts()
    return Facts(
        plan_running=known.running, composition_on=composition_on, composition_fresh=composition_on is not None,
        survey_answered=answered, actions=known.actions, actions_due=known.due, actions_checked=known.checked,
    )  # fmt: skip


def _figures(period: Period, geography: Geography) -> pd.DataFrame:
    """The newest figure of each corps and indicator that stands on the period; columns `FOUND`."""
    parts = []
    for back in range(4):
        quarter = period.shift(-back)
        counts = day_counts(quarter, list(OF_A_DAY))
        if len(counts):
            value = counts["numerator"] / counts["denominator"].where(counts["denominator"] > 0)
            possible = counts["numerator"] <= counts["denominator"]
            told = counts.assign(period=str(quarter), value=value, n=counts["denominator"])
            parts.append(told[possible & value.notna()][FOUND])
        codes = [code for code in ORIGIN_CODES if back == 0 or passports.get(code).valid_months > 3]
        for code in codes:
            rows = origin_rows(code, quarter, replace(geography, period=quarter))
            if len(rows):
                own = rows[(rows["state"] == State.OK) & ~rows["back_cast"].astype(bool)]
                parts.append(own.assign(period=str(quarter))[FOUND])
    parts += [_answers(period)]
    every = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
    return every.drop_duplicates(["subject_id", "indicator"])


def _answers(period: Period) -> pd.DataFrame:
    """Responses to staff surveys that stand: those of yearly values, which were computed in runs of their own."""
    passport = passports.get(RESPONSE)
    periods = value_periods(str(period), passport.window, passport.valid_months)
    found = corps_values_current([RESPONSE], periods).values_list(
        "subject_id", "indicator", "period", *(f"value__{name}" for name in FOUND[3:])
    )
    rows = sorted(found, key=lambda row: periods.index(row[2]))
    return pd.DataFrame(rows, columns=FOUND).astype({"subject_id": "int64"} | dict.fromkeys(FOUND[3:], "float64"))


def _fresh(period: Period) -> dict[int, date]:
    """Newest day of a validated composition in the twelve months that end with the period, by corps."""
    found = StaffReturn.objects.in_force(Kind.COMPOSITION).filter(
        reference_date__range=(period.shift(-3).start, period.end)
    )
    return dict(found.order_by("reference_date").values_list("corps_id", "reference_date"))


def _begun(day: date) -> set[int]:
    found = StaffReturn.objects.in_force().filter(reference_date__lte=day)
    return set(found.order_by().values_list("corps_id", flat=True).distinct())


def _known(number: float | None) -> float | None:
    return None if number is None or number != number else float(number)


def criteria_age(today: date) -> None:
    """Keep first values, and mark what may have changed by a plan that ended or a figure that grew too old."""
    baselines_freeze()
    criteria_mark(corps_ids=_all_corps(), day=Period.containing(today).start)


def _all_corps() -> Iterable[int]:
    return sorted(_begun(timezone.localdate()))


DIVERSITY_CRITERIA = ValueSource(name=SOURCE, indicators=(CRITERIA,), compute=criteria_compute, ageing=criteria_age)
