"""Telling workers which parts there are to do. Messages only hurry things: the rows are the truth."""

from datetime import timedelta

import structlog
from celery import current_app
from django.db.models import QuerySet
from kombu.exceptions import OperationalError

from legitimacy.models import Run, RunPart

PART_TASK = "legitimacy.scorecards.tasks.run_part_task"
MESSAGE_EXPIRES = timedelta(minutes=5)
log = structlog.get_logger(__name__)


def parts_announce(parts: QuerySet[RunPart]) -> int:
    """Send one message for each open part of active runs among `parts`; return how many were sent.

    A broker that does not answer is logged: the beat announces open parts again and again until they are done.
    """
    open_parts = parts.filter(run__status=Run.Status.ACTIVE).exclude(status=RunPart.Status.DONE).order_by("run", "pk")
    sent = 0
    for part_id in open_parts.values_list("pk", flat=True):
        try:
            current_app.send_task(PART_TASK, args=[part_id], expires=MESSAGE_EXPIRES.total_seconds())
        except OperationalError:
            log.warning("broker_unreachable", part=part_id)
            break
        sent += 1
    return sent
