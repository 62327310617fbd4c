"""The value source `force`: what the force register tells of registering, reasoning, using and reviewing force.

Two queries read the counts of a period, whatever the number of corps. An incident counts in the month in which the
force was used, a review in the month in which it was given. Definitions in words: docs/methods/force.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractHour, TruncDate
from django.utils import timezone

from legitimacy.indicators.definitions import Indicator
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import OperationalCount
from legitimacy.models.expressions import Days, month_of
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.delivering import Delivering, before_windows, figures_described, quarter_number
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods, is_quarterly
from legitimacy.scorecards.sources import ValueSource, values_frame
from professionalism.indicators.counting.operations import MONTHS_A_QUARTER, Months, month_end, month_start
from professionalism.models import ForceIncident, ForceOfficer, ForceReview
from professionalism.services.force_counting import COUNTED as CODES
from professionalism.services.force_counting import SOURCE, force_stale_by_age
from professionalism.workflow.force import EXCESSIVE, VERBAL_LEVEL

REGISTER_HOURS, REVIEW_DAYS = 72, 14
LAST_HOUR = 23
CREDIT = "Force register"
RATE = "LEG-05"
KNOWN = ("LEG-03", "LEG-04", "LEG-07")
"""They ask when a report was handed in: what a register elsewhere does not tell of is left out of them."""


def force_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from the force register, as a frame of values (see `sources.COLUMNS`).

    All corps are counted whatever is asked for, since the areas above need them.
    """
    asked = [passports.get(code) for code in CODES if indicators is None or code in indicators]
    counted = [each for each in asked if is_quarterly(each.window) != period.is_year]
    if not counted:
        return values_frame()
    geography = Geography.read(period)
    every = Delivering.read(recorded(), "happened_on", geography)
    known = Delivering.read(recorded().filter(registered_at__isnull=False), "happened_on", geography)
    rates = Rates.read(period, every, geography, timezone.localdate())
    parts = base_figures(period, counted, every, known, rates)
    if not parts:
        return values_frame()
    figures = figures_described(pd.concat(parts, ignore_index=True), counted, CREDIT)
    earlier = [
        rates.before()
        if each.code == RATE
        else before_windows({each.code: _first(period, each)}, known if each.code in KNOWN else every)
        for each in counted
    ]
    return values_finished(
        figures_valued(figures, pd.concat(earlier, ignore_index=True), geography, subject_ids), period
    )


def recorded() -> QuerySet[ForceIncident]:
    """Incidents that count: handed in, no practice, one report each, on a known day."""
    return ForceIncident.objects.counted().filter(happened_on__isnull=False)


def base_figures(
    period: Period, counted: Sequence[Indicator], every: Delivering, known: Delivering, rates: "Rates"
) -> list[pd.DataFrame]:
    """Numerators and denominators per corps and quarter; a real zero where a corps that keeps a register had none."""
    codes = {each.code: each for each in counted}
    last = quarter_number(period)
    parts = []
    families = ((used, (*KNOWN, RATE)), (reviewed, ("LEG-06",)))
    for family, of_family in families:
        wanted = [code for code in of_family if code in codes]
        if not wanted:
            continue
        first = min(_first(period, codes[code]) for code in wanted)
        counts = family(first * MONTHS_A_QUARTER, (last + 1) * MONTHS_A_QUARTER - 1, rates.today)
        for code in wanted:
            start = _first(period, codes[code])
            if code == RATE:
                parts.append(rates.of(counts))
            else:
                parts.append(_shares(code, counts, known if code in KNOWN else every, start, last))
    return [part for part in parts if len(part)]


