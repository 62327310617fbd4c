"""Doing the parts of a run: the values of a source, then the scores. Every part ends in one transaction."""

import time

import pandas as pd
import structlog
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models import Run, RunPart
from legitimacy.scorecards.errors import AttemptsSpentError, ClaimLostError, RunFailedError
from legitimacy.scorecards.rules import with_minima
from legitimacy.scorecards.scope import EVERYTHING, Scope
from legitimacy.scorecards.scoring import scores_by, scores_computed
from legitimacy.scorecards.selectors import (
    Counted,
    counted_for,
    frameworks_beside_of,
    minima_of,
    registers_of,
    without_current,
)
from legitimacy.scorecards.services.claims import (
    MOST_ATTEMPTS,
    lease_renewed,
    others_open,
    part_claim,
    part_hold,
    part_release,
)
from legitimacy.scorecards.services.scorecards import scorecards_write
from legitimacy.scorecards.services.values import Written, values_write
from legitimacy.scorecards.sources import ValueSource, value_sources, values_frame

WAIT_SECONDS = 0.5
PASSING_TROUBLE = (OperationalError, IntegrityError)
"""What another try may mend: a lock, a lost connection, two runs that wrote the same value."""
log = structlog.get_logger(__name__)


def run_execute(run: Run) -> Run:
    """Do all open parts of `run` here, wait for those that other workers hold, and return the run when it is done.

    Raises RunFailedError when a part cannot be done.
    """
    while True:
        run.refresh_from_db()
        if run.status == Run.Status.FAILED:
            raise RunFailedError(run)
        if run.status == Run.Status.DONE:
            return run
        parts = run.parts.exclude(status=RunPart.Status.DONE).values_list("pk", flat=True)
        worked = [part_work(part_id) for part_id in parts]
        if not any(worked):
            time.sleep(WAIT_SECONDS)


def part_work(part_id: int) -> bool:
    """Claim and do one part, and the scoring too when this was the last; False when there was nothing to claim.

    Trouble with the database gives the part back for another try. Raises RunFailedError for anything else.
    """
    part = part_claim(part_id)
    if part is None:
        return False
    try:
        with lease_renewed(part):
            if part.attempts > MOST_ATTEMPTS:
                raise AttemptsSpentError(part)
            scoring_work(part) if part.source == RunPart.SCORING else values_work(part)
    except ClaimLostError:
        log.warning("claim_lost", run=part.run_id, source=part.source)
        return False
    except Exception as error:
        if not isinstance(error, PASSING_TROUBLE) or part.attempts >= MOST_ATTEMPTS:
            raise RunFailedError(run_fail(part, error)) from error
        log.warning("part_given_back", run=part.run_id, source=part.source, exc_info=error)
        part_release(part)
    else:
        _score_when_last(part)
    return True


def values_counted(source: ValueSource, counted: list[Counted], scope: Scope) -> pd.DataFrame:
    """Values of every period and indicator `counted`, with the minima of the framework that judges each period."""
    minima = minima_of(each.period for each in counted)
    frames = [
        with_minima(source.compute(each.period, scope.subjects, each.codes), minima[each.period]) for each in counted
    ]
    return pd.concat([values_frame(), *frames], ignore_index=True)


def run_fail(part: RunPart, error: Exception) -> Run:
    """End the run of `part` as failed, with a sentence that says where, and return it. The log has the details."""
    log.error("run_failed", run=part.run_id, source=part.source, exc_info=error)
    what = "scoring" if part.source == RunPart.SCORING else f"values of the source {part.source}"
    sentence = f"The {what} could not be computed ({type(error).__name__}); the log of the worker says more."
    Run.objects.filter(pk=part.run_id, status=Run.Status.ACTIVE).update(
        status=Run.Status.FAILED, error=sentence, finished_at=timezone.now()
    )
    return Run.objects.get(pk=part.run_id)


def values_work(part: RunPart) -> None:
    """Count and write the values of a claimed part. Raises ClaimLostError when it was taken over meanwhile."""
    source, scope = value_sources.get(part.source), Scope.read(part.scope)
    codes = source.codes if scope.indicators is None else source.codes & scope.indicators
    period = Period.parse(part.run.period)
    counted = counted_for(period, codes)
    if scope == EVERYTHING:
        counted = without_current(counted, period, source.name)
    values = values_counted(source, counted, scope)
    with transaction.atomic():
        part_hold(part)
        _part_done(part, values_write(run=part.run, values=values, counted=counted, scope=scope))


def scoring_work(part: RunPart) -> None:
    """Score the period of a claimed part and end its run. Raises ClaimLostError as `values_work` does.

    Around the change of a framework the period is scored by the other one too, the one in force first.
    """
    period, registers = Period.parse(part.run.period), registers_of(part.run)
    scores = [scores_computed(period, registers)]
    scores += [scores_by(framework, period, registers) for framework in frameworks_beside_of(period)]
    with transaction.atomic():
        part_hold(part)
        if others_open(part):
            raise ClaimLostError(part)
        scorecards_write(run=part.run, scores=[each for each in scores if each is not None])
        _part_done(part, Written(added=0, unchanged=0))
        Run.objects.filter(pk=part.run_id).update(status=Run.Status.DONE, finished_at=timezone.now())


def _part_done(part: RunPart, written: Written) -> None:
    RunPart.objects.filter(pk=part.pk).update(
        status=RunPart.Status.DONE,
        added=written.added,
        unchanged=written.unchanged,
        lease_until=None,
        finished_at=timezone.now(),
    )


def _score_when_last(part: RunPart) -> None:
    """Whoever finishes the last source goes on with the scores; `part_claim` sees to it that only one does."""
    if part.source != RunPart.SCORING:
        scoring = RunPart.objects.get(run=part.run_id, source=RunPart.SCORING)
        part_work(scoring.pk)
