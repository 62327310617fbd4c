"""Reading what runs need and how far they are. Values read here go into scores, never to a page."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from django.db.models import Max, Q, QuerySet

from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import (
    Corps,
    CorpsLink,
    CurrentValue,
    DeliveredFigure,
    Framework,
    FrameworkItem,
    Municipality,
    Region,
    Run,
    RunPart,
    Scorecard,
    StaleMark,
    Subject,
    SubjectKind,
)
from legitimacy.models.framework import framework_for, frameworks_signed
from legitimacy.scorecards.reach import base_periods, is_quarterly, value_periods, values_reached
from legitimacy.scorecards.rules import frameworks_beside
from legitimacy.scorecards.scope import Scope
from legitimacy.scorecards.sources import COLUMNS, NUMBERS


@dataclass(frozen=True, slots=True)
class Counted:
    """A value period and the indicators counted for it."""

    period: Period
    codes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress:
    """How far the newest run of a period is, in parts."""

    run_id: int
    done: int
    total: int
    status: str
    started: datetime
    finished: datetime | None
    error: str


def run_progress(period: str) -> RunProgress | None:
    """The newest run of `period` in one query; None when there never was one."""
    parts = RunPart.objects.filter(run=Run.objects.filter(period=period).order_by("-pk").values("pk")[:1])
    listed = list(parts.select_related("run"))
    if not listed:
        return None
    run = listed[0].run
    return RunProgress(
        run_id=run.pk,
        done=sum(part.status == RunPart.Status.DONE for part in listed),
        total=len(listed),
        status=run.status,
        started=run.requested_at,
        finished=run.finished_at,
        error=run.error,
    )


def counted_for(period: Period, codes: Iterable[str]) -> list[Counted]:
    """What a run of `period` counts: every value period that can stand on its scorecards, oldest first."""
    grouped: dict[Period, set[str]] = {}
    for code in codes:
        for each in value_periods(period, indicators.get(code)):
            grouped.setdefault(each, set()).add(code)
    return [Counted(each, frozenset(grouped[each])) for each in sorted(grouped)]


def without_current(counted: Sequence[Counted], period: Period, source: str) -> list[Counted]:
    """`counted` without what runs of earlier periods counted and no record has changed since, in four queries.

    What ends with `period` itself is always counted anew. While a run of an earlier period is under way, or failed,
    nothing is left out: the marks that it took away may not have been made good yet.
    """
    if any(each.end < period.end for each in periods_busy() | periods_failed()):
        return list(counted)
    earlier = [str(each.period) for each in counted if each.period.end < period.end]
    done = set(CurrentValue.objects.filter(period__in=earlier).values_list("period", "indicator").distinct())
    for code, base in StaleMark.objects.filter(source=source).values_list("indicator", "period").distinct():
        if code in indicators:
            done -= {(str(each), code) for each in values_reached(Period.parse(base), indicators.get(code).window)}
    left = (
        Counted(each.period, frozenset(code for code in each.codes if (str(each.period), code) not in done))
        for each in counted
    )
    return [each for each in left if each.codes]


def framework_of(period: Period) -> Framework | None:
    """The framework that judges `period`."""
    return framework_for(period, Framework.objects.all())


def frameworks_beside_of(period: Period) -> list[Framework]:
    """Frameworks that judge `period` beside the one in force: for a year around a change, and where they did before."""
    frameworks = list(Framework.objects.all())
    if len(frameworks_signed(frameworks)) < 2:
        return []
    judge = framework_for(period, frameworks)
    beside = frameworks_beside(period, frameworks, periods_known())
    stored = set(Scorecard.objects.filter(period=str(period)).values_list("framework_id", flat=True).distinct())
    beside += [each for each in frameworks if each.pk in stored and each not in beside]
    return [each for each in beside if each != judge]


def minima_of(periods: Iterable[Period]) -> dict[Period, dict[str, FrameworkItem]]:
    """Items by indicator of the framework that judges each period, in two queries."""
    frameworks = list(Framework.objects.all())
    items: dict[int, dict[str, FrameworkItem]] = {}
    for item in FrameworkItem.objects.all():
        items.setdefault(item.framework_id, {})[item.indicator] = item
    chosen = {period: framework_for(period, frameworks) for period in periods}
    return {period: items.get(framework.pk, {}) if framework else {} for period, framework in chosen.items()}


def values_in_force(counted: Sequence[Counted], subjects: Q | None = None) -> pd.DataFrame:
    """Values in force of the periods and indicators `counted`, as a frame of values with `revision` and `value_id`."""
    wanted = Q(pk__in=[])
    for each in counted:
        wanted |= Q(period=str(each.period), indicator__in=each.codes)
    rows = CurrentValue.objects.filter(wanted, *([subjects] if subjects else []))
    columns = [*COLUMNS, "revision", "value_id"]
    own = {"subject_id", "indicator", "period", "value_id"}
    frame = pd.DataFrame(
        list(rows.values_list(*(name if name in own else f"value__{name}" for name in columns))), columns=columns
    )
    types = {"subject_id": "int64", "coverage": "float64", "back_cast": "bool"} | dict.fromkeys(NUMBERS, "float64")
    return frame.astype(types)


def corps_values_current(codes: Iterable[str], periods: Iterable[str] | None = None) -> QuerySet[CurrentValue]:
    """Measured values in force of corps, for sources that count values out of values; no page reads them from here."""
    found = CurrentValue.objects.filter(
        indicator__in=list(codes), subject__kind=SubjectKind.CORPS, value__state=State.OK
    )
    return found if periods is None else found.filter(period__in=list(periods))


def periods_known() -> list[Period]:
    """Periods that were scored or asked for before, first to last."""
    texts = {*Run.objects.values_list("period", flat=True).distinct(), *_scored()}
    return sorted(Period.parse(text) for text in texts)


def _scored() -> QuerySet[Scorecard, str]:
    return Scorecard.objects.values_list("period", flat=True).distinct()


def periods_computable() -> list[Period]:
    """Periods that were computed before or that figures can fill, first to last.

    The first quarters of a pooled indicator only fill its first window: it begins with the quarter that ends it.
    """
    delivered: dict[str, list[Period]] = {}
    for code, text in DeliveredFigure.objects.values_list("indicator", "period").distinct():
        period = Period.parse(text)
        if code in indicators and is_quarterly(indicators.get(code).window) != period.is_year:
            delivered.setdefault(code, []).append(period)
    found = set(periods_known())
    for code, periods in delivered.items():
        pooled = len(base_periods(min(periods), indicators.get(code).window))
        full = {period for period in periods if period >= min(periods).shift(pooled - 1)}
        found |= full or {max(periods)}
    return sorted(found)


def periods_busy() -> set[Period]:
    """Periods with an active run."""
    active = Run.objects.filter(status=Run.Status.ACTIVE).values_list("period", flat=True)
    return {Period.parse(text) for text in active}


def periods_counted() -> set[Period]:
    """Periods that were counted as a whole, without a failure since."""
    return {period for period, counted, failed in _newest_runs() if counted and counted > (failed or 0)}


def periods_failed() -> set[Period]:
    """Periods that were not counted as a whole since a run of them failed."""
    return {period for period, counted, failed in _newest_runs() if failed and failed > (counted or 0)}


def _newest_runs() -> list[tuple[Period, int | None, int | None]]:
    """Per period the newest run that counted everything and the newest that failed."""
    whole = Q(status=Run.Status.DONE, parts__scope__isnull=True) & ~Q(parts__source=RunPart.SCORING)
    rows = (
        Run.objects.values("period")
        .annotate(counted=Max("pk", filter=whole), failed=Max("pk", filter=Q(status=Run.Status.FAILED)))
        .values_list("period", "counted", "failed")
    )
    return [(Period.parse(text), counted, failed) for text, counted, failed in rows]


def registers_of(run: Run) -> frozenset[str] | None:
    """Registers whose scorecards `run` may change; None for all."""
    scopes = [Scope.read(part.scope).subjects for part in run.parts.exclude(source=RunPart.SCORING)]
    if not scopes or None in scopes:
        return None
    subjects = frozenset().union(*(subjects or () for subjects in scopes))
    return frozenset(Subject.objects.filter(pk__in=subjects).values_list("register", flat=True))


@dataclass(frozen=True, slots=True)
class Holders:
    """Whose values rest on whose: corps of municipalities, successors, and the areas above."""

    homes: dict[int, int]
    heirs: list[tuple[int, int]]
    above: dict[int, tuple[int | None, ...]]

    @classmethod
    def read(cls) -> "Holders":
        """Four queries."""
        homes = Municipality.objects.filter(corps__isnull=False).values_list("pk", "corps_id")
        above: dict[int, tuple[int | None, ...]] = {
            pk: (parent,) for pk, parent in Region.objects.values_list("pk", "parent_id")
        }
        for pk, region, province in Corps.objects.values_list("pk", "region_id", "province_id"):
            above[pk] = (region, province)
        heirs = CorpsLink.objects.order_by("on").values_list("predecessor_id", "successor_id")
        return cls(
            homes={pk: corps for pk, corps in homes if corps is not None},
            heirs=list(heirs),
            above=above,
        )

    def of(self, subject_ids: Collection[int]) -> frozenset[int]:
        """The subjects themselves and all whose values rest on theirs."""
        found = {*subject_ids, *(self.homes[pk] for pk in subject_ids if pk in self.homes)}
        for predecessor, successor in self.heirs:
            if predecessor in found:
                found.add(successor)
        new = set(found)
        while new:
            new = {above for pk in new for above in self.above.get(pk, ()) if above is not None} - found
            found |= new
        return frozenset(found)