def used(first: int, last: int, today: date) -> pd.DataFrame:
    """LEG-03, LEG-04, LEG-05 and LEG-07 by the month of use (numbers from `first` to `last`)."""
    hours = Days(TruncDate("completed_at"), F("happened_on")) * 24 + ExtractHour("completed_at")
    known = Q(registered_at__isnull=False)
    complete = Q(completed_hours__lte=REGISTER_HOURS)
    told = known & (Q(completed_at__isnull=False) | Q(source_reference=""))
    hours_over = Q(happened_on__lt=today - timedelta(days=REGISTER_HOURS // 24 + 1))
    reasoned = ~Q(why_lawful="") & ~Q(why_needed="") & ~Q(why_measured="") & ~Q(why_warned="")
    in_time = Q(_valid_review())
    days_over = Q(registered_on__lt=today - timedelta(days=REVIEW_DAYS))
    rows = _between("happened_on", first, last).annotate(
        registered_on=TruncDate("registered_at"),
        completed_hours=hours - Coalesce("happened_hour", LAST_HOUR),
        month=month_of("happened_on"),
    )
    return _counted(
        rows,
        {
            "LEG-03": (told & complete, told & (Q(completed_at__isnull=False) | hours_over)),
            "LEG-04": (known & reasoned, known),
            "LEG-05": (Q(highest_level__gt=VERBAL_LEVEL), Q()),
            "LEG-07": (known & in_time, known & (in_time | days_over)),
        },
    )


def reviewed(first: int, last: int, _today: date) -> pd.DataFrame:
    """LEG-06 by the month of the review; by that of the incident where a register elsewhere tells a finding only."""
    rows = recorded().exclude(finding="").annotate(on=Coalesce("reviewed_on", "happened_on"))
    within = rows.annotate(month=month_of("on")).filter(on__range=(month_start(first), month_end(last)))
    return _counted(within, {"LEG-06": (Q(finding__in=EXCESSIVE), Q())})


def _valid_review() -> Exists:
    """A review within the term by somebody who took no part, in this report or in one joined to it."""
    took_part = ForceOfficer.objects.filter(member=OuterRef("reviewer_member"))
    same = Q(incident=OuterRef("incident")) | Q(incident__joined_to=OuterRef("incident"))
    valid = ForceReview.objects.filter(incident=OuterRef("pk"), took_part=False, decided_on__isnull=False)
    valid = valid.exclude(Exists(took_part.filter(same))).exclude(reviewer=F("incident__reported_by"))
    late = Days(F("decided_on"), TruncDate("incident__registered_at"))
    return Exists(valid.annotate(late=late).filter(late__lte=REVIEW_DAYS))


def _between(day: str, first: int, last: int) -> QuerySet[ForceIncident]:
    return recorded().filter(**{f"{day}__range": (month_start(first), month_end(last))})


def _counted(rows: QuerySet[Model], shares: dict[str, tuple[Q, Q]]) -> pd.DataFrame:
    counts: dict[str, Count] = {}
    for code, (numerator, denominator) in shares.items():
        counts[f"x_{code[:3]}{code[4:]}"] = Count("pk", filter=numerator or None)
        counts[f"n_{code[:3]}{code[4:]}"] = Count("pk", filter=denominator or None)
    columns = [f"{part} {code}" for code in shares for part in ("x", "n")]
    found = rows.order_by().values_list("corps_id", "month").annotate(**counts)
    frame = pd.DataFrame(list(found), columns=["corps", "month", *columns]).astype("int64")
    return frame.assign(quarter=frame["month"] // MONTHS_A_QUARTER)


def _shares(code: str, counts: pd.DataFrame, delivering: Delivering, first: int, last: int) -> pd.DataFrame:
    moved = delivering.moved(counts)
    summed = moved.groupby(["corps", "quarter"], as_index=False)[[f"x {code}", f"n {code}"]].sum()
    rows = delivering.grid(first, last).merge(summed, on=["corps", "quarter"], how="left")
    named = rows.rename(columns={f"x {code}": "numerator", f"n {code}": "denominator"})
    return named.fillna({"numerator": 0.0, "denominator": 0.0}).assign(indicator=code)


@dataclass(frozen=True)
class Rates:
    """LEG-05: incidents of the months whose interventions were counted, for each of these interventions."""

    delivering: Delivering
    months: Months
    first: int
    last: int
    today: date

    @classmethod
    def read(cls, period: Period, delivering: Delivering, geography: Geography, today: date) -> "Rates":
        first, last = _first(period, passports.get(RATE)), quarter_number(period)
        months = Months.read((OperationalCount.Kind.INTERVENTIONS,), first, last, geography, today)
        return cls(delivering, months, first, last, today)

    def of(self, counts: pd.DataFrame) -> pd.DataFrame:
        moved = self.delivering.moved(counts).groupby(["corps", "month"], as_index=False)[f"x {RATE}"].sum()
        done = self.months.counted.merge(moved, on=["corps", "month"], how="left").fillna({f"x {RATE}": 0.0})
        named = {f"x {RATE}": "numerator", str(OperationalCount.Kind.INTERVENTIONS): "denominator"}
        rows = self.months.quarters(done.rename(columns=named))
        kept = self.delivering.grid(self.first, self.last)[["corps", "quarter"]]
        return rows.merge(kept, on=["corps", "quarter"]).assign(indicator=RATE)

    def before(self) -> pd.DataFrame:
        """Who kept a register and handed over interventions before the window began."""
        both = set(self.delivering.before(self.first)) & set(self.months.before(self.first))
        rows = pd.DataFrame([(corps, RATE) for corps in sorted(both)], columns=["subject_id", "indicator"])
        return rows.astype({"subject_id": "int64"})


def _first(period: Period, passport: Indicator) -> int:
    return quarter_number(base_periods(period, passport.window)[0])


FORCE = ValueSource(name=SOURCE, indicators=CODES, compute=force_compute, ageing=force_stale_by_age)
