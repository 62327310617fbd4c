"""The first page of citizens' voice: the surveys of a corps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from evaluation.models import ContactRound, SurveyWave
from evaluation.navigation import work_page
from evaluation.rules.voice import READING, corps_heard
from evaluation.selectors.voice.waves import rounds_of, waves_of
from evaluation.views.voice.contact_told import round_told
from evaluation.views.voice.told import response_told
from evaluation.workflow.contact import half_of, half_words
from legitimacy.access import allow, can
from legitimacy.models import Corps

SHOWN = 40


@require_safe
@allow("voice.work")
def voice_home(request: HttpRequest) -> HttpResponse:
    corps, all_corps = corps_shown(request, *READING)
    waves = list(waves_of(corps)[:SHOWN]) if corps else []
    context = {
        "subject": corps,
        "subjects": all_corps,
        "register": corps.register if corps else "",
        "rounds": [_round_row(one) for one in rounds_of(corps)[:SHOWN]] if corps else [],
        "may_open": corps is not None and can(request.user, "voice.change", ContactRound(corps=corps)),
        "is_opened": corps is not None and rounds_of(corps).filter(half=half_of(timezone.localdate())).exists(),
        "now": half_words(half_of(timezone.localdate())),
        "waves": [{"wave": one, **response_told(one)} for one in waves],
        "may_import": corps is not None and can(request.user, "voice.change", SurveyWave(corps=corps)),
    }
    return work_page(request, "evaluation/voice/home.html", context)


def _round_row(one: ContactRound) -> dict[str, Any]:
    told = round_told(one)
    return {"round": one, "index": told["rows"][0] if "rows" in told else None, **told}


def corps_shown(request: HttpRequest, *roles: str) -> tuple[Corps | None, list[Corps]]:
    """The corps that `of` names, else the first in which this person has one of the roles; and all of them."""
    found = corps_heard(request.user, *roles)
    asked = request.GET.get("of", "")
    return next((each for each in found if each.code == asked), found[0] if found else None), found
