"""Computing and storing: runs, values, scorecards, comparable corps."""

from legitimacy.scorecards.services.frameworks import framework_rescore
from legitimacy.scorecards.services.improvements import improvements_stale
from legitimacy.scorecards.services.marks import stale_mark
from legitimacy.scorecards.services.peers import peers_freeze
from legitimacy.scorecards.services.runs import run_request, runs_request
from legitimacy.scorecards.services.sweeping import lost_parts_take_over, open_quarters_recount, stale_marks_sweep
from legitimacy.scorecards.services.working import part_work, run_execute

__all__ = [
    "framework_rescore",
    "improvements_stale",
    "lost_parts_take_over",
    "open_quarters_recount",
    "part_work",
    "peers_freeze",
    "run_execute",
    "run_request",
    "runs_request",
    "stale_mark",
    "stale_marks_sweep",
]
