"""What the clock does: sweep stale marks, take over lost parts, recount what is still open."""

from dataclasses import replace
from datetime import date, timedelta

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models import Run, RunPart
from legitimacy.scorecards.errors import RunFailedError
from legitimacy.scorecards.scope import EVERYTHING, Scope
from legitimacy.scorecards.selectors import Holders, periods_busy, periods_counted, periods_failed, periods_known
from legitimacy.scorecards.services.announcing import parts_announce
from legitimacy.scorecards.services.marks import Group, marks_grouped, marks_take
from legitimacy.scorecards.services.runs import parts_of, run_open, runs_request
from legitimacy.scorecards.services.working import run_execute
from legitimacy.scorecards.sources import value_sources

UNANNOUNCED_AFTER = timedelta(seconds=30)
"""A part that still waits after so long may have lost its message."""
OPEN_QUARTERS = 2
"""The current quarter and the one before, whose records still come in."""
log = structlog.get_logger(__name__)


def stale_marks_sweep(*, enqueue: bool = True) -> list[Run]:
    """Turn stale marks into runs that recount only what they touch, and return the runs.

    A period that was never counted as a whole is counted as a whole. Marks that touch a period with an active run wait
    for the next sweep, since that run may have read its figures already.
    """
    with transaction.atomic():
        busy = periods_busy()
        groups = marks_grouped(today=timezone.localdate())
        ready = {group: touched for group, touched in groups.items() if not touched & busy}
        whole = frozenset().union(*ready.values()) - periods_counted()
        scopes = _scopes(ready, whole)
        runs = [run_open(period=period, reason=Run.Reason.STALE, scopes=scopes[period])[0] for period in sorted(scopes)]
        if enqueue:
            transaction.on_commit(lambda: parts_announce(parts_of(runs)))
    return runs


def _scopes(groups: dict[Group, frozenset[Period]], whole: frozenset[Period]) -> dict[Period, dict[str, Scope]]:
    """What to recount per scorecard period and source; takes the marks of `groups` away."""
    scopes: dict[Period, dict[str, Scope]] = {period: {} for period in whole}
    for group, subjects in marks_take(groups).items():
        marked = Scope(frozenset(subjects), frozenset({group[1]}))
        for period in groups[group] - whole:
            known = scopes.setdefault(period, {})
            known[group[0]] = known[group[0]] | marked if group[0] in known else marked
    holders = Holders.read()
    for period, known in scopes.items():
        if period in whole:
            known.update((source.name, EVERYTHING) for source in value_sources)
        else:
            for name, scope in known.items():
                known[name] = replace(scope, subjects=holders.of(scope.subjects or ()))
    return scopes


def lost_parts_take_over() -> int:
    """Announce parts whose worker was lost, and parts that wait longer than a message takes; return how many."""
    now = timezone.now()
    lost = Q(status=RunPart.Status.CLAIMED, lease_until__lt=now)
    forgotten = Q(status=RunPart.Status.WAITING, run__requested_at__lt=now - UNANNOUNCED_AFTER)
    return parts_announce(RunPart.objects.filter(lost | forgotten))


def open_quarters_recount(*, today: date) -> list[Run]:
    """Recount the open quarters wholly, and periods whose newest run failed; return the runs that counted.

    After the marks have been swept a recount must change nothing. Where it does, a change went unmarked: the
    difference is written as a new revision, logged, and told in the run's `error`.
    """
    for source in value_sources:
        if source.ageing is not None:
            source.ageing(today)
    _executed(stale_marks_sweep(enqueue=False))
    newest = Period.containing(today)
    quarters = {newest.shift(-step) for step in range(OPEN_QUARTERS)}
    periods = sorted((quarters & set(periods_known())) | periods_failed())
    runs = runs_request(periods=[str(each) for each in periods], reason=Run.Reason.NIGHTLY, enqueue=False)
    return [_difference_report(run) for run in _executed(runs)]


def _executed(runs: list[Run]) -> list[Run]:
    """The runs that could be done; one that fails says why itself and does not keep the others from counting."""
    done = []
    for run in runs:
        try:
            done.append(run_execute(run))
        except RunFailedError:
            log.warning("recount_failed", run=run.pk, period=run.period)
    return done


def _difference_report(run: Run) -> Run:
    found = {part.source: part.added for part in run.parts.all() if part.added}
    if found and run.reason == Run.Reason.NIGHTLY:
        listed = ", ".join(f"{count} from {source}" for source, count in found.items())
        run.error = f"The nightly recount changed values that no record had marked as stale: {listed}."
        run.save(update_fields=["error"])
        log.error("recount_differs", run=run.pk, period=run.period, **found)
    return run
