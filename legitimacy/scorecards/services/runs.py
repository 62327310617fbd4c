"""Asking for a computation: one run per period, joined by whoever asks while it is active."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Run, RunPart, User
from legitimacy.scorecards.errors import RunContentionError
from legitimacy.scorecards.scope import EVERYTHING, Scope
from legitimacy.scorecards.selectors import Holders
from legitimacy.scorecards.services.announcing import parts_announce
from legitimacy.scorecards.services.marks import marks_absorb
from legitimacy.scorecards.sources import value_sources
from legitimacy.trail.services import event_append

Scopes = Mapping[str, Scope]


def run_request(
    *, period: str, reason: str, corps: Corps | None = None, requested_by: User | None = None, enqueue: bool = True
) -> Run:
    """Ask that `period` be computed, for all or for one corps, and return the run that will do it.

    A run of the period that is active already is joined, and widened where it would count less than is asked. Workers
    are told after the transaction; with `enqueue` False the caller does the work with `run_execute`.
    Raises PeriodError for text that is no period.
    """
    return runs_request(periods=[period], reason=reason, corps=corps, requested_by=requested_by, enqueue=enqueue)[0]


def runs_request(
    *,
    periods: Sequence[str],
    reason: str,
    corps: Corps | None = None,
    requested_by: User | None = None,
    enqueue: bool = True,
) -> list[Run]:
    """As `run_request` for several periods at once, first to last. Stale marks that they make good are taken away."""
    scope = EVERYTHING if corps is None else Scope(subjects=Holders.read().of({corps.pk}))
    scopes = {source.name: scope for source in value_sources}
    runs, begun = [], []
    with transaction.atomic():
        for period in sorted({Period.parse(text) for text in periods}):
            run, is_new = run_open(period=period, reason=reason, scopes=scopes, corps=corps, requested_by=requested_by)
            runs.append(run)
            if is_new and scope == EVERYTHING:
                begun.append(period)
            if requested_by is not None:
                code = corps.code if corps else ""
                event_append(
                    verb="run.requested",
                    actor=requested_by,
                    object_type="run",
                    object_id=run.pk,
                    corps=code,
                    reason=reason,
                )
        marks_absorb(periods=begun, today=timezone.localdate())
        if enqueue:
            transaction.on_commit(lambda: parts_announce(parts_of(runs)))
    return runs


def run_open(
    *, period: Period, reason: str, scopes: Scopes, corps: Corps | None = None, requested_by: User | None = None
) -> tuple[Run, bool]:
    """Open a run of `period` with a part per source of `scopes`, or join the active one. True when it is new.

    Belongs in the caller's transaction. A run without sources scores only.
    """
    run, is_new = _new_or_active(period, reason, corps, requested_by)
    if is_new:
        RunPart.objects.bulk_create(
            [
                *(RunPart(run=run, source=source, scope=scope.stored()) for source, scope in scopes.items()),
                RunPart(run=run, source=RunPart.SCORING),
            ]
        )
        return run, True
    run.requests += 1
    run.corps = run.corps if run.corps == corps else None
    run.save(update_fields=["requests", "corps"])
    _widen(run, scopes)
    return run, False


def parts_of(runs: Sequence[Run]) -> QuerySet[RunPart]:
    return RunPart.objects.filter(run__in=[run.pk for run in runs])


def _new_or_active(period: Period, reason: str, corps: Corps | None, requested_by: User | None) -> tuple[Run, bool]:
    """The active run comes locked, so that no part of it ends while it is widened."""
    for _ in range(3):
        try:
            with transaction.atomic():
                run = Run.objects.create(period=str(period), reason=reason, corps=corps, requested_by=requested_by)
            return run, True
        except IntegrityError:
            active = Run.objects.select_for_update().filter(period=str(period), status=Run.Status.ACTIVE).first()
            if active is not None:
                return active, False
    raise RunContentionError(str(period))


def _widen(run: Run, scopes: Scopes) -> None:
    """Let the parts of an active run cover `scopes`; what must count more starts again, and the scoring with it."""
    parts = {part.source: part for part in run.parts.all()}
    widened = []
    for source, scope in scopes.items():
        part = parts.get(source) or RunPart(run=run, source=source, scope=Scope(frozenset(), frozenset()).stored())
        known = Scope.read(part.scope)
        if not known.covers(scope):
            part.scope = (known | scope).stored()
            widened.append(part)
    if widened:
        widened.append(parts[RunPart.SCORING])
    for part in widened:
        part.status, part.claimed_by, part.lease_until = RunPart.Status.WAITING, "", None
        part.save()
