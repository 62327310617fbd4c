"""scorecards_compute: count the values of a period and score it, here and now."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Corps, Run, Scorecard
from legitimacy.scorecards.errors import RunContentionError, RunFailedError
from legitimacy.scorecards.selectors import periods_computable
from legitimacy.scorecards.services import run_execute, runs_request
from legitimacy.wording import no_period


class Command(BaseCommand):
    help = "Compute values and scorecards of a period, for all corps or one."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--period", help="a quarter such as 2025-Q4, or a year such as 2025")
        which.add_argument("--all", action="store_true", help="every period that has figures or was computed before")
        parser.add_argument("--corps", metavar="CODE", help="count the values of this corps only; all are scored anew")
        parser.add_argument("--json", action="store_true", help="print the summary as one line, the last one")

    def handle(self, *args: Any, **options: Any) -> None:
        corps = _corps(options["corps"]) if options["corps"] else None
        periods = _periods(options["period"])
        requested = runs_request(periods=periods, reason=Run.Reason.COMMAND, corps=corps, enqueue=False)
        summaries = []
        for run in requested:
            summaries.append(_summary(_executed(run), corps))
            if not options["json"]:
                self.stdout.write(
                    _("%(period)s: %(scorecards)d scorecards, %(added)d values added, %(unchanged)d unchanged")
                    % summaries[-1]
                )
        if not any(summary["scorecards"] for summary in summaries):
            raise CommandError(
                _("Nothing was delivered for %s, so there is no scorecard to compute.") % ", ".join(periods)
            )
        if options["json"]:
            self.stdout.write(json.dumps(_total(summaries)))


def _corps(code: str) -> Corps:
    corps = Corps.objects.filter(code=code).first()
    if corps is None:
        raise CommandError(_("There is no corps with the code %s.") % code)
    return corps


def _periods(text: str | None) -> list[str]:
    if text is None:
        periods = [str(period) for period in periods_computable()]
        if not periods:
            raise CommandError(_("There are no figures yet; import some first."))
        return periods
    try:
        return [str(Period.parse(text))]
    except PeriodError:
        raise CommandError(no_period(text)) from None


def _executed(run: Run) -> Run:
    try:
        return run_execute(run)
    except (RunFailedError, RunContentionError) as error:
        raise CommandError(str(error)) from error


def _summary(run: Run, corps: Corps | None) -> dict[str, Any]:
    parts = list(run.parts.all())
    cards = Scorecard.objects.filter(run=run)
    return {
        "period": run.period,
        "run": run.pk,
        "added": sum(part.added for part in parts),
        "unchanged": sum(part.unchanged for part in parts),
        "scorecards": (cards.filter(corps=corps) if corps else cards).count(),
    }


def _total(summaries: list[dict[str, Any]]) -> dict[str, Any]:
    counted = ("added", "unchanged", "scorecards")
    totals = {name: sum(summary[name] for summary in summaries) for name in counted}
    return totals | {"periods": [summary["period"] for summary in summaries]}
