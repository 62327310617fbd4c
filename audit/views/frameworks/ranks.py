"""Ranks over the runs as a chart, with the words that say the same; the table stands beside it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import RobustnessRow, RobustnessRun
from legitimacy.charts.figures import rank_figure
from legitimacy.charts.panels import Panel
from legitimacy.indicators.registry import indicators
from legitimacy.indicators.robustness import AGGREGATION, DROPPED, GOALPOSTS, MISSING, WEIGHTS
from legitimacy.models import Register
from legitimacy.standings import corps_title


def ranks_panel(run: RobustnessRun, rows: Sequence[RobustnessRow], name: str, csv_url: str) -> Panel:
    """`rows` of one part, at least one, in the order of their ranks."""
    hover = [
        _("%(corps)s: rank %(lower)s to %(upper)s, in the middle %(median)s")
        % {"corps": corps_title(row.corps), "lower": row.lower, "upper": row.upper, "median": row.median}
        for row in rows
    ]
    return Panel(
        key="ranks",
        kind="ranks",
        title=_("Ranks under other choices: %(name)s") % {"name": name},
        figure=rank_figure(
            lower=[row.lower for row in rows],
            middle=[row.median for row in rows],
            upper=[row.upper for row in rows],
            hover=hover,
        ),
        alternative=_alternative(rows, name),
        caption=_("One bar per corps: nine in ten of the runs put it between its ends. Rank 1 is on top."),
        mark=_mark(run.register),
        file_name=f"framework-{run.framework.code}-robustness-{run.period}",
        csv_url=csv_url,
    )


def choice_told(choice: str) -> str:
    """The choice that moves a corps most, in words; empty where none does."""
    kind, _space, code = choice.partition(" ")
    if kind == DROPPED and code in indicators:
        return _("leaving out %(code)s, %(name)s") % {"code": code, "name": indicators.get(code).name}
    words = {
        GOALPOSTS: _("where the goalposts stand"),
        WEIGHTS: _("how much each part weighs"),
        AGGREGATION: _("how pillars are put together"),
        MISSING: _("what stands in for missing figures"),
    }
    return words.get(kind, "")


def _alternative(rows: Sequence[RobustnessRow], name: str) -> str:
    widths = sorted(row.upper - row.lower + 1 for row in rows)
    words = {"name": name, "count": len(rows), "middle": widths[len(widths) // 2], "widest": widths[-1]}
    return (
        ngettext(
            "%(name)s: %(count)s corps. Its rank covers %(widest)s places over the runs.",
            "%(name)s: %(count)s corps. Half of the ranks cover %(middle)s places or fewer over the runs, the widest "
            "%(widest)s.",
            len(rows),
        )
        % words
    )


def _mark(register: str) -> str:
    marks = {
        Register.EXAMPLE: _("Voorbeeldland: fictional corps, simulated figures. Legitimiteitsmonitor"),
        Register.FOREIGN_TEST: _("Foreign test register. Legitimiteitsmonitor"),
        Register.BELGIUM: _("Real figures. Legitimiteitsmonitor"),
    }
    return marks[Register(register)]
