"""The value source `signals`: follow-up of excessive force (LEG-08) and early cases decided in time (LEG-12).

Counted in a fixed number of queries. Merged corps, areas, windows and intervals are made as for delivered figures.
Definitions in words: docs/methods/signals.md.
"""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
from dateutil.relativedelta import relativedelta
from django.db.models import Min
from django.utils import timezone

from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import Corps, CorpsLink, Register
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods
from legitimacy.scorecards.sources import ValueSource, values_frame
from professionalism.indicators.counting.merging import Counts, counts_moved
from professionalism.models import ForceIncident, SignalCase
from professionalism.services.signals.counting import DECIDE_DAYS, DECIDED, FOLLOWED_UP, SOURCE, stale_by_age
from professionalism.services.signals.terms import term_end
from professionalism.workflow.force import EXCESSIVE

CREDIT = "Register of force and early signals"
CODES = (FOLLOWED_UP, DECIDED)
NOTHING = ("value", "lower", "upper", "n", "deviation", "design_effect")
REVIEWED_BEFORE = relativedelta(months=7)
"""How far before a window a review may lie whose follow-up fell due in it."""


def signals_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from cases and findings, as a frame of values (see `sources.COLUMNS`).

    All corps are counted whatever is asked for, since the areas above need them.
    """
    counted = [passports.get(code) for code in CODES if indicators is None or code in indicators]
    if period.is_year or not counted:
        return values_frame()
    parts = [_base(period, each) for each in counted]
    rows = pd.concat([part for part in parts if len(part)] or [pd.DataFrame()], ignore_index=True)
    if rows.empty:
        return values_frame()
    frame = rows.assign(**dict.fromkeys(NOTHING, float("nan")), source=CREDIT)
    frame = frame[[*KEYS, "numerator", "denominator", *NOTHING, "state", "origin", "source"]]
    frame = frame.astype({"subject_id": "int64", "numerator": "float64", "denominator": "float64"})
    figures = with_derived(frame.join(passports_table(counted), on="indicator"))
    before = _delivered_before(period, counted)
    return values_finished(figures_valued(figures, before, Geography.read(period), subject_ids), period)


def follow_up_counts(first: date, last: date) -> Counts:
    """Findings of excessive force by the quarter in which their six months were over, and those followed within them.

    A quarter that still runs counts what fell due up to today. What followed one of joined reports followed them all.
    """
    last = min(last, timezone.localdate())
    rows = (
        ForceIncident.objects.counted()
        .filter(finding__in=EXCESSIVE, reviewed_on__range=(first - REVIEWED_BEFORE, last))
        .annotate(followed=Min("follow_ups__on"), followed_joined=Min("joined__follow_ups__on"))
        .order_by()
        .values_list("corps_id", "reviewed_on", "followed", "followed_joined")
    )
    found: Counts = {}
    for corps, reviewed_on, own, of_joined in rows:
        due = term_end("follow_up", reviewed_on) if reviewed_on else None
        followed = min((day for day in (own, of_joined) if day is not None), default=None)
        if due is not None and first <= due <= last:
            _add(found, corps, due, hit=followed is not None and followed <= due)
    return found


def decided_counts(first: date, last: date) -> Counts:
    """Cases by the quarter in which they opened, and those decided within 30 days. One that is younger and waits is
    left out: it is not late yet.
    """
    today = timezone.localdate()
    found: Counts = {}
    rows = SignalCase.objects.filter(opened_on__range=(first, last)).order_by()
    for corps, opened_on, decided_on in rows.values_list("corps_id", "opened_on", "decided_on"):
        if decided_on is None and (today - opened_on).days <= DECIDE_DAYS:
            continue
        _add(found, corps, opened_on, hit=decided_on is not None and (decided_on - opened_on).days <= DECIDE_DAYS)
    return found


def _add(found: Counts, corps: int, day: date, *, hit: bool) -> None:
    key = corps, str(Period.containing(day))
    hits, due = found.get(key, (0, 0))
    found[key] = hits + hit, due + 1


COUNTERS: dict[str, Callable[[date, date], Counts]] = {FOLLOWED_UP: follow_up_counts, DECIDED: decided_counts}


def begun(code: str, last: date) -> dict[int, date]:
    """Since when each corps delivers: its first review of force, or its first case, also through a corps that went
    into it. From then on a quarter without any is a real zero; before, nothing was delivered.
    """
    if code == FOLLOWED_UP:
        rows = ForceIncident.objects.counted().filter(reviewed_on__lte=last).order_by()
        first = dict(rows.values_list("corps_id").annotate(first=Min("reviewed_on")))
    else:
        cases = SignalCase.objects.filter(opened_on__lte=last).order_by()
        first = dict(cases.values_list("corps_id").annotate(first=Min("opened_on")))
    for old, new in CorpsLink.objects.order_by("on").values_list("predecessor_id", "successor_id"):
        if old in first:
            first[new] = min(first[old], first.get(new, first[old]))
    return first


def _base(period: Period, passport: Indicator) -> pd.DataFrame:
    """One row per corps and quarter of the window."""
    quarters = base_periods(period, passport.window)
    since = begun(passport.code, period.end)
    counts = counts_moved(COUNTERS[passport.code](quarters[0].start, period.end))
    corps = Corps.objects.filter(pk__in=since).order_by("pk")
    rows = []
    for pk, register, valid_from, valid_to in corps.values_list("pk", "register", "valid_from", "valid_to"):
        for quarter in quarters:
            if (valid_from and valid_from > quarter.end) or (valid_to and valid_to < quarter.start):
                continue
            delivers = since[pk] <= quarter.end
            hits, due = counts.get((pk, str(quarter)), (0, 0))
            rows.append(
                {
                    "subject_id": pk,
                    "period": str(quarter),
                    "indicator": passport.code,
                    "numerator": hits if delivers else np.nan,
                    "denominator": due if delivers else np.nan,
                    "state": State.OK.value if delivers else State.NOT_DUE.value,
                    "origin": Register(register).origin.value,
                }
            )
    return pd.DataFrame(rows)


def _delivered_before(period: Period, counted: list[Indicator]) -> pd.DataFrame:
    """Who delivered before the window began."""
    rows = []
    for each in counted:
        first = base_periods(period, each.window)[0]
        rows += [(corps, each.code) for corps in begun(each.code, first.previous.end)]
    return pd.DataFrame(rows, columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})


SIGNALS = ValueSource(name=SOURCE, indicators=CODES, compute=signals_compute, ageing=stale_by_age)
