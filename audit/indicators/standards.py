"""The value source `standards`: validated assessments and closed samples, counted in sets.

What stands on the last day of a quarter (EFF-04, PRV-13, DRV-13, PRV-14) comes from the newest assessment or sample
that ended by then, as long as its standard says that it lasts. What is counted by day (LEG-13, PRV-07) comes from
drawn items of each quarter; a quarter that no closed sample covers was not delivered, one that only a rejected sample
covers is rejected. Merged corps, areas, windows and intervals are made as for delivered figures. In words:
docs/methods/standards.md.
"""

from collections.abc import Sequence

import pandas as pd
from django.db.models import Count, F, Q
from django.db.models.functions import ExtractQuarter, ExtractYear

from audit.models import Assessment, Sample, SampleItem
from audit.services.standards.counting import CODES, DATED, LASTING, SOURCE, stale_by_age
from audit.workflow.standards.codes import Counts, SampleStage, Stage
from audit.workflow.standards.lasting import lasts
from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods, is_quarterly
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Audit body"
COUNTED = ["subject_id", "indicator", "period", "numerator", "denominator", "state", "origin"]
UNKNOWN = float("nan")


def standards_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from assessments and samples, as a frame of values (see `sources.COLUMNS`).

    All corps are counted whatever is asked for, since the areas above need them.
    """
    counted = [
        passports.get(code)
        for code in CODES
        if (indicators is None or code in indicators) and is_quarterly(passports.get(code).window) != period.is_year
    ]
    figures = base_figures(period, counted)
    if figures.empty:
        return values_frame()
    geography = Geography.read(period)
    figures = figures[_existed(figures, geography)]
    if figures.empty:
        return values_frame()
    rows = figures_valued(figures, earlier_delivered(period, counted), geography, subject_ids)
    return values_finished(rows, period)


def base_figures(period: Period, counted: Sequence[Indicator]) -> pd.DataFrame:
    """Numerator, denominator and state per corps, indicator and base quarter, as `figures_read` gives them."""
    codes = {each.code for each in counted}
    rows: list[tuple[object, ...]] = []
    if codes & set(LASTING):
        rows += [*_assessed(period, codes), *_tested(period, codes)]
    for code in sorted(codes & set(DATED)):
        rows += _dated(code, base_periods(period, passports.get(code).window))
    frame = pd.DataFrame(rows, columns=COUNTED)
    if frame.empty:
        return frame
    empty = dict.fromkeys(("value", "lower", "upper", "n", "deviation", "design_effect"), UNKNOWN)
    frame = frame.assign(**empty, source=CREDIT)[
        [*KEYS, "numerator", "denominator", *empty, "state", "origin", "source"]
    ]
    frame = frame.astype({"numerator": "float64", "denominator": "float64", "subject_id": "int64"})
    return with_derived(frame.join(passports_table(counted), on="indicator"))


def earlier_delivered(period: Period, counted: Sequence[Indicator]) -> pd.DataFrame:
    """Corps that had a closed sample of an indicator counted by day before its window began."""
    found: list[tuple[int, str]] = []
    for passport in counted:
        if passport.code in DATED:
            first = base_periods(period, passport.window)[0].start
            rows = Sample.objects.filter(
                stage=SampleStage.CLOSED, standard__indicator=passport.code, period_from__lt=first
            ).order_by()
            found += [(corps, passport.code) for corps in rows.values_list("corps_id", flat=True).distinct()]
    return pd.DataFrame(found, columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})


def _assessed(period: Period, codes: set[str]) -> list[tuple[object, ...]]:
    """The newest validated assessment of each corps, standard and subject that still lasts."""
    rows = (
        Assessment.objects.filter(stage=Stage.VALIDATED, standard__indicator__in=codes, period_to__lte=period.end)
        .order_by("period_to", "pk")
        .values_list(
            *("corps_id", "standard__indicator", "standard__code", "subject", "period_to", "standard__counts"),
            *("standard__counts_months", "points", "most", "all_met", "origin"),
        )
    )
    newest = {(corps, code, subject): row for row in rows for corps, _, code, subject in [row[:4]]}
    totals: dict[tuple[int, str, str], list[int]] = {}
    for corps, indicator, _code, _subject, ended, counts, months, points, most, all_met, origin in newest.values():
        if lasts(ended, months, period):
            total = totals.setdefault((corps, indicator, origin), [0, 0])
            total[0] += points if counts == Counts.POINTS else int(all_met)
            total[1] += most if counts == Counts.POINTS else 1
    ok = State.OK.value
    return [
        (corps, indicator, str(period), points, most, ok, origin)
        for (corps, indicator, origin), (points, most) in totals.items()
    ]


def _tested(period: Period, codes: set[str]) -> list[tuple[object, ...]]:
    """The newest sample of each corps of things as they stand, such as pages, that still lasts."""
    rows = (
        Sample.objects.filter(
            stage__in=(SampleStage.CLOSED, SampleStage.REJECTED),
            standard__indicator__in=codes & set(LASTING),
            standard__counts=Counts.ITEMS,
            period_to__lte=period.end,
        )
        .order_by("period_to", "pk")
        .values_list("pk", "corps_id", "standard__indicator", "period_to", "standard__counts_months", "stage", "origin")
    )
    newest = {(row[1], row[2]): row for row in rows if lasts(row[3], row[4], period)}
    keys = [row[0] for row in newest.values() if row[5] == SampleStage.CLOSED]
    items = SampleItem.objects.filter(sample__in=keys).order_by().values_list("sample_id")
    passed = {sample: (x, n) for sample, x, n in items.annotate(x=Count("pk", filter=Q(passes=True)), n=Count("pk"))}
    found: list[tuple[object, ...]] = []
    for pk, corps, indicator, _ended, _months, stage, origin in newest.values():
        x, n = passed.get(pk, (UNKNOWN, UNKNOWN))
        state = State.OK if stage == SampleStage.CLOSED else State.REJECTED
        found.append((corps, indicator, str(period), x, n, state.value, origin))
    return found


def _dated(code: str, quarters: Sequence[Period]) -> list[tuple[object, ...]]:
    """Drawn items by the quarter of their day; a real zero of nothing where a sample covers a quarter without items."""
    standing = Sample.objects.filter(
        stage__in=(SampleStage.CLOSED, SampleStage.REJECTED),
        standard__indicator=code,
        period_from__lte=quarters[-1].end,
        period_to__gte=quarters[0].start,
    ).order_by("stage", "pk")
    covered: dict[tuple[int, str], tuple[str, str]] = {}
    for corps, first, last, stage, origin in standing.values_list(
        "corps_id", "period_from", "period_to", "stage", "origin"
    ):
        for quarter in quarters:
            if first <= quarter.start and quarter.end <= last:
                covered.setdefault((corps, str(quarter)), (stage, origin))  # closed stands before rejected
    counts = {
        (corps, f"{year}-Q{number}"): (x, n)
        for corps, year, number, x, n in SampleItem.objects.filter(
            sample__stage=SampleStage.CLOSED,
            sample__standard__indicator=code,
            on__range=(quarters[0].start, quarters[-1].end),
        )
        .order_by()
        .annotate(corps=F("sample__corps_id"), year=ExtractYear("on"), quarter=ExtractQuarter("on"))
        .values_list("corps", "year", "quarter")
        .annotate(x=Count("pk", filter=Q(passes=True)), n=Count("pk"))
    }
    found: list[tuple[object, ...]] = []
    for (corps, quarter_name), (stage, origin) in covered.items():
        if stage == SampleStage.CLOSED:
            x, n = counts.get((corps, quarter_name), (0, 0))
            found.append((corps, code, quarter_name, x, n, State.OK.value, origin))
        else:
            found.append((corps, code, quarter_name, UNKNOWN, UNKNOWN, State.REJECTED.value, origin))
    return found


def _existed(figures: pd.DataFrame, geography: Geography) -> "pd.Series[bool]":
    """Whether the corps existed in the quarter of the figure: what was said of a corps ends with it."""
    ends = figures["subject_id"].map(geography.corps["valid_to"])
    return pd.Series(
        [
            last is None or pd.isna(last) or Period.parse(period).start <= last
            for last, period in zip(ends, figures["period"], strict=True)
        ],
        index=figures.index,
    )


STANDARDS = ValueSource(name=SOURCE, indicators=CODES, compute=standards_compute, ageing=stale_by_age)
