"""What a newly signed framework makes stale: the periods that it judges, and the year that it judges beside the old."""

from django.db import transaction

from legitimacy.models import Framework, Run, User
from legitimacy.scorecards.rules import CYCLE
from legitimacy.scorecards.selectors import periods_known
from legitimacy.scorecards.services.announcing import parts_announce
from legitimacy.scorecards.services.runs import parts_of, run_open, runs_request


@transaction.atomic
def framework_rescore(*, framework: Framework, requested_by: User | None = None) -> list[Run]:
    """Ask for runs of all known periods from its first one on, and of the last four quarters before; return them.

    Values are counted anew where its minima apply; the quarters before keep theirs and are only scored.
    """
    known = periods_known()
    judged = [str(each) for each in known if each.end >= framework.begins.start]
    runs = runs_request(periods=judged, reason=Run.Reason.PERSON, requested_by=requested_by)
    before = [each for each in known if not each.is_year and each.end < framework.begins.start][-CYCLE:]
    scored = [
        run_open(period=period, reason=Run.Reason.PERSON, scopes={}, requested_by=requested_by)[0] for period in before
    ]
    transaction.on_commit(lambda: parts_announce(parts_of(scored)))
    return [*scored, *runs]
