"""The value source `discipline`: LEG-09, disciplinary facts with an introductory report within the six-month limit.

A fact counts in the quarter in which it was clear whether the limit was kept: that of the report, or that of the day
after the last day. Erased cases count through `DisciplinaryCount`. Merged corps, areas, the window of 36 months and
intervals are made as for delivered figures. Definitions in words: docs/methods/discipline.md.
"""

from collections import Counter
from datetime import date

import pandas as pd
from django.db.models import Count, Min, Sum
from django.utils import timezone

from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import Corps, CorpsLink, Register
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods
from legitimacy.scorecards.sources import ValueSource, values_frame
from professionalism.indicators.counting.merging import Counts, counts_moved
from professionalism.models import DisciplinaryCase, DisciplinaryCount
from professionalism.services.discipline.counting import SOURCE, WITHIN_LIMIT
from professionalism.services.discipline.sweeping import stale_by_age

CREDIT = "Disciplinary register"
NOTHING = ("value", "lower", "upper", "n", "deviation", "design_effect")


def discipline_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from disciplinary cases, as a frame of values (see `sources.COLUMNS`)."""
    if period.is_year or (indicators is not None and WITHIN_LIMIT not in indicators):
        return values_frame()
    figures = base_figures(period)
    if figures.empty:
        return values_frame()
    geography = Geography.read(period)
    return values_finished(figures_valued(figures, _delivered_before(period), geography, subject_ids), period)


def base_figures(period: Period) -> pd.DataFrame:
    """Counts per corps and quarter of the window, as `figures_read` gives them. From the quarter of its first case on a
    corps delivers: a quarter without a settled case is then a real zero.
    """
    passport = passports.get(WITHIN_LIMIT)
    quarters = base_periods(period, passport.window)
    begun = begun_by_corps(period)
    last = min(period.end, timezone.localdate())
    counts = counts_moved(settled_counts(quarters[0], period, last))
    rows = []
    for pk, register, valid_from, valid_to in Corps.objects.filter(pk__in=begun).values_list(
        "pk", "register", "valid_from", "valid_to"
    ):
        for quarter in quarters:
            outside = (valid_from and valid_from > quarter.end) or (valid_to and valid_to < quarter.start)
            if outside or quarter < begun[pk]:
                continue
            in_time, settled = counts.get((pk, str(quarter)), (0, 0))
            origin = Register(register).origin.value
            rows.append((pk, str(quarter), float(in_time), float(settled), State.OK.value, origin))
    if not rows:
        return pd.DataFrame()
    frame = pd.DataFrame(rows, columns=["subject_id", "period", "numerator", "denominator", "state", "origin"])
    frame = frame.assign(indicator=WITHIN_LIMIT, source=CREDIT, **dict.fromkeys(NOTHING, float("nan")))
    frame = frame[[*KEYS, "numerator", "denominator", *NOTHING, "state", "origin", "source"]]
    return with_derived(frame.astype({"subject_id": "int64"}).join(passports_table([passport]), on="indicator"))


def settled_counts(first: Period, last: Period, until: date) -> Counts:
    """(in time, settled), erased cases among them, by corps and quarter. Two queries."""
    within, settled = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    cases = DisciplinaryCase.objects.filter(settled_on__range=(first.start, until)).order_by()
    live = cases.values_list("corps_id", "settled_on", "in_time").annotate(n=Count("pk"))
    found = [(corps, str(Period.containing(day)), in_time, n) for corps, day, in_time, n in live]
    erased = DisciplinaryCount.objects.filter(settled_in__range=(str(first), str(last))).order_by()
    found += erased.values_list("corps_id", "settled_in", "in_time").annotate(n=Sum("cases"))
    for corps, quarter, in_time, n in found:
        settled[corps, quarter] += n
        within[corps, quarter] += n if in_time else 0
    return {key: (within[key], n) for key, n in settled.items()}


def begun_by_corps(period: Period) -> dict[int, Period]:
    """Quarter of the first case of each corps that had one by then, also through a corps that went into it."""
    begun: dict[int, Period] = {}
    live = DisciplinaryCase.objects.filter(known_on__lte=period.end).order_by().values_list("corps_id")
    for corps, day in live.annotate(first=Min("known_on")):
        begun[corps] = Period.containing(day)
    erased = DisciplinaryCount.objects.filter(known_in__lte=str(period)).order_by().values_list("corps_id")
    for corps, quarter in erased.annotate(first=Min("known_in")):
        begun[corps] = min(begun.get(corps, Period.parse(quarter)), Period.parse(quarter))
    for old, new in CorpsLink.objects.order_by("on").values_list("predecessor_id", "successor_id"):
        if old in begun:
            begun[new] = min(begun[old], begun.get(new, begun[old]))
    return begun


def _delivered_before(period: Period) -> pd.DataFrame:
    """Who delivered before the window began."""
    window = base_periods(period, passports.get(WITHIN_LIMIT).window)
    earlier = [(corps, WITHIN_LIMIT) for corps in begun_by_corps(window[0].previous)]
    return pd.DataFrame(earlier, columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})


DISCIPLINE = ValueSource(name=SOURCE, indicators=(WITHIN_LIMIT,), compute=discipline_compute, ageing=stale_by_age)
