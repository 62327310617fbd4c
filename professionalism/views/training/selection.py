"""The selection page: pass rates by sex with the four-fifths reading, decisions on all four competences, procedures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy import numbers
from legitimacy.access import allow, can, require
from professionalism.models import SelectionProcedure
from professionalism.navigation import work_page
from professionalism.rules.training import selected_for
from professionalism.selectors.selection import Ratio, Reading, SelectionLine, procedures_of, selection_lines
from professionalism.views.training.home import share_told, subject_shown
from professionalism.workflow.training import label_of

PROCEDURES_SHOWN = 60


@require_safe
@allow("selection.work")
def selection_home(request: HttpRequest) -> HttpResponse:
    subject, subjects = subject_shown(request, selected_for)
    if subject is None:
        return work_page(request, "professionalism/training/nothing.html")
    require(request, "training.read", subject)
    may_edit = can(request.user, "training.edit", subject)
    lines = selection_lines(subject, timezone.localdate(), protect=not may_edit)
    context = {
        "subject": subject,
        "subjects": subjects,
        "register": subject.register,
        "may_edit": may_edit,
        "lines": [_line_told(line) for line in lines],
        "procedures": [_procedure_told(one) for one in procedures_of(subject)[:PROCEDURES_SHOWN]] if may_edit else [],
    }
    return work_page(request, "professionalism/training/selection.html", context)


def _line_told(line: SelectionLine) -> dict[str, Any]:
    ratio = line.ratio
    return {
        "grade": label_of("grade", line.grade),
        "women": share_told(ratio.women),
        "men": share_told(ratio.men),
        "on_four": share_told(line.on_four),
        "ratio": numbers.value_text(ratio.ratio, "ratio") if ratio.ratio is not None else "",
        "interval": _interval(ratio),
        "sentences": ratio_sentences(ratio),
    }


def _interval(ratio: Ratio) -> str:
    if ratio.lower is None or ratio.upper is None:
        return ""
    return f"{numbers.number_text(ratio.lower, 2)}\u2013{numbers.number_text(ratio.upper, 2)}"


def ratio_sentences(ratio: Ratio) -> list[str]:
    """What the ratio says, what it does not say, and what one more pass would change."""
    sentences = {
        Reading.HIDDEN: _("So few people are behind it that showing it could reveal who they are."),
        Reading.UNKNOWN: _("Nobody of one of the sexes was tested, or nobody passed: there is nothing to compare."),
        Reading.INSIDE: _("Within the four-fifths rule (0.80 to 1.25)."),
        Reading.BELOW: _("Women pass less than four fifths as often as men: look at what the instruments ask."),
        Reading.ABOVE: _("Men pass less than four fifths as often as women: look at what the instruments ask."),
    }
    told = [sentences[ratio.reading]]
    if ratio.is_unsure:
        told.append(_("Chance alone could have put it on the other side of a limit."))
    if ratio.one_more is not None and ratio.hangs_on_one:
        words = {"ratio": numbers.value_text(ratio.one_more, "ratio")}
        one_woman = _("It hangs on one person: with one more woman who passed, the ratio would be %(ratio)s.")
        one_man = _("It hangs on one person: with one more man who passed, the ratio would be %(ratio)s.")
        told.append((one_woman if (ratio.ratio or 0) <= 1 else one_man) % words)
    return told


def _procedure_told(procedure: SelectionProcedure) -> dict[str, Any]:
    outcomes = list(procedure.outcomes.all())
    return {
        "procedure": procedure,
        "period": numbers.period_short(procedure.period),
        "grade": label_of("grade", procedure.grade),
        "instruments": ", ".join(one.name for one in procedure.instruments.all()),
        "tested": sum(one.tested for one in outcomes),
        "passed": sum(one.passed for one in outcomes),
        "decisions": sum(one.decisions for one in outcomes),
        "on_four": sum(one.decisions_on_four for one in outcomes),
    }
