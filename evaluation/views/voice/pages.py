"""The first page of citizens' voice: the surveys of a corps."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from evaluation.models import SurveyWave
from evaluation.navigation import work_page
from evaluation.rules.voice import READING, corps_heard
from evaluation.selectors.voice.waves import waves_of
from evaluation.views.voice.told import response_told
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
        "waves": [{"wave": one, **response_told(one)} for one in waves],
        "may_import": corps is not None and can(request.user, "voice.change", SurveyWave(corps=corps)),
    }
    return work_page(request, "evaluation/voice/home.html", context)


def corps_shown(request: HttpRequest, *roles: str) -> tuple[Corps | None, list[Corps]]:
    """The corps that `of` names, else the first in which this person has one of the roles; and all of them."""
    found = corps_heard(request.user, *roles)
    asked = request.GET.get("of", "")
    return next((each for each in found if each.code == asked), found[0] if found else None), found
