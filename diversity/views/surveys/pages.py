"""The rounds of a corps, and one of them: what it needs, what was given out, and what came out once it closed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from diversity.forms.surveys import LostForm
from diversity.models import SurveyRound
from diversity.navigation import work_page
from diversity.rules.surveys import READING, corps_of
from diversity.selectors.surveys import opening_needs, replacements_left, rounds_of, slips_made
from diversity.views.surveys.told import result_told
from diversity.workflow.surveys import RoundState
from legitimacy import numbers
from legitimacy.access import allow, can, require
from legitimacy.models import Corps

ROUNDS_SHOWN = 40


@require_safe
@allow("survey.work")
def surveys_home(request: HttpRequest) -> HttpResponse:
    corps, all_corps = corps_shown(request, *READING)
    rounds = list(rounds_of(corps)[:ROUNDS_SHOWN]) if corps else []
    context = {
        "subject": corps,
        "subjects": all_corps,
        "register": corps.register if corps else "",
        "rounds": [{"round": one, "wave": numbers.period_text(one.wave)} for one in rounds],
        "may_plan": corps is not None and can(request.user, "survey.manage", SurveyRound(corps=corps)),
    }
    return work_page(request, "diversity/surveys/home.html", context)


@require_safe
def survey_round(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(SurveyRound.objects.select_related("corps"), pk=pk)
    require(request, "survey.read", one)
    return round_page(request, one)


def round_page(
    request: HttpRequest, one: SurveyRound, *, problem: str = "", lost: LostForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a round; `problem` says why something was not done."""
    first, replaced = slips_made(one)
    context: dict[str, Any] = {
        "round": one,
        "wave": numbers.period_text(one.wave),
        "subject": one.corps,
        "register": one.corps.register,
        "needs": opening_needs(one) if one.state == RoundState.PLANNED else [],
        "slips": numbers.number_text(first) if first else "",
        "replaced": numbers.number_text(replaced),
        "left": replacements_left(one) if one.state == RoundState.OPEN else 0,
        "lost": lost or LostForm(),
        "problem": problem,
        "may_manage": can(request.user, "survey.manage", one),
        "may_open": can(request.user, "survey.open", one),
        "may_paper": can(request.user, "survey.paper", one),
        "invited": numbers.number_text(one.invited),
        **(result_told(one) if one.state == RoundState.CLOSED else {}),
    }
    return work_page(request, "diversity/surveys/round.html", context, status=status)


def corps_shown(request: HttpRequest, *roles: str) -> tuple[Corps | None, list[Corps]]:
    """The corps that `of` names, else the first in which this person has one of the roles; and all of them."""
    found = corps_of(request.user, *roles)
    asked = request.GET.get("of", "")
    return next((each for each in found if each.code == asked), found[0] if found else None), found
