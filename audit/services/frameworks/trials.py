"""Asking for a trial of a framework, and doing it: each is one row that a worker fills; a message only hurries it."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import structlog
from celery import current_app
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from audit.models import MethodologyDiff, MethodologyDiffRow, RobustnessRow, RobustnessRun, Trial
from audit.selectors.frameworks.trials import (
    Tried,
    counts_of,
    effects_of,
    number_or_none,
    robustness_seed,
    robustness_tried,
    tried,
)
from legitimacy.imports.framework.content import stored_digest
from legitimacy.indicators.periods import Period
from legitimacy.indicators.uncertainty import PeriodScores
from legitimacy.models import Framework, User
from legitimacy.trail.services import event_append

Kind = TypeVar("Kind", bound=Trial)
DIFF_TASK, ROBUSTNESS_TASK = "audit.tasks.diff_compute_task", "audit.tasks.robustness_compute_task"
LOST_AFTER = timedelta(minutes=10)
"""A trial that somebody works on for so long lost its worker."""
BATCH = 2_000
log = structlog.get_logger(__name__)


@transaction.atomic
def diff_request(
    *, framework: Framework, base: Framework, period: Period, register: str, actor: User
) -> MethodologyDiff:
    """Ask what `framework` makes of `period` beside `base`; one that waits already is joined."""
    return _request(MethodologyDiff, DIFF_TASK, framework, period, register, actor, base=base)


@transaction.atomic
def robustness_request(*, framework: Framework, period: Period, register: str, actor: User) -> RobustnessRun:
    """Ask for the robustness runs; those that wait already are joined."""
    return _request(RobustnessRun, ROBUSTNESS_TASK, framework, period, register, actor)


def _request(
    model: type[Kind], task: str, framework: Framework, period: Period, register: str, actor: User, **fields: Framework
) -> Kind:
    now = timezone.now()
    place = {"framework": framework, "period": str(period), "register": register}
    trial, is_new = model._default_manager.get_or_create(
        **place, defaults={"requested_at": now, "requested_by": actor, **fields}
    )
    trial = model._default_manager.select_for_update().get(pk=trial.pk)
    is_lost = trial.requested_at < now - LOST_AFTER
    if not is_new and trial.status in (Trial.Status.WAITING, Trial.Status.WORKING) and not is_lost:
        return trial
    for name, value in {**fields, "requested_at": now, "requested_by": actor, "status": Trial.Status.WAITING}.items():
        setattr(trial, name, value)
    trial.save()
    event_append(
        verb="framework.tried",
        actor=actor,
        object_type=model._meta.model_name or "",
        object_id=framework.code,
        reason=f"{period}:{register}",
    )
    pk = trial.pk
    transaction.on_commit(lambda: _announce(task, pk))
    return trial


def _announce(task: str, pk: int) -> None:
    try:
        current_app.send_task(task, args=[pk])
    except OperationalError:
        log.warning("broker_unreachable", trial=pk)


def diff_compute(*, pk: int) -> bool:
    """Do a diff that waits; False when it does not, or was asked for again meanwhile."""
    return _compute(MethodologyDiff, pk, _diff_fill)


def robustness_compute(*, pk: int) -> bool:
    """Do robustness runs that wait; False when they do not, or were asked for again meanwhile."""
    return _compute(RobustnessRun, pk, _robustness_fill)


def _compute(model: type[Kind], pk: int, fill: Callable[[Kind], None]) -> bool:
    waiting = model._default_manager.filter(pk=pk, status=Trial.Status.WAITING)
    if not waiting.update(status=Trial.Status.WORKING):
        return False
    trial = model._default_manager.select_related("framework").get(pk=pk)
    mine = Q(pk=pk, status=Trial.Status.WORKING, requested_at=trial.requested_at)
    try:
        trial.digest = stored_digest(trial.framework)
        with transaction.atomic():
            if not model._default_manager.select_for_update().filter(mine).exists():
                return False
            fill(trial)
            trial.status, trial.finished_at = Trial.Status.DONE, timezone.now()
            trial.save()
    except Exception:
        model._default_manager.filter(mine).update(status=Trial.Status.FAILED, finished_at=timezone.now())
        log.exception("trial_failed", trial=pk, kind=model._meta.model_name)
        raise
    return True


def _diff_fill(diff: MethodologyDiff) -> None:
    """Both frameworks are scored anew, so that both rank the same corps: those whose score an auditor sees in both."""
    period = Period.parse(diff.period)
    diff.rows.all().delete()
    first = tried(diff.framework, period, diff.register)
    old = tried(diff.base, period, diff.register, first.left_out) if first else None
    if first is None or old is None:
        diff.effects, diff.left_out = [], {}
        return
    differs = old.left_out != first.left_out
    new = tried(diff.framework, period, diff.register, old.left_out) if differs else first
    if new is None:
        return
    diff.effects, diff.left_out = effects_of(old.basis, new.basis), counts_of(old.left_out)
    MethodologyDiffRow.objects.bulk_create(_diff_rows(diff, old, new), batch_size=BATCH)


def _diff_rows(diff: MethodologyDiff, old: Tried, new: Tried) -> list[MethodologyDiffRow]:
    rows = []
    ids = {code: pk for pk, code in new.basis.corps["code"].items()}
    for key in new.scores.rank.columns:
        hidden = old.left_out.get(key, frozenset())
        for code, pk in ids.items():
            row = MethodologyDiffRow(diff=diff, corps_id=pk, key=key, hidden=code in hidden)
            if not row.hidden:
                for name, one in (("old", old.scores), ("new", new.scores)):
                    numbers = _numbers(one, code, key)
                    for field, value in numbers.items():
                        setattr(row, f"{name}_{field}", value)
            if row.hidden or row.old_score is not None or row.new_score is not None:
                rows.append(row)
    return rows


def _numbers(scores: PeriodScores, code: str, key: str) -> dict[str, float | None]:
    if code not in scores.point.index or key not in scores.point.columns:
        return {}
    found = {
        "score": scores.point, "lower": scores.lower, "upper": scores.upper,
        "rank_low": scores.rank_lower, "rank_high": scores.rank_upper,
    }  # fmt: skip
    return {name: number_or_none(table[key].to_dict()[code]) for name, table in found.items()}


def _robustness_fill(run: RobustnessRun) -> None:
    period = Period.parse(run.period)
    run.rows.all().delete()
    run.seed = str(robustness_seed(run.framework, period, run.register))
    found = robustness_tried(run.framework, period, run.register)
    if found is None:
        run.runs, run.left_out = 0, {}
        return
    alone, result = found
    run.runs, run.left_out = result.runs, counts_of(alone.left_out)
    ids = {code: pk for pk, code in alone.basis.corps["code"].items()}
    lowest = {key: alone.scores.rank_lower[key].to_dict() for key in alone.scores.rank_lower.columns}
    highest = {key: alone.scores.rank_upper[key].to_dict() for key in alone.scores.rank_upper.columns}
    rows = []
    for found_row in result.rows.to_dict("records"):
        row = {str(name): value for name, value in found_row.items()}
        code, key = row.pop("corps"), row["key"]
        low, high = number_or_none(lowest[key][code]), number_or_none(highest[key][code])
        rows.append(RobustnessRow(run=run, corps_id=ids[code], chance_low=low, chance_high=high, **row))
    RobustnessRow.objects.bulk_create(rows, batch_size=BATCH)
