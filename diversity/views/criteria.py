"""The quality criterion: what is met, by which figure, and what would meet it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from diversity.navigation import work_page
from diversity.rules.representation import audience_of, own_corps
from diversity.selectors.criteria import criteria_of
from diversity.views.corps import corps_read, corps_shown
from diversity.workflow.criteria import LEAST_ASSESSED, Answer, Judged, Why, criteria
from legitimacy import numbers
from legitimacy.access import allow, require
from legitimacy.indicators.registry import indicators
from legitimacy.models.disclosure import Audience

NAMES = {
    "plan": gettext_lazy("A diversity plan is running"),
    "measurement": gettext_lazy("Staff is measured"),
    "women": gettext_lazy("Women in operational staff"),
    "leading": gettext_lazy("Women in leading positions"),
    "origin": gettext_lazy("Origin of staff or recruits"),
    "disability": gettext_lazy("Staff with a disability"),
    "response": gettext_lazy("Response to the diversity survey"),
    "actions": gettext_lazy("Improvement actions"),
}
ANSWERS = {
    Answer.MET: gettext_lazy("met"),
    Answer.NOT_MET: gettext_lazy("not met"),
    Answer.NOT_ASSESSED: gettext_lazy("not assessed"),
    Answer.NOT_APPLICABLE: gettext_lazy("does not apply"),
}
SENTENCES = {
    Why.TARGET: gettext_lazy("The target is reached."),
    Why.GAP: gettext_lazy("A third of the gap from the own starting point was closed."),
    Why.DONE: gettext_lazy("It is there."),
    Why.MISSING: gettext_lazy("It was not delivered, so nothing is said."),
    Why.HIDDEN: gettext_lazy("So few people are behind it that an answer could reveal who they are."),
    Why.NARROW: gettext_lazy("In a corps of this size an answer would tell a small count, so none is given."),
    Why.NO_DELIVERY: gettext_lazy("Not assessed: no legal delivery. Nobody loses by it."),
    Why.NO_GOAL: gettext_lazy("The framework names no target."),
    Why.SMALL: gettext_lazy("The corps is too small for this criterion."),
    Why.NOT_DUE: gettext_lazy("No action is due yet."),
}
TO_DO = {
    "plan": gettext_lazy("Write a plan with at least one action and have it adopted."),
    "measurement": gettext_lazy(
        "Have a composition validated that is at most 12 months old, and hold the staff survey."
    ),
    "actions": gettext_lazy("Carry out one action of the plan and check its effect."),
}


@require_safe
@allow("representation.work")
def diversity_criteria(request: HttpRequest) -> HttpResponse:
    corps, choices = corps_shown(request, corps_read(request, own_corps(request.user)))
    if corps is None:
        return work_page(request, "diversity/nothing.html")
    require(request, "representation.read", corps)
    found = criteria_of(corps, audience=audience_of(request.user, corps) or Audience.PUBLIC)
    sources = {each.key: each for each in criteria()}
    context = {
        "corps": corps, "subject": corps, "register": corps.register, "choices": choices,
        "period": numbers.period_text(str(found.period)), "met": found.met, "assessed": found.assessed,
        "is_enough": found.assessed >= LEAST_ASSESSED, "least": LEAST_ASSESSED,
        "rows": [row_told(each) | {"source": sources[each.criterion].source} for each in found.judged],
    }  # fmt: skip
    return work_page(request, "diversity/criteria.html", context)


def row_told(judged: Judged) -> dict[str, Any]:
    """A criterion in words: the answer, the figure it rests on, why, and what would meet it."""
    reading = judged.reading
    told: dict[str, Any] = {
        "name": NAMES[judged.criterion],
        "answer": ANSWERS[judged.answer],
        "state": judged.answer.value,
        "figure": "",
        "why": SENTENCES.get(judged.why, ""),
        "needed": "",
    }
    if reading is not None and reading.value is not None and not reading.hidden:
        unit = indicators.get(reading.indicator).unit
        told["figure"] = _("%(code)s: %(value)s (%(period)s)") % {
            "code": reading.indicator,
            "value": numbers.value_text(reading.value, unit),
            "period": numbers.period_text(reading.period),
        }
        if judged.threshold is not None and judged.answer is Answer.NOT_MET:
            told["why"] = _("%(needed)s would meet it.") % {"needed": numbers.value_text(judged.threshold, unit)}
            told["needed"] = _needed(judged)
    if judged.answer is Answer.NOT_MET and judged.criterion in TO_DO:
        told["why"], told["needed"] = _("It is not there yet."), TO_DO[judged.criterion]
    return told


def _needed(judged: Judged) -> str:
    """How many more at the same size, from the figure that stands beside it."""
    if not judged.needed:
        return ""
    words = {"number": judged.needed}
    if judged.criterion in ("women", "leading"):
        sentence = ngettext(
            "%(number)d more woman at the same size.", "%(number)d more women at the same size.", judged.needed
        )
    else:
        sentence = ngettext("%(number)d more at the same size.", "%(number)d more at the same size.", judged.needed)
    return sentence % words
