"""The value source `audits`: audit coverage of the country (EFF-12), and recommendations implemented (EFF-13).

Counted in a fixed number of queries. Merged corps, areas, windows and intervals are made as for delivered figures.
Definitions in words: docs/methods/audits.md.
"""

from datetime import date

import numpy as np
import pandas as pd
from django.db.models import Count, Min, Q
from django.utils import timezone

from audit.models import Audit, Recommendation
from audit.services.audits.counting import COVERAGE, IMPLEMENTED, SOURCE, stale_by_age
from audit.services.audits.terms import cycle_begins
from audit.workflow.audits import AFTER_FINAL, Verdict
from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import Corps, CorpsLink, Register, Subject, SubjectKind
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Audit register"
CODES = (COVERAGE, IMPLEMENTED)
NOTHING = ("value", "lower", "upper", "n", "deviation", "design_effect")


def audits_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from audits, as a frame of values (see `sources.COLUMNS`).

    A register without a completed audit by then has no rows at all, so that nothing in it reads as zero.
    """
    counted = [passports.get(code) for code in CODES if indicators is None or code in indicators]
    if period.is_year or not counted:
        return values_frame()
    figures = base_figures(period, counted)
    if figures.empty:
        return values_frame()
    before = _delivered_before(period)
    geography = Geography.read(period)
    return values_finished(figures_valued(figures, before, geography, subject_ids), period)


def base_figures(period: Period, counted: list[Indicator]) -> pd.DataFrame:
    """Counts per subject and quarter, as `figures_read` gives them."""
    makers = {COVERAGE: coverage_counts, IMPLEMENTED: implemented_counts}
    parts = [makers[each.code](period).assign(indicator=each.code) for each in counted]
    rows = pd.concat([part for part in parts if len(part)] or [pd.DataFrame()], ignore_index=True)
    if rows.empty:
        return rows
    frame = rows.assign(**dict.fromkeys(NOTHING, float("nan")), source=CREDIT)
    frame = frame[[*KEYS, "numerator", "denominator", *NOTHING, "state", "origin", "source"]]
    frame = frame.astype({"subject_id": "int64", "numerator": "float64", "denominator": "float64"})
    return with_derived(frame.join(passports_table(counted), on="indicator"))


def coverage_counts(period: Period) -> pd.DataFrame:
    """One row per register: corps that exist on the last day, and those of them that an audit covers."""
    audited = set(
        Audit.objects.filter(final_on__range=(cycle_begins(period.end), period.end)).values_list("corps_id", flat=True)
    )
    first = _first_reports(period.end)
    nations = Subject.objects.filter(kind=SubjectKind.NATION, register__in=first).values_list("register", "pk")
    covered = with_successors(audited)
    rows = []
    for register, nation in nations:
        existing = list(existing_corps(register, period.end))
        rows.append(
            {
                "subject_id": nation,
                "period": str(period),
                "numerator": sum(corps in covered for corps in existing),
                "denominator": len(existing),
                "state": State.OK.value,
                "origin": Register(register).origin.value,
            }
        )
    return pd.DataFrame(rows)


def implemented_counts(period: Period) -> pd.DataFrame:
    """One row per corps and quarter of the window: recommendations that were due, and those carried out by then.

    A quarter before the first report of a corps, or of one it was made of, is not due; afterwards nothing is a zero.
    """
    quarters = base_periods(period, passports.get(IMPLEMENTED).window)
    counts = _due_counts(quarters[0].start, min(period.end, timezone.localdate()))
    begun = _begun(period.end)
    rows = []
    registers = _first_reports(period.end)
    corps = Corps.objects.filter(register__in=registers).order_by("pk")
    for pk, register, valid_from, valid_to in corps.values_list("pk", "register", "valid_from", "valid_to"):
        for quarter in quarters:
            if (valid_from and valid_from > quarter.end) or (valid_to and valid_to < quarter.start):
                continue
            is_due = pk in begun and begun[pk] <= quarter.end
            implemented, due = counts.get((pk, str(quarter)), (0, 0))
            rows.append(
                {
                    "subject_id": pk,
                    "period": str(quarter),
                    "numerator": implemented if is_due else np.nan,
                    "denominator": due if is_due else np.nan,
                    "state": State.OK.value if is_due else State.NOT_DUE.value,
                    "origin": Register(register).origin.value,
                }
            )
    return pd.DataFrame(rows)


def _due_counts(first: date, last: date) -> dict[tuple[int, str], tuple[int, int]]:
    """(implemented on time, due) by corps and quarter. What was rejected for a confirmed reason is in neither."""
    due = Recommendation.objects.filter(
        audit__status__in=AFTER_FINAL, original_due_on__range=(first, last), rejection_confirmed_on=None
    )
    found: dict[tuple[int, str], tuple[int, int]] = {}
    by_day = due.order_by().values_list("audit__corps_id", "original_due_on")
    for corps, day, implemented, n in by_day.annotate(x=Count("pk", filter=Q(verdict=Verdict.ON_TIME)), n=Count("pk")):
        key = corps, str(Period.containing(day))
        before = found.get(key, (0, 0))
        found[key] = before[0] + implemented, before[1] + n
    return found


def _begun(last: date) -> dict[int, date]:
    """Day of the first final report of each corps, also through a corps that went into it."""
    reports = Audit.objects.filter(final_on__lte=last).order_by().values("corps_id").annotate(first=Min("final_on"))
    begun = {row["corps_id"]: row["first"] for row in reports}
    for old, new in CorpsLink.objects.order_by("on").values_list("predecessor_id", "successor_id"):
        if old in begun:
            begun[new] = min(begun[old], begun.get(new, begun[old]))
    return begun


def _delivered_before(period: Period) -> pd.DataFrame:
    """Who had a report before the window of EFF-13 began."""
    window = base_periods(period, passports.get(IMPLEMENTED).window)
    earlier = [(corps, IMPLEMENTED) for corps, first in _begun(window[0].previous.end).items()]
    return pd.DataFrame(earlier, columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})


def _first_reports(last: date) -> list[str]:
    """Registers with at least one completed audit."""
    found = Audit.objects.filter(final_on__lte=last).order_by().values_list("register", flat=True)
    return sorted(set(found.distinct()))


def existing_corps(register: str, day: date) -> list[int]:
    """Keys of the corps that exist on a day."""
    rows = Corps.objects.filter(register=register).exclude(valid_from__gt=day).exclude(valid_to__lt=day)
    return list(rows.values_list("pk", flat=True))


def with_successors(corps_ids: set[int]) -> set[int]:
    """A merged corps inherits the audits of each corps it was formed from."""
    reached = set(corps_ids)
    for old, new in CorpsLink.objects.order_by("on").values_list("predecessor_id", "successor_id"):
        if old in reached:
            reached.add(new)
    return reached


AUDITS = ValueSource(name=SOURCE, indicators=CODES, compute=audits_compute, ageing=stale_by_age)
