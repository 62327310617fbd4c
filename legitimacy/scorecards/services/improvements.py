"""Improvement actions are written by every app and counted once (EFF-03): whoever writes one marks what it changes."""

from collections.abc import Iterable

from legitimacy.models import ImprovementAction
from legitimacy.scorecards.services.marks import stale_mark

SOURCE = "improvement_actions"
CLOSED_IN_TIME = "EFF-03"


def improvements_stale(actions: Iterable[ImprovementAction]) -> None:
    """Mark the quarters in which these actions were first due, in the caller's transaction."""
    for corps_id, day in {(action.corps_id, action.original_due_on) for action in actions}:
        stale_mark(source=SOURCE, subject_ids=[corps_id], indicators=(CLOSED_IN_TIME,), event_date=day)
