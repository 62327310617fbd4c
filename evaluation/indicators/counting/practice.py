"""The value source `evaluation_practice`: practices with evidence (EFF-11) and published research (EFF-10).

A corps delivers from the quarter in which it first used a practice of the register or began a project: from then on no
published result is a real zero. Without a practice in use there is nothing to divide, so EFF-11 is not delivered.
Records of merged corps, areas and intervals are as for delivered figures. Worked out in docs/methods/practice.md.
"""

from collections.abc import Callable, Iterable
from datetime import date

import pandas as pd
from django.db.models import F, Max, Min, Q

from evaluation.models import EvidenceRating, PracticeUse, ResearchProject
from evaluation.services.practices.stale import CODES, PROVEN, PUBLISHED, SOURCE
from evaluation.workflow.practices import SOUND, STUDIED
from legitimacy.indicators.definitions import Indicator
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.delivering import (
    Delivering,
    First,
    before_windows,
    figures_described,
    quarter_named,
    quarter_number,
)
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import is_quarterly
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Register of practices and research"
QUARTERS_BACK = 24
"""72 months, the length of a zonal safety plan."""


def practice_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from practices, ratings and research, as a frame (see `sources.COLUMNS`)."""
    counted = _counted(period, indicators)
    if not counted:
        return values_frame()
    geography, last = Geography.read(period), quarter_number(period)
    delivering = Delivering.of(_first_days(), geography)
    corps = delivering.grid(last, last)
    parts = [MAKERS[each.code](corps, delivering, geography, last).assign(indicator=each.code) for each in counted]
    parts = [part for part in parts if len(part)]
    if not parts:
        return values_frame()
    figures = figures_described(pd.concat(parts, ignore_index=True), counted, CREDIT)
    before = before_windows({each.code: last for each in counted}, delivering)
    return values_finished(figures_valued(figures, before, geography, subject_ids), period)


def _counted(period: Period, codes: frozenset[str] | None) -> list[Indicator]:
    chosen = [passports.get(code) for code in CODES if codes is None or code in codes]
    return [each for each in chosen if is_quarterly(each.window) != period.is_year]


def _first_days() -> Iterable[First]:
    """The first day on which each corps used a practice or began a project. Two queries."""
    used = PracticeUse.objects.order_by().values_list("corps_id", "corps__valid_from")
    begun = ResearchProject.objects.exclude(corps=None).order_by().values_list("corps", "corps__valid_from")
    known: dict[int, First] = {}
    for rows, day in ((used, "since"), (begun, "begins_on")):
        for corps, begins, first, least, most in rows.annotate(first=Min(day), least=Min("origin"), most=Max("origin")):
            earlier = known.get(corps, (corps, begins, first, least, most))
            known[corps] = corps, begins, min(first, earlier[2]), min(least, earlier[3]), max(most, earlier[4])
    return known.values()


def proven(corps: pd.DataFrame, delivering: Delivering, geography: Geography, last: int) -> pd.DataFrame:
    """EFF-11: practices in use on the last day, each once, and those of them whose newest rating is 3 or higher."""
    end = Period.parse(quarter_named(last)).end
    used = PracticeUse.objects.filter(Q(until=None) | Q(until__gte=end), since__lte=end).order_by()
    rows = _moved(used.values_list("corps_id", "practice_id"), delivering, last)
    rated = EvidenceRating.objects.filter(rated_on__lte=end).order_by("rated_on", "pk")
    levels = dict(rated.values_list("practice_id", "level"))  # the newest comes last
    sound = rows["record"].map(lambda practice: levels.get(practice, 0) >= SOUND).astype("int64")
    sums = rows.assign(numerator=sound, denominator=1).groupby("corps")[["numerator", "denominator"]].sum()
    return corps.merge(sums, left_on="corps", right_index=True)


def published(corps: pd.DataFrame, delivering: Delivering, geography: Geography, last: int) -> pd.DataFrame:
    """EFF-10: results published in 72 months after a signed protocol, and the years in which the corps existed."""
    first, final = Period.parse(quarter_named(last - QUARTERS_BACK + 1)), Period.parse(quarter_named(last))
    through = ResearchProject.corps.through.objects.filter(
        researchproject__kind__in=STUDIED,
        researchproject__published_on__range=(first.start, final.end),
        researchproject__signed_on__lte=F("researchproject__published_on"),
    )
    rows = _moved(through.order_by().values_list("corps_id", "researchproject_id"), delivering, last)
    results = rows.groupby("corps").size().rename("numerator")
    found = corps.join(results, on="corps").join(_years(delivering, geography, last).rename("denominator"), on="corps")
    return found.fillna({"numerator": 0})


def _moved(rows: Iterable[tuple[int, int]], delivering: Delivering, last: int) -> pd.DataFrame:
    """Records under the corps that has them now, each once."""
    frame = pd.DataFrame(list(rows), columns=["corps", "record"]).astype("int64").assign(quarter=last)
    return delivering.moved(frame).drop_duplicates(["corps", "record"])


def _years(delivering: Delivering, geography: Geography, last: int) -> pd.Series:
    """Years out of six in which each corps existed, by quarter; those of merged corps go to who took them over."""
    first = last - QUARTERS_BACK + 1
    rows = [
        (corps, max(0, min(last, _quarter(ended, last)) - max(first, _quarter(begun, first)) + 1) / 4, last)
        for corps, begun, ended in geography.corps[["valid_from", "valid_to"]].itertuples()
        if corps in delivering.corps.index
    ]
    frame = pd.DataFrame(rows, columns=["corps", "years", "quarter"])
    return delivering.moved(frame).groupby("corps")["years"].sum()


def _quarter(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else quarter_number(Period.containing(day))


MAKERS: dict[str, Callable[[pd.DataFrame, Delivering, Geography, int], pd.DataFrame]] = {
    PUBLISHED: published,
    PROVEN: proven,
}

PRACTICE = ValueSource(name=SOURCE, indicators=CODES, compute=practice_compute)
