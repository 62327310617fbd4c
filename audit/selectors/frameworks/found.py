"""What a trial found, as one reader may see it: without the corps that they belong or belonged to."""

from dataclasses import dataclass

from audit.models import MethodologyDiff, MethodologyDiffRow, RobustnessRow, RobustnessRun, Trial
from legitimacy.access import Person, standing_of
from legitimacy.indicators.periods import Period
from legitimacy.models import Framework, Scorecard
from legitimacy.models.framework import framework_for, frameworks_signed

KEYS = ("overall", "EFF", "LEG", "DRV", "PRV")
"""In the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which register and period a trial is about."""

    register: str
    period: str


def periods_tried(register: str) -> list[str]:
    """Periods with scorecards in a register, newest first: what a framework can be tried on. One query."""
    cards = Scorecard.objects.filter(corps__register=register).order_by()
    periods: set[str] = set(cards.values_list("period", flat=True).distinct())
    return sorted(periods, key=lambda text: (Period.parse(text).end, text), reverse=True)


def base_for(framework: Framework, period: Period) -> Framework | None:
    """The framework that judges `period`; where that is `framework` itself, the one before it, if there is one."""
    signed = frameworks_signed(Framework.objects.all())
    judge = framework_for(period, signed)
    if judge != framework:
        return judge
    place = signed.index(framework)
    return signed[place - 1] if place > 0 else None


def diff_found(framework: Framework, place: Place) -> MethodologyDiff | None:
    found = MethodologyDiff.objects.filter(framework=framework, period=place.period, register=place.register)
    return found.select_related("base").first()


def robustness_found(framework: Framework, place: Place) -> RobustnessRun | None:
    return RobustnessRun.objects.filter(framework=framework, period=place.period, register=place.register).first()


def diff_rows(diff: MethodologyDiff, user: Person, key: str = "") -> list[MethodologyDiffRow]:
    """Biggest movers first, hidden and unscored ones last. One query."""
    rows = diff.rows.exclude(corps__in=standing_of(user).ever_in).select_related("corps")
    listed = list(rows.filter(key=key) if key else rows)
    return sorted(listed, key=_biggest_first)


def _biggest_first(row: MethodologyDiffRow) -> tuple[str, bool, float, str]:
    moved = moved_by(row)
    return row.key, moved is None, -abs(moved or 0.0), row.corps.code


def moved_by(row: MethodologyDiffRow) -> float | None:
    """Points by which the score differs; None where one is missing or hidden."""
    return None if row.old_score is None or row.new_score is None else row.new_score - row.old_score


def robustness_rows(run: RobustnessRun, user: Person, key: str = "") -> list[RobustnessRow]:
    """By nominal rank. One query."""
    rows = run.rows.exclude(corps__in=standing_of(user).ever_in).select_related("corps")
    return list((rows.filter(key=key) if key else rows).order_by("key", "nominal", "corps__code"))


def keys_found(trial: MethodologyDiff | RobustnessRun) -> list[str]:
    """Keys of which anything was found. One query."""
    found = set(trial.rows.order_by().values_list("key", flat=True).distinct())
    return [key for key in KEYS if key in found]


def is_outdated(trial: Trial, framework: Framework) -> bool:
    """Whether the framework, or the figures, changed after it was computed. One query."""
    if trial.digest != framework.digest or trial.finished_at is None:
        return True
    newer = Scorecard.objects.filter(
        period=trial.period, corps__register=trial.register, computed_at__gt=trial.finished_at
    )
    return newer.exists()
